"""What a place was given to reach, where it works and where the office judges."""

import pytest
from django.urls import reverse

from reports.rollup.models import Target
from tests.reports.entry.samples import IN_TIME


@pytest.fixture
def given(office, sheet):
    """Percents that no other figure of the pages is."""
    for place, value in ((None, 71), (office.ward, 94), (office.neighbour_place, 87)):
        Target.objects.create(
            office=office.office, locality=place, period_code="2020", indicator_code="VH.TYLE",
            value=value,
        )  # fmt: skip


@pytest.fixture
def office(office):
    office.neighbour_place = office.neighbour.appointments.get().locality
    return office


@pytest.mark.parametrize(
    ("who", "route", "args"),
    [
        ("entry", "entry:sheet", []),
        ("entry", "entry:cell", ["VH.TYLE"]),
        ("specialist", "review:sheet", []),
        ("specialist", "review:cell", ["VH.TYLE"]),
    ],
)
def test_a_line_shows_what_its_own_place_was_given(given, office, sheet, client, who, route, args):
    client.force_login(getattr(office, who))

    text = client.get(reverse(route, args=[sheet.pk, *args])).content.decode()

    assert "Chỉ tiêu giao" in text
    assert "94%" in text
    assert "87%" not in text
    assert "71%" not in text


def test_a_sheet_without_targets_says_nothing_of_them(office, sheet, client):
    for who, route in (("entry", "entry:sheet"), ("specialist", "review:sheet")):
        client.force_login(getattr(office, who))
        text = client.get(reverse(route, args=[sheet.pk])).content.decode()
        assert "Chỉ tiêu giao" not in text


def test_a_place_is_told_on_its_first_page_how_many_it_was_given(
    given, office, sheet, client, time_machine
):
    time_machine.move_to(IN_TIME)
    client.force_login(office.entry)

    text = client.get(reverse("home")).content.decode()

    assert "được giao 1 chỉ tiêu phấn đấu" in text
