"""The trail: complete, in order, and not to be changed by anybody."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from audit import once
from audit.actions import System, record
from audit.chain import canonical_json, first_break
from audit.checks import seals_are_there
from audit.locking import StaleError, lock
from audit.models import AuditEntry, DoneRequest, Source
from audit.triggers import missing_triggers
from localities.models import LocalityKind

BY = System("kiểm thử")


@pytest.fixture
def kind(db):
    return LocalityKind.objects.create(code="xa", name="xã")


def write(target, count=1, **changes):
    for number in range(count):
        with transaction.atomic():
            record(by=BY, verb="kind.changed", target=target, changes=changes or {"n": (number, 1)})


def test_an_entry_tells_who_what_when_and_from_what_to_what(kind):
    at = datetime(2020, 12, 17, 3, 32, tzinfo=UTC)

    with transaction.atomic():
        entry = record(
            by=BY, verb="kind.changed", target=kind, changes={"value": (None, Decimal("12.50"))},
            place="xã Mẫu", reason="nhập bù", source=Source.IMPORT, at=at,
        )  # fmt: skip

    entry.refresh_from_db()
    assert (entry.number, entry.at, entry.actor_name, entry.actor_role) == (
        1, at, "kiểm thử", "Lệnh quản trị",
    )  # fmt: skip
    assert (entry.target_type, entry.target_id, entry.target_label) == (
        "localities.localitykind", str(kind.pk), "xã",
    )  # fmt: skip
    assert entry.changes == {"value": [None, "12.5"]}
    assert (entry.place, entry.reason, entry.source) == ("xã Mẫu", "nhập bù", "import")


@pytest.mark.django_db(transaction=True)
def test_an_entry_cannot_be_written_outside_of_its_change():
    kind = LocalityKind.objects.create(code="xa", name="xã")

    with pytest.raises(transaction.TransactionManagementError):
        record(by=BY, verb="kind.changed", target=kind)


def test_the_chain_holds_after_many_entries(kind):
    write(kind, count=20)

    assert first_break(AuditEntry.objects.order_by("number")) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("actor_name", "người khác"),
        ("changes", {"n": [0, 2]}),
        ("at", datetime(2019, 1, 1, tzinfo=UTC)),
        ("reason", "thêm sau"),
        ("previous_hash", "0" * 64),
        ("hash", "f" * 64),
    ],
)
def test_a_changed_entry_breaks_the_chain_where_it_stands(kind, field, value):
    write(kind, count=5)
    entries = list(AuditEntry.objects.order_by("number"))
    setattr(entries[2], field, value)

    assert first_break(entries).number in {3, 4}


@pytest.mark.parametrize("missing", [0, 2])
def test_a_missing_entry_breaks_the_chain(kind, missing):
    write(kind, count=5)
    entries = list(AuditEntry.objects.order_by("number"))
    del entries[missing]

    assert first_break(entries) is not None


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE audit_auditentry SET actor_name = 'x'",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_auditentry SET number = number + 100",
        pytest.param("TRUNCATE audit_auditentry", id="truncate"),
        pytest.param(
            "INSERT OR REPLACE INTO audit_auditentry SELECT * FROM audit_auditentry", id="replace"
        ),
    ],
)
def test_the_database_refuses_to_change_or_delete_entries(kind, attack):
    dialect = {"TRUNCATE": "postgresql", "INSERT OR": "sqlite"}
    only = next((vendor for start, vendor in dialect.items() if attack.startswith(start)), None)
    write(kind, count=3)
    before = list(AuditEntry.objects.order_by("number").values())

    if only in {None, connection.vendor}:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)

    assert list(AuditEntry.objects.order_by("number").values()) == before


def test_the_orm_is_refused_as_well(kind):
    write(kind)

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.update(reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.all().delete()


def test_a_lost_trigger_is_missed_at_start(kind):
    on_table = " ON audit_auditentry" if connection.vendor == "postgresql" else ""
    name = "audit_auditentry_sealed" + ("" if on_table else "_update")
    assert seals_are_there(None, ["default"]) == []

    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on_table}")

    assert missing_triggers(["audit_auditentry"]) == ["audit_auditentry"]
    assert [fault.id for fault in seals_are_there(None, ["default"])] == ["audit.E001"]
    with pytest.raises(CommandError, match="audit_auditentry"):
        call_command("verify_audit")


def test_the_command_tells_how_many_entries_hold(kind):
    write(kind, count=3)
    out = StringIO()

    call_command("verify_audit", stdout=out)

    assert out.getvalue().startswith("Nhật ký nguyên vẹn: 3 bản ghi")


@pytest.mark.django_db(transaction=True)
def test_parallel_writers_leave_one_unbroken_chain():
    kind = LocalityKind.objects.create(code="xa", name="xã")

    def writer():
        try:
            write(kind, count=10)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert AuditEntry.objects.count() == 60
    assert first_break(AuditEntry.objects.order_by("number")) is None


def test_canonical_json_does_not_depend_on_the_order_of_keys():
    left = canonical_json({"b": Decimal("2.50"), "a": "Đậu Liêu"})
    right = canonical_json({"a": "Đậu Liêu", "b": Decimal("2.5")})

    assert left == right == '{"a":"Đậu Liêu","b":"2.5"}'


def test_the_same_request_gets_the_same_answer(db):
    key = uuid4()
    once.remember(key=key, by=BY, verb="cell.save", body={"value": "5"}, answer={"version": 2})

    assert once.replay(key=key, by=BY, verb="cell.save", body={"value": "5"}) == {"version": 2}
    assert once.replay(key=uuid4(), by=BY, verb="cell.save", body={"value": "5"}) is None
    assert DoneRequest.objects.count() == 1


def test_another_request_under_the_same_key_is_refused(db):
    key = uuid4()
    once.remember(key=key, by=BY, verb="cell.save", body={"value": "5"}, answer={"version": 2})

    with pytest.raises(once.OtherRequestError):
        once.replay(key=key, by=BY, verb="cell.save", body={"value": "6"})


def test_two_requests_of_one_moment_do_not_share_a_key(db):
    key = uuid4()
    once.remember(key=key, by=BY, verb="cell.save", body={"value": "5"}, answer={})

    with pytest.raises(once.OtherRequestError), transaction.atomic():
        once.remember(key=key, by=BY, verb="cell.save", body={"value": "6"}, answer={})
    with pytest.raises(once.OtherRequestError):
        once.recall([key, uuid4(), key])


def test_a_request_is_known_for_seven_days(db):
    now = timezone.now()
    for days in (6, 8, 9):
        once.remember(
            key=uuid4(), by=BY, verb="cell.save", body={}, answer={}, at=now - timedelta(days=days)
        )

    once.forget_old(now)

    assert [now - row.at for row in DoneRequest.objects.all()] == [timedelta(days=6)]


def test_a_row_that_is_gone_is_said_to_be_gone(kind):
    gone = LocalityKind.objects.get(pk=kind.pk)
    kind.delete()

    with pytest.raises(StaleError, match="vừa được người khác xóa"):
        lock(gone)
