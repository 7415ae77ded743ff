"""Opening and rescheduling periods."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Role
from audit.models import AuditEntry
from reports.entry import actions
from reports.entry.models import Expectation, Period
from tests.accounts.factories import KindFactory, OfficeFactory, PlaceFactory
from tests.reports.entry.samples import COMMAND, DATES, IN_TIME, person
from vhtt_portal.rules import RuleError


def open_in(cast, **changes):
    known = {
        "office": cast.office, "code": "2021", "name": "Năm 2021", "dates": DATES,
        "form_version": cast.version, "by": COMMAND, "at": IN_TIME,
    }  # fmt: skip
    return actions.open_period(**known | changes)


def owing(period):
    return [each.locality for each in period.expectations.order_by("locality__sort_key")]


def test_the_places_of_that_day_owe_a_return_and_villages_do_not(office):
    village = KindFactory(code="thon", name="thôn", is_village=True)
    PlaceFactory(parent=office.place, kind=village)
    PlaceFactory(parent=office.place, valid_to=date(2020, 6, 30))
    PlaceFactory(parent=office.place, valid_from=date(2021, 1, 1))
    later = PlaceFactory(parent=office.place, name="Số 9")

    period = open_in(office)

    neighbour = office.neighbour.appointments.get().locality
    assert set(owing(period)) == {office.ward, later, neighbour}
    entry = AuditEntry.objects.get(verb="period.opened", target_id=str(period.pk))
    assert later.full_name in entry.changes["places"][1]


def test_villages_owe_where_they_are_the_level_below(office):
    village = KindFactory(code="thon", name="thôn", is_village=True)
    commune = OfficeFactory()
    villages = PlaceFactory.create_batch(2, parent=commune.locality, kind=village)

    assert set(owing(open_in(office, office=commune))) == set(villages)


def test_an_office_with_nobody_below_opens_nothing(office):
    with pytest.raises(RuleError, match="chưa có đơn vị nào"):
        open_in(office, office=OfficeFactory())


def test_a_period_is_opened_once(office):
    with pytest.raises(RuleError, match="đã mở kỳ báo cáo “2020”"):
        open_in(office, code="2020")

    assert Period.objects.filter(code="2020").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"cut_off_on": date(2021, 1, 1)}, "Ngày chốt số liệu phải nằm trong kỳ"),
        ({"last_edit_on": date(2020, 12, 1)}, "Ngày cuối được sửa không được sớm hơn"),
    ],
)
def test_dates_stand_in_order(office, changes, sentence):
    with pytest.raises(RuleError, match=sentence):
        open_in(office, dates=replace(DATES, **changes))


def test_wards_open_no_periods(office):
    with pytest.raises(RuleError, match="không có quyền"):
        open_in(office, by=office.leader)

    assert open_in(office, by=office.head).office == office.office


def test_the_office_gives_more_time(office):
    later = date(2021, 1, 15)
    dates = {"due_on": later, "last_new_on": later, "last_edit_on": later, "at": IN_TIME}

    period = actions.reschedule(period=office.period, **dates, version=1, by=office.head)

    assert (period.due_on, period.version) == (later, 2)
    assert AuditEntry.objects.get(verb="period.rescheduled").changes["due_on"] == [
        "2020-12-17", "2021-01-15",
    ]  # fmt: skip
    with pytest.raises(RuleError, match="vừa được người khác thay đổi"):
        actions.reschedule(period=office.period, **dates, version=1, by=office.head)
    with pytest.raises(RuleError, match="không có quyền"):
        actions.reschedule(period=office.period, **dates, version=2, by=office.clerk)
    actions.seal_period(period=office.period, by=office.head)
    with pytest.raises(RuleError, match="đã khóa"):
        actions.reschedule(period=office.period, **dates, version=3, by=office.head)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"office": "khong"}, "Không có cơ quan mang mã “khong”."),
        ({"period": "năm nay"}, "Mã kỳ “năm nay” không đúng."),
        ({"form": "khong"}, "Không có biểu mẫu mang mã “khong”."),
        ({"period": "2010"}, "Chưa nạp biểu mẫu nào dùng cho năm 2010."),
        ({"period": "2020"}, "đã mở kỳ báo cáo “2020”."),
        ({"due": "2021-12-17"}, "không phải là ngày"),
    ],
)
def test_the_command_refuses_in_one_line(office, changes, sentence):
    known = {"office": office.office.code, "period": "2021", "due": "17/12/2021"}

    with pytest.raises(CommandError, match=sentence) as refusal:
        call_command("open_period", **known | changes)

    assert "\n" not in str(refusal.value)
    assert Expectation.objects.count() == 2


def test_people_of_one_place_may_be_many(office):
    both = person("Hai Vai", (Role.WARD_ENTRY, office.ward), (Role.SPECIALIST, office.place))

    assert set(Period.objects.visible_to(both)) == {office.period, office.before}
