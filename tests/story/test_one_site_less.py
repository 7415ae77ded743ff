"""One site less in the register: its count, its sentence and the annex follow; what is sealed stays."""

import pytest

from accounts.models import User
from heritage import actions
from heritage.models import Site
from localities.counting import Span, counter
from reports.catalogue.models import Annex
from reports.editions.models import SealedFile
from reports.editions.registers import register_table
from reports.entry import actions as entry
from reports.entry.models import Period, Submission
from reports.narrative.queries import draft

pytestmark = pytest.mark.django_db


def counted(period, place):
    """The register's own count of designated sites below the national rank."""
    span = Span(period.starts_on, period.cut_off_on, period.cut_off_on)
    return counter("heritage.sites_provincial").count([place.pk], span)[place.pk]


def sentences(period):
    return {
        sentence.code: sentence.text for node in draft(period).nodes for sentence in node.sentences
    }


def annex(period):
    return [row["cells"][1] for row in register_table(Annex.Kind.SITES, period)["rows"]]


def test_deleting_one_site_changes_the_count_the_sentence_and_the_annex_but_nothing_sealed(demo):
    by = User.objects.get(username="chuyenvien")
    period, issued = Period.objects.get(code="2021"), Period.objects.get(code="2020")
    sheet = Submission.objects.get(period=period, locality__code="18115")
    site = Site.objects.get(name="Nhà thờ họ minh họa số 1")
    sealed = {row.pk: row.sha256 for row in SealedFile.objects.all()}
    count, told, listed = counted(period, site.place), sentences(period), annex(period)
    assert site.name in listed

    [decision] = site.designations.all()
    actions.designations.remove(decision, version=1, reason="Ghi nhầm", by=by)
    actions.sites.remove(site, version=site.version, reason="Ghi nhầm", by=by)
    entry.refresh_from_registers(submission=sheet, by=by)

    assert counted(period, site.place) == count - 1
    assert [name for name in listed if name not in annex(period)] == [site.name]
    now = sentences(period)
    [moved] = {code for code in told if told[code] != now[code]}
    assert f"{count} di tích cấp tỉnh" in told[moved]
    assert f"{count - 1} di tích cấp tỉnh" in now[moved]
    assert "23 di tích đã xếp hạng" in " ".join(sentences(issued).values())
    assert sealed
    assert {row.pk: row.sha256 for row in SealedFile.objects.all()} == sealed
