"""The proofreader over the demo's reports: nothing to say of them, and every planted fault found."""

import pytest
from django.urls import reverse

from accounts.models import User
from reports.entry.models import Period
from reports.narrative.actions import add_passage
from reports.narrative.checklist import text_faults
from reports.narrative.queries import material

pytestmark = pytest.mark.django_db


def test_the_years_of_the_demo_are_clean(demo):
    for period in Period.objects.filter(office__code="hong-linh"):
        assert [found.sentence for found in text_faults(material(period))] == []


def test_a_planted_fault_is_told_in_the_room_with_the_way_to_it(demo, client):
    period, by = Period.objects.get(code="2021"), User.objects.get(username="chuyenvien")
    add_passage(
        period=period,
        node_code="han-che",
        text="I. Một\nI. Hai\nĐạt 51/52 đơn vị, bằng 98,5%.",
        by=by,
    )
    client.force_login(by)

    shown = client.get(reverse("narrative:period-report", args=[period.pk])).content.decode()

    for told in ("51/52 là 98,1%, không phải 98,5%", "Đánh số “I” ở chỗ phải là “II”"):
        assert told in shown
    assert shown.count("Phải sửa trước khi ký:") == 2
    assert 'href="#muc-han-che"' in shown
