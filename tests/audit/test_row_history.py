from datetime import date

import pytest

from activities import actions as diary
from audit.models import AuditEntry
from audit.row_history import row_history
from heritage import actions
from heritage.models import Site
from tests.activities.factories import ActivityFactory
from tests.registers import cast
from vhtt_portal.files.evidence.content import JPEG, Evidence

__all__ = ["cast"]

pytestmark = pytest.mark.django_db


def test_a_rows_history_is_told_in_words_newest_first(cast):
    fields = {"place": cast.ward, "name": "Đền Quản Sơn", "kind": Site.Kind.HISTORICAL}
    site = actions.sites.add(**fields, by=cast.specialist)
    site = actions.sites.change(
        site, version=1, by=cast.specialist, **fields | {"address": "Khối 3", "era": "thế kỷ XV"}
    )
    site = actions.take_off_site(
        site=site, removed_on=date(2020, 5, 1), version=2, reason="Sập đổ", by=cast.specialist
    )
    actions.put_back_site(site=site, version=3, reason="Ghi nhầm", by=cast.specialist)

    assert [(step.who, step.text, step.note) for step in row_history(site)] == [
        ("Chuyên viên phòng", "Đưa lại vào danh mục", "Ghi nhầm"),
        ("Chuyên viên phòng", "Đưa ra khỏi danh mục", "Sập đổ"),
        ("Chuyên viên phòng", "Sửa địa chỉ, niên đại", ""),
        ("Chuyên viên phòng", "Ghi vào sổ", ""),
    ]


def test_a_file_comes_and_goes_at_its_row_under_its_own_name(cast):
    activity = ActivityFactory(place=cast.ward)
    evidence = Evidence(JPEG, b"anh")
    file = diary.activity_files.add(
        activity, name="Hội thi.jpg", evidence=evidence, by=cast.officer
    )
    diary.activity_files.remove(file, reason="Nhầm ảnh", by=cast.officer)

    assert [(step.text, step.note) for step in row_history(activity)] == [
        ("Bỏ tệp Hội thi.jpg", "Nhầm ảnh"),
        ("Thêm tệp Hội thi.jpg", ""),
    ]


def test_a_field_that_is_gone_keeps_its_old_name(cast):
    site = actions.sites.add(
        place=cast.ward, name="Đền", kind=Site.Kind.HISTORICAL, by=cast.specialist
    )
    entry = AuditEntry(
        verb="site.changed", target_type="heritage.site", target_id=str(site.pk), number=2,
        changes={"guardian": ["a", "b"]}, at=AuditEntry.objects.get().at,
        recorded_at=AuditEntry.objects.get().at, hash="x",
    )  # fmt: skip
    entry.save(force_insert=True)

    assert row_history(site)[0].text == "Sửa guardian"
