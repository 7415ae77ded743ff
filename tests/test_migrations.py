"""The schema goes back to nothing and comes again, with its seals, on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection

from audit.checks import sealed_tables
from audit.triggers import missing_triggers
from tests import demo as databases

# From the top floor down: a floor goes before the one it stands on.
FLOORS = [
    "editions", "narrative", "rollup", "entry", "catalogue", "activities", "sports", "heritage",
    "campaigns", "outgoing", "documents", "accounts", "localities", "audit",
]  # fmt: skip


def schema():
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        return {
            table: sorted(
                (column.name, column.null_ok)
                for column in connection.introspection.get_table_description(cursor, table)
            )
            for table in tables
        }


@pytest.mark.django_db(transaction=True)
def test_every_migration_goes_back_and_forth(tmp_path):
    source = str(connection.settings_dict["NAME"])
    name = databases.copy_of(source, "migrations", tmp_path)

    with databases.switched_to(name):
        before = schema()
        for app in FLOORS:
            call_command("migrate", app, "zero", verbosity=0)
        emptied = schema()
        call_command("migrate", verbosity=0)
        after, sealed = schema(), sealed_tables()
        unsealed = missing_triggers(sealed)

    databases.drop(name)
    assert [
        table for table in emptied if table.startswith(tuple(f"{app}_" for app in FLOORS))
    ] == []
    assert after == before
    assert len(sealed) >= 4
    assert unsealed == []
