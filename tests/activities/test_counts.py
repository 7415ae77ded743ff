from datetime import date

import pytest

from activities.models import Activity, Inspection
from tests.activities.factories import (
    ActivityFactory,
    DirectiveFactory,
    EstablishmentFactory,
    InspectionFactory,
)
from tests.registers import count, items, year

pytestmark = pytest.mark.django_db

Kind = Activity.Kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("activities.propaganda_rounds", Kind.PROPAGANDA),
        ("activities.performances", Kind.PERFORMANCE),
        ("activities.festival_delegations", Kind.FESTIVAL_DELEGATION),
        ("activities.courses", Kind.COURSE),
        ("activities.competitions", Kind.COMPETITION),
        ("activities.exhibitions", Kind.EXHIBITION),
    ],
)
def test_activities_count_by_quantity_within_the_span(cast, name, kind):
    ActivityFactory(place=cast.town, kind=kind, quantity=11)
    ActivityFactory(place=cast.town, kind=kind, held_on=date(2020, 12, 31))
    ActivityFactory(place=cast.town, kind=kind, held_on=date(2019, 12, 31))
    ActivityFactory(place=cast.town, kind=Kind.OTHER)

    assert count(name, [cast.town], year(2020)) == {"thị xã Hồng Lĩnh": 12}


def test_those_who_took_part_are_added_up(cast):
    ActivityFactory(place=cast.town, kind=Kind.COURSE, participants=45)
    ActivityFactory(place=cast.town, kind=Kind.COURSE, participants=None)
    ActivityFactory(place=cast.town, kind=Kind.PERFORMANCE, participants=300)
    ActivityFactory(place=cast.ward, kind=Kind.COURSE)

    assert count("activities.courses_participants", [cast.town, cast.ward], year(2020)) == {
        "thị xã Hồng Lĩnh": 45,
        "phường Bắc Hồng": 0,
    }


def test_a_course_counts_in_its_field(cast):
    for field in ("DL", "DL", "TTTT", "GD"):
        ActivityFactory(place=cast.town, kind=Kind.COURSE, field=field)
    ActivityFactory(place=cast.town, kind=Kind.PERFORMANCE, field="DL")

    counts = [
        count(f"activities.{name}", [cast.town], year(2020))["thị xã Hồng Lĩnh"]
        for name in ("courses", "tourism_courses", "information_courses")
    ]
    assert counts == [4, 2, 1]


def test_a_joint_activity_counts_at_the_highest_of_its_organisers_alone(cast):
    ActivityFactory(place=cast.town)
    ActivityFactory(place=cast.ward, led_above=True)
    ActivityFactory(place=cast.ward, name="Văn nghệ ngày hội")
    ActivityFactory(place=cast.neighbour, led_above=True)

    assert count("activities.performances", [cast.town, cast.ward, cast.neighbour], year(2020)) == {
        "thị xã Hồng Lĩnh": 1,
        "phường Bắc Hồng": 1,
        "phường Đậu Liêu": 0,
    }
    assert items("activities.performances", cast.ward, year(2020)) == ["văn nghệ ngày hội"]


def test_a_ward_counts_its_villages_and_the_town_only_itself(cast):
    ActivityFactory(place=cast.ward)
    ActivityFactory(place=cast.village)
    ActivityFactory(place=cast.neighbour_village)
    ActivityFactory(place=cast.town)

    places = [cast.town, cast.ward, cast.neighbour]

    assert count("activities.performances", places, year(2020)) == {
        "thị xã Hồng Lĩnh": 1,
        "phường Bắc Hồng": 2,
        "phường Đậu Liêu": 1,
    }


def test_a_village_that_is_asked_itself_is_counted_for_itself(cast):
    ActivityFactory(place=cast.village)

    assert count("activities.performances", [cast.village], year(2020)) == {"tổ dân phố 2": 1}


def test_a_place_that_has_kept_such_rows_answers_0_and_one_that_has_not_is_missing(cast):
    ActivityFactory(place=cast.ward, kind=Kind.PERFORMANCE, held_on=date(2019, 5, 1))
    ActivityFactory(place=cast.neighbour, kind=Kind.PROPAGANDA)
    ActivityFactory(place=cast.town, kind=Kind.OTHER)

    places = [cast.town, cast.ward, cast.neighbour]

    assert count("activities.performances", places, year(2020)) == {"phường Bắc Hồng": 0}
    assert count("activities.propaganda_rounds", places, year(2020)) == {"phường Đậu Liêu": 1}


def test_a_register_begun_after_the_span_says_nothing_about_it(cast):
    DirectiveFactory(place=cast.town, issued_on=date(2021, 1, 5))

    assert count("activities.directives", [cast.town], year(2020)) == {}
    assert count("activities.directives", [cast.town], year(2021)) == {"thị xã Hồng Lĩnh": 1}
    assert count("activities.directives", [cast.town], year(2022)) == {"thị xã Hồng Lĩnh": 0}


def test_an_establishment_counts_once_however_often_it_was_visited(cast):
    karaoke = EstablishmentFactory(place=cast.ward, name="Karaoke 9")
    games = EstablishmentFactory(place=cast.neighbour, name="Trò chơi 10")
    visits = [
        (karaoke, date(2020, 3, 1), Inspection.Outcome.REMINDED),
        (karaoke, date(2020, 6, 1), Inspection.Outcome.REMINDED),
        (karaoke, date(2020, 9, 1), Inspection.Outcome.SANCTIONED),
        (games, date(2020, 6, 1), Inspection.Outcome.NONE),
        (games, date(2019, 6, 1), Inspection.Outcome.SANCTIONED),
    ]
    for establishment, day, outcome in visits:
        InspectionFactory(
            place=cast.town, establishment=establishment, inspected_on=day, outcome=outcome
        )

    counts = {
        name: count(f"activities.{name}_establishments", [cast.town], year(2020))
        for name in ("inspected", "reminded", "sanctioned")
    }

    town = "thị xã Hồng Lĩnh"
    assert counts == {"inspected": {town: 2}, "reminded": {town: 1}, "sanctioned": {town: 1}}
    assert items("activities.inspected_establishments", cast.town, year(2020)) == [
        "Karaoke 9",
        "Trò chơi 10",
    ]


def test_a_round_is_a_day_and_fines_are_added_up(cast):
    for day, fine in ((1, None), (1, 3_000_000), (2, 500_000)):
        outcome = Inspection.Outcome.SANCTIONED if fine else Inspection.Outcome.NONE
        InspectionFactory(
            place=cast.town, inspected_on=date(2020, 6, day), outcome=outcome, fine=fine
        )
    InspectionFactory(place=cast.town, inspected_on=date(2019, 6, 1), outcome="sanctioned", fine=9)
    InspectionFactory(place=cast.ward, inspected_on=date(2020, 6, 1))
    town, ward = "thị xã Hồng Lĩnh", "phường Bắc Hồng"
    places = [cast.town, cast.ward]

    assert count("activities.inspection_rounds", places, year(2020)) == {town: 2, ward: 1}
    assert count("activities.inspection_fines", places, year(2020)) == {town: 3_500_000, ward: 0}
    assert items("activities.inspection_rounds", cast.town, year(2020)) == [
        "đợt kiểm tra ngày 01/06/2020",
        "đợt kiểm tra ngày 02/06/2020",
    ]


def test_the_rows_behind_a_count_are_named_as_in_a_sentence(cast):
    ActivityFactory(place=cast.ward, name="Liên hoan tiếng hát", held_on=date(2020, 9, 2))
    ActivityFactory(place=cast.village, name="Văn nghệ mừng Xuân", held_on=date(2020, 1, 5))
    DirectiveFactory(place=cast.ward, number=5, issued_on=date(2020, 2, 1))

    assert items("activities.performances", cast.ward, year(2020)) == [
        "văn nghệ mừng Xuân",
        "liên hoan tiếng hát",
    ]
    assert items("activities.directives", cast.ward, year(2020)) == ["05/KH-UBND ngày 01/02/2020"]
