"""Who has a sheet open, and what others have written since."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from reports.entry.actions import be_present, save_cell
from reports.entry.models import Presence
from tests.reports.entry.samples import fill, person
from vhtt_portal.rules import RuleError


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def colleague(office):
    return person("Người Khác", ("ward_entry", office.ward))


@pytest.fixture
def look(client, office, sheet):
    def look(by=office.entry, **said):
        client.force_login(by)
        return client.post(reverse("entry:presence", args=[sheet.pk]), said)

    return look


def test_two_see_each_other_until_a_page_is_silent(look, office, sheet, colleague):
    assert look(cell="VH.KP").json()["others"] == []

    assert look(by=colleague).json()["others"] == [
        {"name": office.entry.full_name, "cell": "VH.KP"}
    ]

    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=70))
    assert look(by=colleague).json()["others"] == []


def test_being_there_leaves_no_trail_and_is_swept_away(look, sheet, colleague):
    before = AuditEntry.objects.count()
    yesterday = timezone.now() - timedelta(days=1)
    be_present(submission=sheet, cell="", by=colleague, at=yesterday)

    look()
    look(cell="VH.HO")

    assert list(Presence.objects.values_list("cell", flat=True)) == ["VH.HO"]
    assert AuditEntry.objects.count() == before


def test_a_page_is_told_what_differs_from_what_it_shows(look, sheet, colleague):
    fill(sheet, colleague, VH_HO="90", DC_HO="100", VH_PANO="7")
    save_cell(submission=sheet, indicator="VH.PANO", text="", by=colleague)

    answer = look(shown="VH.HO:1 VH.PANO:1").json()

    assert set(answer["changed"]) == {"DC.HO", "VH.PANO"}
    assert answer["lines"]["DC.HO"]["was"] == "value:100"
    assert answer["lines"]["VH.PANO"]["was"] == "value:"
    assert "VH.TYLE" in answer["lines"]
    assert look(shown="VH.HO:1 DC.HO:1").json()["changed"] == []
    assert look(shown="rác VH.HO:x").status_code == 200
    assert look(shown="1" * 20_001).status_code == 422


def test_nobody_is_present_where_they_may_not_type(look, office, sheet, time_machine):
    assert look(by=office.neighbour).status_code == 404
    time_machine.move_to("2021-06-10T09:00:00+07:00")
    answer = look()
    assert answer.status_code == 409
    assert "Đã qua ngày cuối được sửa số liệu" in answer.json()["sentence"]
    with pytest.raises(RuleError):
        be_present(submission=sheet, cell="", by=office.entry)
    assert not Presence.objects.exists()


def test_what_a_look_costs(look, client, sheet, colleague, django_assert_max_num_queries):
    fill(sheet, colleague, VH_HO="90")
    look()
    # Session, account and roles (three), the sheet, the row told, the sweep, the savepoint's two,
    # the figures, the others.
    with django_assert_max_num_queries(11):
        client.post(reverse("entry:presence", args=[sheet.pk]))
