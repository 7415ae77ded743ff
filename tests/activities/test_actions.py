from datetime import UTC, date, datetime

import pytest

from activities import actions
from activities.models import Activity, Directive, Establishment, Inspection
from audit.locking import StaleError
from audit.models import AuditEntry
from audit.once import OtherRequestError
from tests.activities.factories import (
    ActivityFactory,
    DirectiveFactory,
    EstablishmentFactory,
    InspectionFactory,
)
from tests.registers import new_key, trail
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db


def performance(cast, **fields):
    return {
        "place": cast.ward,
        "kind": Activity.Kind.PERFORMANCE,
        "name": "Văn nghệ mừng Xuân",
        "held_on": date(2020, 1, 20),
    } | fields


def test_adding_an_activity_writes_it_and_its_entry(cast):
    moment = datetime(2020, 1, 21, 1, tzinfo=UTC)

    activity = actions.activities.add(
        **performance(cast, name="  Văn nghệ\u00a0mừng Xuân "), by=cast.officer, at=moment
    )

    assert (activity.name, activity.search_key) == ("Văn nghệ mừng Xuân", "van nghe mung xuan")
    assert trail() == [
        (
            "activity.added",
            "phường Bắc Hồng",
            {
                "place": [None, "phường Bắc Hồng"],
                "field": [None, "VH"],
                "kind": [None, "performance"],
                "name": [None, "Văn nghệ mừng Xuân"],
                "held_on": [None, "2020-01-20"],
                "quantity": [None, 1],
                "led_above": [None, False],
            },
            "",
        )
    ]
    assert AuditEntry.objects.get().at == moment


def test_the_same_request_twice_adds_one_activity(cast):
    key = new_key()

    first = actions.activities.add(**performance(cast), by=cast.officer, key=key)
    second = actions.activities.add(**performance(cast), by=cast.officer, key=key)

    assert first == second
    assert len(trail()) == 1


def test_a_key_with_other_content_is_refused(cast):
    key = new_key()
    actions.activities.add(**performance(cast), by=cast.officer, key=key)

    with pytest.raises(OtherRequestError):
        actions.activities.add(**performance(cast, quantity=2), by=cast.officer, key=key)

    assert Activity.objects.count() == 1


def test_a_repeated_request_after_the_row_is_gone_says_so(cast):
    key = new_key()
    activity = actions.activities.add(**performance(cast), by=cast.officer, key=key)
    actions.activities.remove(activity, version=1, reason="Ghi nhầm", by=cast.officer)

    with pytest.raises(StaleError):
        actions.activities.add(**performance(cast), by=cast.officer, key=key)


def test_changing_an_activity_tells_old_and_new(cast):
    activity = ActivityFactory(place=cast.ward, name="Văn nghệ mừng Xuân", quantity=1)
    fields = performance(cast, held_on=date(2020, 5, 19), quantity=3)

    actions.activities.change(activity, version=1, by=cast.officer, **fields)

    activity.refresh_from_db()
    assert (activity.quantity, activity.version) == (3, 2)
    assert trail() == [("activity.changed", "phường Bắc Hồng", {"quantity": [1, 3]}, "")]


def test_a_change_from_a_stale_page_is_refused_and_leaves_the_row(cast):
    activity = ActivityFactory(place=cast.ward, quantity=1, version=2)

    with pytest.raises(StaleError):
        actions.activities.change(
            activity, version=1, by=cast.officer, **performance(cast, quantity=3)
        )

    activity.refresh_from_db()
    assert (activity.quantity, activity.version, trail()) == (1, 2, [])


def test_what_is_so_already_is_no_change(cast):
    activity = ActivityFactory(place=cast.ward, name="Văn nghệ mừng Xuân", version=2)

    actions.activities.change(
        activity, version=1, by=cast.officer,
        **performance(cast, held_on=date(2020, 5, 19)),
    )  # fmt: skip

    assert trail() == []


def test_moving_a_row_between_places_of_one_name_is_a_change(cast):
    activity = ActivityFactory(place=cast.ward, name="Văn nghệ mừng Xuân")
    cast.neighbour.full_name = cast.ward.full_name
    cast.neighbour.save()

    actions.activities.change(
        activity, version=1, by=cast.specialist,
        **performance(cast, place=cast.neighbour, held_on=date(2020, 5, 19)),
    )  # fmt: skip

    assert trail()[0][2] == {"place": ["phường Bắc Hồng", "phường Bắc Hồng"]}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ended_on": date(2020, 1, 1)}, "Ngày kết thúc không được trước ngày tổ chức."),
        ({"document_on": date(2020, 1, 1)}, "Hãy ghi cả số của văn bản có ngày đã ghi."),
        ({"quantity": 0}, "Số lượng phải từ 1 trở lên."),
        ({"kind": "dance"}, "Loại hoạt động: Giá trị 'dance' không phải là lựa chọn hợp lệ."),
        ({"name": " "}, "Tên hoạt động: Trường này không được để trắng."),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_in_words(cast, fields, sentence):
    with pytest.raises(RuleError) as refusal:
        actions.activities.add(**performance(cast, **fields), by=cast.officer)

    assert str(refusal.value) == sentence
    assert (Activity.objects.count(), trail()) == (0, [])


def test_removing_asks_for_a_reason_and_keeps_what_the_row_said(cast):
    activity = ActivityFactory(place=cast.ward, name="Ghi hai lần")

    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        actions.activities.remove(activity, version=1, reason="  ", by=cast.officer)
    actions.activities.remove(activity, version=1, reason="Trùng dòng", by=cast.officer)

    assert not Activity.objects.exists()
    [(verb, _, changes, reason)] = trail()
    assert (verb, changes["name"], reason) == (
        "activity.removed",
        ["Ghi hai lần", None],
        "Trùng dòng",
    )


def test_establishments_are_added_changed_and_removed(cast):
    fields = {"place": cast.ward, "name": "Karaoke Hòa Bình", "kind": Establishment.Kind.KARAOKE}

    row = actions.establishments.add(**fields, by=cast.officer)
    row = actions.establishments.change(
        row, version=1, by=cast.officer, **fields | {"address": "Đường 3/2"}
    )
    actions.establishments.remove(row, version=2, reason="Nhầm", by=cast.officer)

    assert [entry[0] for entry in trail()] == [
        "establishment.added",
        "establishment.changed",
        "establishment.removed",
    ]


def test_an_establishment_of_the_same_name_is_refused_in_words(cast):
    EstablishmentFactory(place=cast.ward, name="Karaoke Hòa Bình")

    with pytest.raises(RuleError, match="đã có cơ sở cùng tên"):
        actions.establishments.add(
            place=cast.ward,
            name="karaoke Hòa Bình",
            kind=Establishment.Kind.KARAOKE,
            by=cast.officer,
        )


def test_an_inspected_establishment_cannot_be_removed(cast):
    visit = InspectionFactory(place=cast.ward)

    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.establishments.remove(
            visit.establishment, version=1, reason="Nhầm", by=cast.officer
        )

    assert (Establishment.objects.count(), trail()) == (1, [])


def test_inspections_are_added_changed_and_removed(cast):
    fields = {
        "place": cast.town,
        "establishment": EstablishmentFactory(place=cast.ward, name="Karaoke 9"),
        "inspected_on": date(2020, 6, 1),
        "outcome": Inspection.Outcome.NONE,
    }

    row = actions.inspections.add(**fields, by=cast.specialist)
    row = actions.inspections.change(
        row, version=1, by=cast.specialist, **fields | {"outcome": "reminded"}
    )
    actions.inspections.remove(row, version=2, reason="Nhầm", by=cast.specialist)

    assert [entry[0] for entry in trail()] == [
        "inspection.added",
        "inspection.changed",
        "inspection.removed",
    ]
    assert trail()[0][2]["establishment"] == [None, "Karaoke 9"]


def test_directives_are_added_changed_and_removed(cast):
    fields = {
        "place": cast.town,
        "number": 29,
        "symbol": "KH-UBND",
        "issued_on": date(2020, 2, 26),
        "subject": "Nâng cao nếp sống văn hóa",
    }

    row = actions.directives.add(**fields, by=cast.specialist)
    assert (row.book_year, row.search_key) == (2020, "29/kh-ubnd nang cao nep song van hoa")
    row = actions.directives.change(
        row, version=1, by=cast.specialist, **fields | {"issued_on": date(2021, 2, 26)}
    )
    assert row.book_year == 2021
    actions.directives.remove(row, version=2, reason="Nhầm", by=cast.specialist)

    assert [entry[0] for entry in trail()] == [
        "directive.added",
        "directive.changed",
        "directive.removed",
    ]


def test_a_directive_number_of_the_year_is_refused_in_words(cast):
    taken = DirectiveFactory(place=cast.town, number=29)

    with pytest.raises(RuleError, match="đã có trong sổ của năm"):
        actions.directives.add(
            place=cast.town, number=29, symbol=taken.symbol, issued_on=date(2020, 12, 1),
            subject="Khác", by=cast.specialist,
        )  # fmt: skip

    assert Directive.objects.count() == 1
