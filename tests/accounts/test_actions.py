"""Accounts, appointments and leave to sign: each verb, its trail, each refusal."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts import actions
from accounts.models import Appointment, Delegation, Role, User
from audit.actions import System
from audit.locking import StaleError
from audit.models import AuditEntry
from tests.accounts.factories import AppointmentFactory, OfficeFactory, UserFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
NEW = "sóng vỗ bờ cát trắng"


def account(town, **changes):
    wanted = {
        "username": "hoa", "full_name": "Trần  Thị Hoa", "password": NEW, "role": Role.WARD_ENTRY,
        "locality": town.ward, "by": town.administrator,
    }  # fmt: skip
    return actions.create_account(**wanted | changes)


def trail():
    return [
        (entry.verb, entry.target_label, entry.place)
        for entry in AuditEntry.objects.order_by("number")
    ]


def delegation(town, **changes):
    wanted = {
        "office": town.office, "kind": Delegation.Kind.ORDER, "given_by": town.head,
        "given_to": town.specialist, "post": "Chuyên viên", "document": "Quyết định số 1",
        "scope": "Báo cáo tháng", "starts_on": TODAY, "ends_on": None, "by": town.head,
    }  # fmt: skip
    return actions.delegate(**wanted | changes)


def appoint(town, **changes):
    wanted = {
        "user": town.ward_entry, "role": Role.WARD_LEADER, "locality": town.ward,
        "starts_on": TODAY, "by": town.administrator,
    }  # fmt: skip
    return actions.appoint(**wanted | changes)


# --- Accounts ---------------------------------------------------------------------------------


def test_an_account_is_opened_with_its_first_role(town):
    hoa = account(town, post="Công chức Văn hóa - Xã hội", starts_on=TODAY)

    hoa.refresh_from_db()
    role = hoa.appointments.get()
    assert (hoa.full_name, hoa.search_key) == ("Trần Thị Hoa", "tran thi hoa hoa")
    assert (hoa.must_change_password, hoa.check_password(NEW)) == (True, True)
    assert (role.role, role.locality, role.starts_on) == (Role.WARD_ENTRY, town.ward, TODAY)
    place = town.ward.full_name
    assert trail() == [
        ("account.created", "Trần Thị Hoa", place),
        ("account.appointed", "Trần Thị Hoa", place),
    ]


def test_a_command_may_open_the_first_account_of_all(town):
    admin = account(
        town, role=Role.ADMINISTRATOR, locality=town.place, by=System("seed_demo"), is_demo=True
    )

    assert admin.is_demo
    assert admin.holds(Role.ADMINISTRATOR, at=town.place.pk)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"username": "Hoa Trần"}, "chữ thường không dấu"),
        ({"username": "clerk"}, "đã có người dùng"),
        ({"full_name": "  "}, "họ và tên"),
        ({"password": "ngắn"}, "từ 12 đến 128"),
        ({"is_deputy": True}, "cấp phó"),
        ({"role": Role.HEAD}, "không có cơ quan"),
    ],
)
def test_an_account_that_cannot_be_is_refused_whole(town, changes, says):
    before = User.objects.count()

    with pytest.raises(RuleError, match=says):
        account(town, **changes)

    assert (User.objects.count(), trail()) == (before, [])


def test_names_are_listed_by_the_given_name(town):
    for username, name in [
        ("p-1", "Nguyễn Văn Đức"), ("p-2", "Trần Thị Ánh"), ("p-3", "Lê An Dũng"), ("p-4", "Lê Ái Đức"),
    ]:  # fmt: skip
        account(town, username=username, full_name=name)

    ordered = User.objects.filter(username__startswith="p-").order_by("sort_key")

    assert [user.full_name for user in ordered] == [
        "Trần Thị Ánh", "Lê An Dũng", "Lê Ái Đức", "Nguyễn Văn Đức"
    ]  # fmt: skip


def test_a_name_is_corrected_once(town):
    user = town.ward_entry
    actions.update_account(user=user, full_name="Tên Mới", version=1, by=town.administrator)

    with pytest.raises(StaleError):
        actions.update_account(user=user, full_name="Tên Khác", version=1, by=town.administrator)
    actions.update_account(user=user, full_name="Tên Mới", version=2, by=town.administrator)

    user.refresh_from_db()
    assert (user.full_name, user.search_key) == ("Tên Mới", "ten moi ward_entry")
    assert [verb for verb, *_ in trail()] == ["account.renamed"]


def test_shutting_and_opening_is_recorded_once_each(town):
    for _ in range(2):
        actions.deactivate(user=town.clerk, by=town.administrator, reason="Nghỉ hưu.")
    for _ in range(2):
        actions.activate(user=town.clerk, by=town.administrator)

    entries = AuditEntry.objects.order_by("number")
    assert [(entry.verb, entry.reason) for entry in entries] == [
        ("account.deactivated", "Nghỉ hưu."), ("account.activated", ""),
    ]  # fmt: skip


# --- Who may -----------------------------------------------------------------------------------


def every_verb(town, by, user):
    row = user.appointments.get()
    yield lambda: actions.update_account(user=user, full_name="X Y", version=1, by=by)
    yield lambda: actions.deactivate(user=user, by=by)
    yield lambda: actions.activate(user=user, by=by)
    yield lambda: actions.set_password(user=user, password=NEW, by=by)
    yield lambda: appoint(town, user=user, locality=row.locality, role=Role.INSPECTOR, by=by)
    yield lambda: actions.end_appointment(appointment=row, last_day=TODAY, by=by)


def test_nobody_manages_his_own_account(town):
    for verb in every_verb(town, town.administrator, town.administrator):
        with pytest.raises(RuleError, match="tự quản trị"):
            verb()

    assert trail() == []


def test_only_administrators_manage_and_only_below_themselves(town):
    elsewhere = AppointmentFactory(role=Role.ADMINISTRATOR, locality=OfficeFactory().locality)
    below = AppointmentFactory(role=Role.ADMINISTRATOR, locality=town.ward)
    for by in [town.head, town.specialist, town.inspector, elsewhere.user, below.user]:
        for verb in every_verb(town, by, town.clerk):
            with pytest.raises(RuleError):
                verb()

    assert trail() == []
    for verb in every_verb(town, below.user, town.ward_entry):
        verb()


def test_whoever_is_something_higher_up_belongs_to_someone_higher_up(town):
    below = AppointmentFactory(role=Role.ADMINISTRATOR, locality=town.ward).user
    AppointmentFactory(user=town.ward_entry, role=Role.SPECIALIST, locality=town.place)

    with pytest.raises(RuleError, match="ngoài phạm vi"):
        actions.set_password(user=town.ward_entry, password=NEW, by=below)


def test_a_role_elsewhere_is_not_an_administrators_to_give(town):
    elsewhere = OfficeFactory().locality

    with pytest.raises(RuleError, match="không thuộc phạm vi"):
        appoint(town, locality=elsewhere)
    with pytest.raises(RuleError, match="không thuộc phạm vi"):
        account(town, locality=elsewhere)


# --- Appointments ------------------------------------------------------------------------------


def test_a_role_is_given_with_its_dates(town):
    row = appoint(town, post="Phó Chủ tịch", is_deputy=True, ends_on=date(2030, 12, 31))

    user = User.objects.get(pk=town.ward_entry.pk)
    assert (row.post, row.is_deputy, user.session_epoch) == ("Phó Chủ tịch", True, 2)
    entry = AuditEntry.objects.get()
    assert entry.changes["starts_on"] == [None, "2026-03-02"]
    assert entry.changes["role"][1].startswith("Lãnh đạo đơn vị – phường")


def test_the_same_role_twice_at_once_is_refused(town):
    appoint(town, ends_on=date(2026, 6, 30))

    with pytest.raises(RuleError, match="đã giữ vai trò"):
        appoint(town, starts_on=date(2026, 6, 30))
    appoint(town, starts_on=date(2026, 7, 1))
    with pytest.raises(RuleError, match="đã giữ vai trò"):
        appoint(town, starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 5))


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ends_on": date(2026, 3, 1)}, "từ ngày bắt đầu trở đi"),
        ({"role": Role.CLERK}, "không có cơ quan"),
        ({"role": Role.INSPECTOR, "is_deputy": True}, "cấp phó"),
    ],
)
def test_a_role_that_makes_no_sense_is_refused(town, changes, says):
    with pytest.raises(RuleError, match=says):
        appoint(town, **changes)


def test_a_place_that_is_gone_takes_no_one(town):
    town.ward.valid_to = date(2025, 6, 30)
    town.ward.save()

    with pytest.raises(RuleError, match="30/06/2025"):
        appoint(town)


def test_a_role_ends_with_a_day_or_is_taken_back(town):
    kept = appoint(town)
    taken_back = appoint(town, role=Role.INSPECTOR)

    ended = actions.end_appointment(
        appointment=kept, last_day=date(2026, 3, 31), by=town.administrator
    )
    gone = actions.end_appointment(
        appointment=taken_back, last_day=date(2026, 3, 1), by=town.administrator
    )

    assert ended.ends_on == date(2026, 3, 31)
    assert gone is None
    assert not Appointment.objects.filter(role=Role.INSPECTOR, user=town.ward_entry).exists()
    assert [verb for verb, *_ in trail()][-2:] == [
        "account.appointment_ended", "account.appointment_withdrawn",
    ]  # fmt: skip


# --- Leave to sign -----------------------------------------------------------------------------


def test_the_head_lets_somebody_of_the_office_sign(town):
    row = delegation(town)

    assert row.is_valid_on(TODAY)
    assert not row.is_valid_on(date(2026, 3, 1))
    assert trail() == [("delegation.given", str(row), town.place.full_name)]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"given_by": "specialist", "given_to": "clerk"}, "người đứng đầu"),
        ({"given_to": "ward_entry"}, "không làm việc"),
        ({"given_to": "head"}, "chính mình"),
        ({"by": "ward_leader"}, "không được ghi"),
        ({"by": "specialist"}, "không được ghi"),
        ({"kind": Delegation.Kind.DELEGATION}, "phải có thời hạn"),
        ({"ends_on": date(2026, 3, 1)}, "từ ngày bắt đầu trở đi"),
        ({"document": " "}, "ghi đủ"),
    ],
)
def test_leave_to_sign_that_the_decree_does_not_know_is_refused(town, changes, says):
    people = {
        word: getattr(town, value)
        for word, value in changes.items()
        if word in {"by", "given_by", "given_to"}
    }
    with pytest.raises(RuleError, match=says):
        delegation(town, **changes | people)

    assert Delegation.objects.count() == 0


def test_a_deputy_does_not_delegate(town):
    deputy = AppointmentFactory(role=Role.HEAD, locality=town.place, is_deputy=True).user

    with pytest.raises(RuleError, match="người đứng đầu"):
        delegation(town, given_by=deputy, by=deputy)


def test_an_administrator_writes_it_down_but_not_for_himself(town):
    AppointmentFactory(user=town.administrator, role=Role.SPECIALIST, locality=town.place)

    delegation(town, by=town.administrator)
    with pytest.raises(RuleError, match="tự ghi"):
        delegation(town, by=town.administrator, given_to=town.administrator)


def test_leave_to_sign_ends_early_and_only_once(town):
    row = delegation(town)

    actions.end_delegation(delegation=row, last_day=date(2026, 2, 1), by=town.head)

    row.refresh_from_db()
    assert row.ends_on == TODAY  # papers of its first day may name it
    with pytest.raises(RuleError, match="đã kết thúc"):
        actions.end_delegation(delegation=row, last_day=date(2026, 4, 1), by=town.head)
    with pytest.raises(RuleError, match="không được ghi"):
        actions.end_delegation(delegation=row, last_day=TODAY, by=town.clerk)


# --- What every row must be --------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "TUQ", "ends_on": None},
        {"ends_on": date(2026, 3, 1)},
        {"given_to": "head"},
    ],
)
def test_the_database_refuses_impossible_delegations(town, changes):
    row = Delegation(
        office=town.office, kind="TL", given_by=town.head, given_to=town.clerk, starts_on=TODAY
    )
    for word, value in changes.items():
        setattr(row, word, getattr(town, value) if word == "given_to" else value)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": date(2019, 12, 31)},
        {"is_deputy": True},
    ],
)
def test_the_database_refuses_impossible_appointments(changes):
    user = UserFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        AppointmentFactory(user=user, **changes)
