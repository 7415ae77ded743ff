"""Loading a form version: whole, once, audited."""

import datetime as dt

import pytest
from django.db import models

from audit.actions import System
from audit.models import AuditEntry
from localities.models import Locality, LocalityKind, Office
from reports.catalogue import actions
from reports.catalogue.models import FormVersion, Indicator, OutlineNode, Rule, Sentence
from reports.entry.models import Period
from tests.reports.catalogue.factories import SMALL, load_form, load_text, write_form
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db


def test_load_writes_the_whole_version_and_one_entry(tmp_path):
    at = dt.datetime(2019, 1, 5, 8, 0, tzinfo=dt.UTC)

    version = actions.load(source=write_form(tmp_path), by=System("tests"), at=at)

    assert version.loaded_at == at
    assert list(version.sections.values_list("code", flat=True)) == ["VH", "DC"]
    ratio = version.indicators.get(code="VH.TYLE")
    assert ratio.numerator.code == "VH.HO"
    assert ratio.denominator.code == "DC.HO"
    assert ratio.source == Indicator.Source.COMPUTED
    assert version.rules.get(code="giam").left == ["DC.HO"]
    assert version.outline_nodes.get(code="van-hoa").parent.code == "mot"
    assert version.sentences.get().node.code == "van-hoa"
    assert version.annexes.count() == 1
    entry = AuditEntry.objects.get()
    assert entry.verb == "catalogue.loaded"
    assert entry.target_label == "Biểu mẫu thử"
    assert entry.changes == {"sha256": [None, version.sha256], "indicators": [None, 6]}


def test_loading_the_same_content_again_changes_nothing(tmp_path):
    first = load_text(tmp_path)

    again = load_text(tmp_path, "# Ghi chú\n" + SMALL)

    assert again.pk == first.pk
    assert again.loaded_at == first.loaded_at
    assert AuditEntry.objects.count() == 1


def test_changed_file_replaces_a_version_that_nothing_uses(tmp_path):
    first = load_text(tmp_path)

    second = load_text(tmp_path, SMALL.replace("Pa nô", "Pa-nô"))

    assert FormVersion.objects.get() == second
    assert second.indicators.get(code="VH.PANO").name == "Pa-nô"
    assert AuditEntry.objects.order_by("number").last().changes["sha256"] == [
        first.sha256,
        second.sha256,
    ]


REFUSAL = (
    "Biểu mẫu thử đã được dùng cho một kỳ báo cáo nên không thay được. Hãy lập biểu mẫu với mã mới."
)


def _open_period(version):
    start, end = dt.date(2018, 12, 15), dt.date(2019, 12, 14)
    kind = LocalityKind.objects.create(code="xa", name="xã")
    place = Locality.objects.create(code="1", kind=kind, name="An", valid_from=start)
    office = Office.objects.create(code="an", locality=place)
    Period.objects.create(
        office=office,
        code="2019",
        form_version=version,
        starts_on=start,
        ends_on=end,
        cut_off_on=end,
        due_on=end,
        last_new_on=end,
        last_edit_on=end,
    )


def test_changed_file_is_refused_once_a_period_uses_the_version(tmp_path):
    first = load_text(tmp_path)
    _open_period(first)

    with pytest.raises(RuleError) as refusal:
        load_text(tmp_path, SMALL.replace("Pa nô", "Pa-nô"))

    assert str(refusal.value) == REFUSAL
    assert FormVersion.objects.get().sha256 == first.sha256
    assert AuditEntry.objects.count() == 1


def test_changed_file_is_refused_when_only_a_line_of_it_is_used(tmp_path, monkeypatch):
    version = load_text(tmp_path)

    def protected(used):
        raise models.ProtectedError("in use", {used})

    monkeypatch.setattr(FormVersion, "delete", protected)
    with pytest.raises(RuleError) as refusal:
        load_text(tmp_path, SMALL.replace("Pa nô", "Pa-nô"))

    assert str(refusal.value) == REFUSAL
    assert FormVersion.objects.get() == version


def test_faulty_file_loads_nothing(tmp_path):
    with pytest.raises(RuleError):
        load_text(tmp_path, SMALL.replace('numerator = "VH.HO"', 'numerator = "VH.KHONG"'))

    assert not FormVersion.objects.exists()
    assert not AuditEntry.objects.exists()


def test_two_versions_stand_side_by_side():
    load_form("2016")
    old, new = load_form("2020"), load_form("2021")

    assert old.indicators.count() == 127
    assert new.indicators.count() == 133
    assert OutlineNode.objects.filter(version=new).count() == 29
    assert Sentence.objects.filter(version=new).count() == 78
    assert Rule.objects.filter(version=new).count() == 23
    assert [version.code for version in FormVersion.objects.for_year(2020)] == ["2020", "2016"]
    assert FormVersion.objects.for_year(2024).first() == new
    assert FormVersion.objects.for_year(2017).first().code == "2016"
