"""The pages of a practice: they answer as the sheet does, and nothing of it stays."""

from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from reports.entry import actions
from reports.entry.models import Expectation, Submission
from tests.accounts.factories import PlaceFactory
from tests.reports.entry.samples import COMMAND, fill, person, started


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def desk(office, sheet, client):
    client.force_login(office.entry)
    return Desk(client, sheet)


class Desk:
    """A newcomer's browser at the practice of a sheet."""

    def __init__(self, client, sheet):
        self.client, self.sheet = client, sheet

    def url(self, name, *rest):
        return reverse(f"entry:{name}", args=[self.sheet.pk, *rest])

    def page(self, name="practice"):
        return self.client.get(self.url(name)).content.decode()

    def send(self, origin="typed", **texts):
        data = {"origin": origin}
        for name, text in texts.items():
            data |= edit(name.replace("_", ".", 1), text)
        return self.client.post(self.url("practice-save"), data).json()


def edit(code, text, version=0):
    return {
        f"key-{code}": str(uuid4()), f"value-{code}": text, f"state-{code}": "value",
        f"reason-{code}": "", f"version-{code}": version,
    }  # fmt: skip


def every_row():
    """All that the database holds, but for the sessions."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model is not Session
    }


def test_what_is_typed_is_answered_as_on_the_sheet_and_stays_until_the_end(desk):
    before = every_row()

    answer = desk.send(VH_PANO="5", VH_KP="12.34")

    assert answer["cells"]["VH.PANO"] == {"kind": "saved", "sentence": "", "version": 1}
    assert answer["cells"]["VH.KP"]["kind"] == "refused"
    assert answer["lines"]["VH.PANO"]["was"] == "value:5"
    assert answer["answered"] == 1
    assert "Đã làm" in answer["exercises"]
    assert 'value="5"' in desk.page()
    assert every_row() == before


def test_every_step_of_a_practice_leaves_the_database_as_it_was(desk):
    before = every_row()

    desk.send(VH_PANO="5", VH_KP="6,5", DC_HO="100", origin="pasted")
    desk.client.post(desk.url("practice-section-save", "VH"), edit("VH.HO", "120"))
    desk.client.post(desk.url("practice-section-empty", "VH"))
    desk.client.post(desk.url("practice-check"))
    desk.page("practice-check")
    desk.client.post(desk.url("practice-restart"), {"from": "empty"})
    desk.client.post(desk.url("practice-end"))

    assert every_row() == before


def test_a_section_is_saved_without_scripts(desk):
    page = desk.client.post(
        desk.url("practice-section-save", "VH"), edit("VH.PANO", "5") | edit("VH.KP", "abc")
    )
    assert page.status_code == 422
    assert "Có ô chưa lưu được" in page.content.decode()

    sound = desk.client.post(desk.url("practice-section-save", "VH"), edit("VH.KP", "1,5"))
    assert (sound.status_code, sound.url) == (302, f"{desk.url('practice')}#muc-VH")
    assert all(f'value="{text}"' in desk.page() for text in ("5", "1,5"))


def test_the_check_names_what_is_missing_and_sends_nothing(desk):
    desk.send(VH_HO="12")

    answer = desk.client.post(desk.url("practice-check"), follow=True)

    page = answer.content.decode()
    assert "Còn thiếu: Hộ" in page
    assert f'href="{desk.url("practice")}#value-DC-HO"' in page
    assert "Gửi số liệu" not in page
    assert ".pdf" not in page
    assert desk.page().count("Đã làm") == 2


def test_starting_again_forgets_everything_and_emptying_keeps_what_was_learnt(desk):
    desk.send(VH_PANO="5")

    desk.client.post(desk.url("practice-restart"), {"from": "empty"})
    assert (desk.page().count("Đã làm"), 'value="5"' in desk.page()) == (1, False)

    desk.client.post(desk.url("practice-restart"), {"from": "copy"})
    assert "Đã làm" not in desk.page()


def test_the_end_leads_to_the_sheet_itself_which_knows_nothing_of_it(desk):
    desk.send(VH_PANO="77")

    page = desk.client.post(desk.url("practice-end"), follow=True).content.decode()

    assert "Phiếu thật không có gì thay đổi." in page
    assert 'value="77"' not in page
    assert 'value="77"' not in desk.page()


def test_a_practice_is_one_persons_and_one_sheets(desk, office):
    place = PlaceFactory(parent=office.place)
    Expectation.objects.create(period=office.period, locality=place)
    other = started(office, by=COMMAND, place=place)
    official = person("Hai Nơi", ("ward_entry", office.ward), ("ward_entry", place))
    desk.send(VH_PANO="77")
    colleague = Client()
    colleague.force_login(official)
    assert 'value="77"' not in Desk(colleague, desk.sheet).page()

    Desk(colleague, desk.sheet).send(VH_PANO="78")

    assert 'value="78"' not in Desk(colleague, other).page()
    assert 'value="78"' in Desk(colleague, desk.sheet).page()
    assert 'value="77"' in desk.page()


def test_a_sheet_that_was_sent_may_be_practised_on(desk, office):
    fill(desk.sheet, office.entry, DC_HO="10")
    actions.approve(submission=desk.sheet, by=office.leader)
    actions.send(submission=Submission.objects.get(), by=office.entry)

    assert desk.send(DC_HO="11")["cells"]["DC.HO"]["kind"] == "saved"
    assert Submission.objects.get().status == "sent"


def test_a_line_of_a_practice_leads_to_its_definition(desk):
    answer = desk.client.get(desk.url("practice-cell", "VH.PANO"))

    assert answer.url == f"{desk.url('definitions')}#line-VH-PANO"


def test_a_practice_asks_little_of_the_database(desk, django_assert_num_queries):
    desk.send(VH_PANO="5")
    desk.page()

    with django_assert_num_queries(5):  # session, person, appointments, sheet, figures
        desk.page()
    with django_assert_num_queries(8):  # the same, and the session kept in its savepoint
        desk.send(VH_PANO="6")
