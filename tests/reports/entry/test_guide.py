"""What a newcomer reads: the year's work on one page, the definitions of the sheet."""

from dataclasses import replace

import pytest
from django.urls import reverse

from reports.catalogue.description import general_sentence
from reports.catalogue.queries import form
from reports.entry.answers import read_answer
from reports.entry.models import Expectation
from reports.entry.sheetform import sheet_form
from tests.accounts.factories import PlaceFactory
from tests.reports.entry.samples import COMMAND, fill, person, rural_place, started
from vhtt_portal.text import tidy


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


def words(client, name, sheet):
    page = client.get(reverse(name, args=[sheet.pk]))
    return tidy(page.content.decode().replace("&quot;", '"'))


# --- The year's work on one page ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "decimals", "said"),
    [
        ("1.234", 0, "1.234"), ("1234", 0, "1.234"), ("1.234,5", 1, "1.234,5"),
        ("trên 80", 0, "trên 80"), ("5 đến 6", 0, "5 đến 6"), ("0", 0, "0"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_the_help_page_says(office, client, typed, decimals, said):
    client.force_login(office.entry)
    page = client.get(reverse("entry:help")).content.decode()
    line = form(office.version).by_code["VH.KP"]

    assert f"<kbd>{typed}</kbd>" in page
    answer = read_answer(replace(line, decimals=decimals), text=typed)
    assert answer.typed() == said


# --- First steps --------------------------------------------------------------------------------


def is_guided(client, sheet):
    page = client.get(sheet.get_absolute_url()).content.decode()
    assert reverse("entry:help") in page
    return "Phiếu hỏi gì." in page


def test_the_first_steps_stand_there_until_somebody_has_written(office, sheet, client):
    place = PlaceFactory(parent=office.place)
    Expectation.objects.create(period=office.period, locality=place)
    other = started(office, by=COMMAND, place=place)
    official = person("Hai Nơi", ("ward_entry", office.ward), ("ward_entry", place))
    client.force_login(official)
    fill(sheet, office.entry, VH_PANO="5")
    assert is_guided(client, sheet)

    fill(sheet, official, VH_KP="5")

    assert not is_guided(client, sheet)
    assert not is_guided(client, other)


def test_the_first_steps_can_be_put_away(office, sheet, client):
    client.force_login(office.entry)

    client.post(reverse("entry:guide-hide", args=[sheet.pk]))

    assert not is_guided(client, sheet)


# --- Definitions --------------------------------------------------------------------------------


def test_every_line_of_the_sheet_is_explained_with_what_will_be_checked(office, sheet, client):
    client.force_login(office.entry)

    page = words(client, "entry:definitions", sheet)

    asked = sheet_form(sheet)
    assert "Pa nô dựng mới trong kỳ." in page
    assert all(f'id="line-{line.code.replace(".", "-")}"' in page for line in asked.lines)
    assert all(general_sentence(rule) in page for rule in asked.rules)
    assert "Số liệu đến: 14/12/2020" in page
    assert "Văn bản tham mưu" not in page


def test_the_definitions_are_those_of_the_kind_of_place(office, client):
    place = rural_place(office.office)
    Expectation.objects.create(period=office.period, locality=place)
    rural = started(office, by=COMMAND, place=place)
    client.force_login(office.specialist)

    assert "Xã đạt tiêu chí" in words(client, "entry:definitions", rural)


def test_definitions_ask_little_of_the_database(office, sheet, client, django_assert_num_queries):
    client.force_login(office.entry)
    words(client, "entry:definitions", sheet)

    with django_assert_num_queries(4):  # session, person, appointments, sheet
        words(client, "entry:definitions", sheet)
