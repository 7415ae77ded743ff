"""What was typed by hand becomes records, and comes back when the migration is taken back."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from campaigns.ledger import Years
from campaigns.models import Commendation
from campaigns.runs import five_years, histories
from localities.models import Locality
from tests import demo as databases


def apps_at(name):
    loader = MigrationExecutor(connection).loader
    places = [node for node in loader.graph.leaf_nodes() if node[0] == "localities"]
    return loader.project_state([("campaigns", name), *places]).apps


@pytest.mark.django_db
def test_typed_five_years_become_records_and_come_back(tmp_path):
    typed = {
        ("2", 2020): (True, True), ("2", 2019): (True, False), ("10", 2020): (True, False),
        ("10", 2018): (False, False),
    }  # fmt: skip
    name = databases.copy_of(str(connection.settings_dict["NAME"]), "typed", tmp_path)
    with databases.switched_to(name):
        call_command("migrate", "campaigns", "0001", verbosity=0)
        old = apps_at("0001_initial")
        ward = _place(old, "w", is_village=False)
        villages = {code: _place(old, code, is_village=True, parent=ward) for code in ("2", "10")}
        for (code, year), (recognised, commended) in typed.items():
            old.get_model("campaigns", "VillageResult").objects.create(
                village=villages[code], year=year, household_count=9, registered_count=9,
                is_recognised=recognised, five_years=year == 2020, five_years_commended=commended,
            )  # fmt: skip
        call_command("migrate", verbosity=0)

        two, ten = (Locality.objects.get(code=code) for code in ("2", "10"))
        held = five_years(Locality.objects.all(), 2020)
        assert (two.pk in held.reached, held.commended) == (True, {two.pk})
        # The register itself says that this village was refused in one of its five years.
        assert ten.pk not in held.reached
        assert histories([two])[two.pk].before == Years(2016, 2018)
        assert Commendation.objects.get().search_key == "to dan pho 2"

        call_command("migrate", "campaigns", "0001", verbosity=0)
        kept = apps_at("0001_initial").get_model("campaigns", "VillageResult").objects
        assert list(
            kept.filter(five_years=True).values_list("village", "year", "five_years_commended")
        ) == [(two.pk, 2020, True)]
    databases.drop(name)


def _place(apps, code, *, is_village, parent=None):
    kind, _ = apps.get_model("localities", "LocalityKind").objects.get_or_create(
        code=f"loai-{is_village}", name="tổ dân phố", is_village=is_village
    )
    return apps.get_model("localities", "Locality").objects.create(
        code=code, kind=kind, name=code, parent=parent, valid_from="1992-01-01",
        full_name=f"tổ dân phố {code}", search_key=code, sort_key=code,
    )  # fmt: skip
