"""The move table, without the database."""

import itertools
from datetime import date

import pytest

from accounts.models import Appointment, Role, User
from localities.models import Locality, Office
from reports.entry import workflow
from reports.entry.models import Period, Submission

Status = Submission.Status
TOWN, WARD = Locality(pk=1, full_name="thị xã"), Locality(pk=2, full_name="phường")
IN_TIME, TOO_LATE = date(2020, 12, 10), date(2021, 1, 2)

_OPEN = {Status.ENTERING, Status.RETURNED}
WARD_MAY = {
    ("edit", Role.WARD_ENTRY): _OPEN | {Status.APPROVED},
    ("edit", Role.WARD_LEADER): _OPEN | {Status.APPROVED},
    ("approve", Role.WARD_LEADER): _OPEN,
    ("record", Role.WARD_ENTRY): _OPEN,
    ("record", Role.WARD_LEADER): _OPEN,
    ("send", Role.WARD_ENTRY): {Status.APPROVED},
    ("send", Role.WARD_LEADER): {Status.APPROVED},
}
OFFICE_MAY = {
    (move, role): states
    for role in (Role.SPECIALIST, Role.HEAD)
    for move, states in {
        "return": {Status.SENT, Status.ACCEPTED},
        "accept": {Status.SENT},
        "refresh": {Status.ACCEPTED},
    }.items()
}


def person(role, place):
    user = User(pk=7)
    user.__dict__["current"] = (Appointment(role=role, locality=place),)
    return user


def submission(status, place=WARD, **period):
    known = {"last_edit_on": date(2020, 12, 31), "name": "Năm 2020"} | period
    return Submission(
        status=status,
        locality=place,
        period=Period(office=Office(pk=1, locality=TOWN), **known),
    )


EVERY = list(itertools.product(workflow.MOVES, Status, Role))


@pytest.mark.parametrize(
    ("move", "status", "role"), EVERY, ids=lambda part: getattr(part, "name", str(part))
)
def test_a_wards_sheet_moves_by_its_table_alone(move, status, role):
    at_ward = move.obstacle(submission(status), person(role, WARD), on=IN_TIME)
    at_office = move.obstacle(submission(status), person(role, TOWN), on=IN_TIME)

    assert (at_ward is None) == (status in WARD_MAY.get((move.name, role), ()))
    assert (at_office is None) == (status in OFFICE_MAY.get((move.name, role), ()))


@pytest.mark.parametrize("role", Role)
def test_the_offices_own_sheet_is_filled_by_the_office(role):
    own = submission(Status.ENTERING, TOWN)

    obstacle = workflow.EDIT.obstacle(own, person(role, TOWN), on=IN_TIME)

    fills = {Role.SPECIALIST, Role.HEAD, Role.WARD_ENTRY, Role.WARD_LEADER}
    assert (obstacle is None) == (role in fills)


@pytest.mark.parametrize("move", workflow.MOVES, ids=lambda move: move.name)
def test_a_signed_period_stands_still(move):
    status = next(iter(move.sources))
    sheet = submission(status, sealed_at=IN_TIME)
    who = person(Role.HEAD, TOWN) if move.at_office else person(Role.WARD_LEADER, WARD)

    assert move.obstacle(sheet, who, on=IN_TIME) == (
        "Số liệu năm 2020 đã khóa vì báo cáo đã được ký."
    )


@pytest.mark.parametrize("move", workflow.MOVES, ids=lambda move: move.name)
def test_after_the_last_day_only_the_office_still_decides(move):
    status = next(iter(move.sources))
    who = person(Role.HEAD, TOWN) if move.at_office else person(Role.WARD_LEADER, WARD)

    obstacle = move.obstacle(submission(status), who, on=TOO_LATE)

    assert (obstacle is None) == (move.name in {"accept", "refresh"})
    if obstacle:
        assert obstacle == "Đã qua ngày cuối được sửa số liệu năm 2020 (31/12/2020)."


def test_nobody_accepts_what_he_entered_or_approved():
    sheet = submission(Status.SENT)
    head = person(Role.HEAD, TOWN)

    assert "đã nhập số liệu" in workflow.ACCEPT.obstacle(sheet, head, on=IN_TIME, entered_by={"7"})
    sheet.approved_by = head
    assert "đã duyệt phiếu này" in workflow.ACCEPT.obstacle(sheet, head, on=IN_TIME)


def test_new_sheets_stop_earlier_than_changes():
    period = submission(Status.ENTERING, last_new_on=date(2020, 12, 25)).period

    assert workflow.start_obstacle(period, on=date(2020, 12, 25)) is None
    assert "nhận phiếu mới" in workflow.start_obstacle(period, on=date(2020, 12, 26))
    assert "được sửa" in workflow.start_obstacle(period, on=TOO_LATE)
