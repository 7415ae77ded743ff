"""Another province, other levels, other words: the same story by data alone."""

import io
import json
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from pypdf import PdfReader

from documents.layout_check import check_layout
from reports.editions import actions as editions
from reports.editions.content import content, content_hash
from reports.editions.models import SealedFile
from reports.entry.models import Submission
from reports.narrative.actions import add_passage
from reports.review.actions import return_for_correction
from reports.rollup.queries import rollup
from tests.reports.editions.cast import explain_warnings
from tests.story import elsewhere, playing
from tests.story.playing import NOW, accepted, entered, fresh, opened, sent, typed

# What only the demo's office has.
FOREIGN = ("phường", "thị xã", "tổ dân phố", "hồng lĩnh", "hà tĩnh", "thôn,")
# Figures of every xã and thị trấn; what is not named here is 2 or yes.
ANSWERS = {
    "DC.DANSO": "5.000", "DC.HO": "1.200", "PT.HO_DANGKY": "1.100", "PT.HO_CONGNHAN": "1.080",
    "VH.NVH_THON": "4", "VH.NVH_THON_DATCHUAN": "3", "TT.NGUOITAP": "1.500", "TT.GIADINH": "300",
    "GD.HO_MOTTHEHE": "400", "GD.HO_HAITHEHE": "500", "GD.HO_BATHEHE": "300",
    "PT.THON": "4",
    "PT.THON_CONGNHAN": "3", "PT.THON_5NAM": "2", "PT.THON_5NAM_KHEN": "1",
    "DL.LUOTKHACH": "1.000", "DL.KHACH_QT": "100",
}  # fmt: skip


@pytest.fixture(scope="module")
def story(django_db_setup, django_db_blocker, tmp_path_factory):
    """The year of huyện Châu Thới, played once; what was seen on the way is kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _district_year(tmp_path_factory.mktemp("chau-thoi"))
        transaction.set_rollback(True)


def _district_year(folder):
    year = opened(folder, office_file=elsewhere.district_file(), form_file=elsewhere.DISTRICT_FORM)
    seen = SimpleNamespace(units=[str(unit) for unit in year.units])
    own = accepted(year, sent(year, entered(year, year.office.locality, {})))
    seen.own_status = own.status
    *first, corrected, last = [entered(year, unit, _answers(unit)) for unit in year.units]
    for submission in first:
        accepted(year, sent(year, submission))
    seen.returned, seen.again = _corrected(year, corrected)
    sent(year, last)
    seen.early, seen.early_words = rollup(fresh(year.period)), year.own_words()
    accepted(year, last)
    seen.whole, seen.words = rollup(fresh(year.period)), year.own_words()
    _issued(year, seen)
    return seen


def _answers(unit):
    """One unit enters its sport families wrong at first."""
    return ANSWERS | ({"TT.GIADINH": "30"} if unit.name == "Tân Quới" else {})


def _corrected(year, submission):
    sent(year, submission)
    returned = return_for_correction(
        submission=submission, reason="Số gia đình thể thao thấp hơn danh sách đang theo dõi.",
        by=year.specialist, at=NOW,
    )  # fmt: skip
    status = returned.status
    submission.refresh_from_db()
    typed(submission, "TT.GIADINH", "300", year.entering[submission.locality_id])
    return status, accepted(year, sent(year, submission)).send_count


def _issued(year, seen):
    for heading in ("han-che", "nguyen-nhan", "ph-chung"):
        add_passage(
            period=year.period, node_code=heading, text="Nội dung minh họa của huyện.",
            by=year.specialist, at=NOW,
        )  # fmt: skip
    later = NOW + timedelta(days=12)
    edition = editions.start(period=year.period, by=year.specialist, at=later)
    explain_warnings(year.period, year.specialist, at=later)
    edition = editions.submit(edition=edition, by=year.specialist, at=later)
    shown = content_hash(content(fresh(year.period)))
    edition = editions.sign(edition=edition, seen_hash=shown, by=year.deputy, at=later)
    edition = editions.issue(edition=edition, by=year.clerk, at=later)
    files = {f.format: bytes(f.content) for f in SealedFile.objects.filter(edition=edition)}
    seen.pdf, seen.json = files["pdf"], json.loads(files["json"])
    pages = PdfReader(io.BytesIO(seen.pdf)).pages
    seen.text = " ".join(" ".join(page.extract_text().split()) for page in pages)


def foreign_words(text):
    return [word for word in FOREIGN if word in text.lower()]


# --- The district office ----------------------------------------------------------------------


def test_twelve_units_owe_a_return_and_no_hamlet_does(story):
    assert len(story.units) == 12
    assert story.units[0] == "xã An Bình"
    assert {"thị trấn Cái Tắc", "thị trấn Mái Dầm", "xã Ô Môi"} <= set(story.units)
    assert not any(name.startswith(("ấp", "khóm")) for name in story.units)


def test_a_returned_sheet_comes_back_corrected(story):
    assert (story.returned, story.again) == (Submission.Status.RETURNED, 2)
    assert story.whole.by_code["TT.GIADINH"].amount.value == 12 * 300


def test_a_total_with_a_unit_missing_says_so_in_the_offices_words(story):
    assert (story.early.accepted_count, story.early.expected_count) == (11, 12)
    assert story.early.by_code["PT.HO_CONGNHAN"].coverage == "11/12"
    assert "(tổng hợp từ 11/12 xã, thị trấn)" in story.early_words
    assert "11.880 hộ" in story.early_words


def test_the_whole_total_says_nothing_of_coverage(story):
    assert (story.whole.accepted_count, story.whole.expected_count) == (12, 12)
    assert story.own_status == Submission.Status.ACCEPTED
    assert "tổng hợp từ" not in story.words
    assert "12.960 hộ trong tổng số 14.400 hộ" in story.words
    assert "đạt 90%" in story.words


def test_hamlets_are_called_what_this_office_calls_them(story):
    assert story.whole.by_code["PT.THON"].amount.value == 48
    assert "Số ấp, khóm được công nhận danh hiệu văn hóa là 36/48, đạt 75%" in story.words
    assert "Có 24 ấp, khóm giữ danh hiệu 5 năm liên tục" in story.words


def test_rural_lines_are_asked_of_the_rural_units_only(story):
    assert story.whole.by_code["PT.NTM_06"].expected == len(elsewhere.RURAL)
    assert "10/10 xã đạt tiêu chí số 06" in story.words


def test_the_draft_speaks_this_offices_words_and_no_others(story):
    assert "huyện Châu Thới" in story.words
    assert "Các xã, thị trấn" in story.words
    assert foreign_words(story.words) == []


def test_the_paper_carries_this_offices_head_and_signature(story):
    for line in (
        "ỦY BAN NHÂN DÂN HUYỆN CHÂU THỚI",
        "PHÒNG VĂN HÓA VÀ THÔNG TIN",
        "Số: 01/BC-VHTT",
        "Châu Thới, ngày 22 tháng 12 năm 2020",
        "KT. TRƯỞNG PHÒNG",
        "PHÓ TRƯỞNG PHÒNG",
        "Kim Thị Phó",
        "Sở Văn hóa, Thể thao và Du lịch Cửu Long Giang",
        "Lưu: VT, TH",
    ):
        assert line in story.text


def test_the_paper_holds_no_word_of_another_office(story):
    assert foreign_words(story.text) == []
    assert re.search(r"xã an bình", story.text, re.IGNORECASE)


def test_the_paper_keeps_the_layout_rules(story):
    assert [str(found) for found in check_layout(story.pdf) if not found.ok] == []


def test_the_data_file_holds_the_same(story):
    lines = {line["code"]: line for line in story.json["indicators"]}

    assert (story.json["office"], story.json["coverage"]) == (
        "chau-thoi", {"accepted": 12, "expected": 12},
    )  # fmt: skip
    assert lines["PT.HO_CONGNHAN"]["total"] == 12_960
    assert len(lines["PT.HO_CONGNHAN"]["by_locality"]) == 12


# --- An office one level down -----------------------------------------------------------------


@pytest.mark.django_db
def test_a_commune_collects_from_its_hamlets_by_the_same_verbs(tmp_path):
    year = opened(tmp_path, office_file=elsewhere.commune_file(), form_file=elsewhere.COMMUNE_FORM)
    assert [str(unit) for unit in year.units] == ["ấp 1", "ấp 2", "ấp 3", "ấp Bờ Kè"]

    *first, last = [
        entered(year, unit, {"VH.HO": "100", "VH.HO_VANHOA": "90"}) for unit in year.units
    ]
    for submission in first:
        accepted(year, sent(year, submission))

    assert rollup(fresh(year.period)).by_code["VH.HO"].coverage == "3/4"
    assert "Các ấp có 270 hộ văn hóa, đạt 90%; 3/3 ấp có trụ sở" in year.own_words()
    assert "(tổng hợp từ 3/4 ấp)" in year.own_words()

    accepted(year, sent(year, last))
    total = rollup(fresh(year.period)).by_code["VH.HO_VANHOA"]
    assert (total.amount.value, total.coverage) == (360, "4/4")
    assert "Các ấp có 360 hộ văn hóa, đạt 90%; 4/4 ấp có trụ sở." in year.own_words()
    assert year.own_words().startswith("Công tác văn hóa năm 2020 của xã An Bình")


@pytest.mark.django_db
def test_a_hamlet_sees_its_own_sheet_only(tmp_path):
    year = opened(tmp_path, office_file=elsewhere.commune_file(), form_file=elsewhere.COMMUNE_FORM)
    sheets = [entered(year, unit, {"VH.HO": "100"}) for unit in year.units[:2]]

    seen = Submission.objects.visible_to(year.entering[year.units[0].pk])

    assert list(seen) == sheets[:1]
    assert Submission.objects.visible_to(year.specialist).count() == 2


@pytest.mark.django_db
def test_both_offices_live_in_one_portal(tmp_path):
    (tmp_path / "huyen").mkdir()
    (tmp_path / "xa").mkdir()
    district = opened(
        tmp_path / "huyen", office_file=elsewhere.district_file(), form_file=elsewhere.COMMUNE_FORM
    )
    commune = opened(
        tmp_path / "xa",
        office_file=elsewhere.commune_file(),
        form_file=elsewhere.COMMUNE_FORM,
    )

    assert (len(district.units), len(commune.units)) == (12, 4)
    assert commune.office.locality in district.units
    assert playing.fresh(district.period).office != playing.fresh(commune.period).office
