"""The town's report for 2020: every figure of the real one is stated, and each follows its cells.

The figures are those of the published report; they are listed here so that nothing outside of the
project has to be read.
"""

import io
import json
import re
import subprocess
import unicodedata
from collections import Counter
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command

from accounts.models import User
from documents.layout_check import check_layout
from localities.models import Locality
from reports.editions.models import Edition, SealedFile
from reports.entry import actions as entry
from reports.entry.models import Figure, Period, Submission
from reports.entry.queries import content_hash
from reports.narrative.queries import draft
from reports.review import actions as review
from reports.rollup.queries import rollup
from tests.demo import switched_to
from tests.documents.measuring import said
from tests.libreoffice import converted

pytestmark = pytest.mark.django_db

STATED = [
    "trên 80 văn bản chỉ đạo",
    "9 chương trình văn nghệ",
    "thu hút 11 đoàn",
    "23 di tích đã xếp hạng",
    "3 di tích quốc gia và 20 di tích cấp tỉnh",
    "đền Quản Sơn",
    "đền Thái Nhạc",
    "đình làng Ngọc Sơn",
    "đền Đông Xá",
    "lễ hội đua thuyền truyền thống",
    "lễ Tế Lục vị Tổ sư truyền nghề tại Tiên Sơn",
    "lễ hội báo ân Đô đài Ngự sử Bùi Cầm Hổ",
    "90 triệu đồng, phân bổ cho phường Đậu Liêu",
    "kiểm tra 13 cơ sở kinh doanh",
    "nhắc nhở 5 cơ sở",
    "6/6 phường, xã tổ chức hoạt động thể dục, thể thao mừng Đảng, mừng Xuân",
    "4 giải thi đấu",
    "giải kéo co",
    "giải bóng đá thiếu niên",
    "giải bóng chuyền doanh nhân",
    "giải bóng chuyền hơi nữ",
    "2 giải cấp tỉnh",
    "1 huy chương vàng, 1 huy chương bạc và 2 huy chương đồng",
    "nhì toàn đoàn",
    "1 lớp tập huấn nghiệp vụ du lịch",
    "danh hiệu Gia đình văn hóa, đạt 94%",
    "51/52, đạt 98,08%",
    "4 thôn, tổ dân phố giữ danh hiệu 5 năm liên tục, trong đó 3/4 được",
    "5 đơn vị đăng ký xây dựng cơ quan, đơn vị, doanh nghiệp đạt chuẩn văn hóa",
    "18 ngõ đăng ký xây dựng ngõ phố văn minh",
    "trên 500.000 lượt truy cập",
    "750 tin",
    "3 tác phẩm dự liên hoan phát thanh, truyền hình cấp tỉnh, đạt 1 giải",
    "80 chứng thư số",
    "6 lớp tập huấn sử dụng phần mềm",
    "80 dịch vụ công trực tuyến mức độ 3 và 80 dịch vụ công trực tuyến mức độ 4",
    "45 dịch vụ công trực tuyến mức độ 3 và 41 dịch vụ công trực tuyến mức độ 4",
    "1.175 hồ sơ nộp trực tuyến, gồm 175 hồ sơ cấp huyện và 1.000 hồ sơ cấp xã",
    # The targets for 2021.
    "94% hộ đạt danh hiệu Gia đình văn hóa",
    "98% thôn, tổ dân phố đạt danh hiệu văn hóa",
    "92% cơ quan, đơn vị, doanh nghiệp đạt chuẩn văn hóa",
    "trên 90% nhà văn hóa",
    "15 ngõ phố văn minh",
    "5 đến 6 giải thể thao",
    "3 đến 4 giải cấp cơ sở",
]

TOTALS = {
    "VH.VANBAN": (80, "at_least"),
    "VH.VANNGHE_PHONG": (9, "exact"),
    "VH.LIENHOAN_DOAN": (11, "exact"),
    "VH.DITICH_QG": (3, "exact"),
    "VH.DITICH_TINH": (20, "exact"),
    "VH.DITICH_TONG": (23, "exact"),
    "VH.THIETCHE_KP": (90, "exact"),
    "VH.KTRA_PHONG": (13, "exact"),
    "VH.NHACNHO_PHONG": (5, "exact"),
    "TT.GIAI_PHONG": (4, "exact"),
    "TT.GIAI_TINH": (2, "exact"),
    "TT.HC_VANG": (1, "exact"),
    "TT.HC_BAC": (1, "exact"),
    "TT.HC_DONG": (2, "exact"),
    "DL.TAPHUAN": (1, "exact"),
    "PT.THON": (52, "exact"),
    "PT.THON_CONGNHAN": (51, "exact"),
    "PT.THON_5NAM": (4, "exact"),
    "PT.THON_5NAM_KHEN": (3, "exact"),
    "PT.CQ_DANGKY": (5, "exact"),
    "PT.NGO_DANGKY": (18, "exact"),
    "TTTT.CONG_TRUYCAP": (500_000, "at_least"),
    "TTTT.CONG_TIN": (750, "exact"),
    "TTTT.TACPHAM": (3, "exact"),
    "TTTT.GIAITHUONG": (1, "exact"),
    "TTTT.CTS": (80, "exact"),
    "TTTT.TAPHUAN": (6, "exact"),
    "TTTT.DVC3_HUYEN": (80, "exact"),
    "TTTT.DVC4_HUYEN": (80, "exact"),
    "TTTT.DVC3_XA": (45, "exact"),
    "TTTT.DVC4_XA": (41, "exact"),
    "TTTT.HS_HUYEN": (175, "exact"),
    "TTTT.HS_XA": (1_000, "exact"),
    "TTTT.HS_TONG": (1_175, "exact"),
}
RATIOS = {
    "PT.GDVH_TYLE": (94, 9_494, 10_100),
    "PT.THON_TYLE": (98.08, 51, 52),
}
TARGETS_2021 = {
    "PT.GDVH_TYLE": (94, "exact", None),
    "PT.THON_TYLE": (98, "exact", None),
    "PT.CQ_TYLE": (92, "exact", None),
    "VH.NVH_TYLE": (90, "at_least", None),
    "PT.NGO_CONGNHAN": (15, "exact", None),
    "TT.GIAI_PHONG": (5, "range", 6),
    "TT.GIAI_XA": (3, "range", 4),
}


def export(tmp_path: Path, file_format: str, period: str = "2020") -> bytes:
    path = tmp_path / f"{period}.{file_format}"
    call_command(
        "export_report", office="hong-linh", period=period, format=file_format, output=path,
        stdout=StringIO(),
    )  # fmt: skip
    return path.read_bytes()


def words(pdf: bytes) -> str:
    """The text of a PDF as a reader takes it in: one line, one blank between words."""
    read = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(unicodedata.normalize("NFC", read.stdout.decode()).split())


@pytest.fixture(scope="module")
def report_text(demo_database, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), switched_to(demo_database):
        return words(export(tmp_path_factory.mktemp("report"), "pdf"))


@pytest.mark.parametrize("statement", STATED)
def test_the_pdf_states_each_figure_of_2020(report_text, statement):
    assert statement.casefold() in report_text.casefold()


def test_the_pdf_keeps_to_the_official_layout(demo, tmp_path):
    findings = check_layout(export(tmp_path, "pdf"))

    assert [finding.rule for finding in findings if not finding.ok] == []


@pytest.mark.any_database
def test_libreoffice_sets_the_word_file_by_the_same_decree(demo, tmp_path):
    word = export(tmp_path, "docx")

    paper = converted(tmp_path / "word", {"2020": word}, kind="docx", into="pdf")["2020"]

    assert [finding.rule for finding in check_layout(paper) if not finding.ok] == []
    text, cells, names = said(paper)
    drawn_text, drawn_cells, drawn_names = said(export(tmp_path, "pdf"))
    assert text == drawn_text
    assert drawn_names <= names
    assert drawn_cells <= cells
    # what the drawings of the PDF say stands in the file to work on as tables
    sealed = json.loads(Edition.objects.get(period__code="2020").snapshot)
    charts = [row for row in sealed["exhibits"] if row["kind"] != "comparison"]
    behind = " ".join(cell for chart in charts for row in chart["rows"] for cell in row["cells"])
    assert cells - drawn_cells == Counter(behind.split())


@pytest.mark.any_database
def test_libreoffice_works_the_annexes_out_and_only_what_hangs_on_a_cell_moves(demo, tmp_path):
    sealed = export(tmp_path, "xlsx")
    told = openpyxl.load_workbook(io.BytesIO(sealed), data_only=True)
    book = openpyxl.load_workbook(io.BytesIO(sealed))
    formulas = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    recognised, rate = "Hộ được công nhận Gia đình văn hóa", "Tỷ lệ gia đình văn hóa"
    [ward] = [row[3] for row in book["Phụ lục I"].iter_rows() if row[1].value == recognised]
    ward.value += 20
    changed = io.BytesIO()
    book.save(changed)  # without what the formulas came to

    made = converted(tmp_path / "book", {"2020": changed.getvalue()}, kind="xlsx", into="xlsx")

    worked_out = openpyxl.load_workbook(io.BytesIO(made["2020"]), data_only=True)
    moved = set()
    for cell in formulas:
        sheet, place = cell.parent.title, cell.coordinate
        if told[sheet][place].value != pytest.approx(worked_out[sheet][place].value):
            moved.add((sheet, cell.column_letter, told[sheet].cell(cell.row, 2).value))
    assert len(formulas) > 300
    assert moved == {
        ("Phụ lục I", "J", recognised), ("Phụ lục I", "D", rate), ("Phụ lục I", "J", rate),
        *(
            ("Phụ lục II", column, name)
            for column in "DE"
            for name in (f"{recognised} (hộ)", f"{rate} (%)")
        ),
    }  # fmt: skip


def test_the_json_carries_the_same_values(demo, tmp_path):
    report = json.loads(export(tmp_path, "json"))
    lines = {line["code"]: line for line in report["indicators"]}
    targets = {
        row["code"]: (row["value"], row["relation"], row["upper"])
        for row in report["targets"]
        if row["period"] == "2021"
    }

    assert report["coverage"] == {"accepted": 6, "expected": 6}
    assert {code: (lines[code]["total"], lines[code]["relation"]) for code in TOTALS} == TOTALS
    assert {
        code: (lines[code]["total"], lines[code]["numerator"], lines[code]["denominator"])
        for code in RATIOS
    } == RATIOS
    assert (lines["TT.MUNGXUAN"]["numerator"], lines["TT.MUNGXUAN"]["denominator"]) == (6, 6)
    assert targets == TARGETS_2021


def test_no_passage_repeats_a_number_that_a_figure_holds(demo):
    """Years, dates, numbers of documents and epidemics are names, not figures."""
    named = re.compile(r"Covid-19|20/3|28/6|\d{2}/\d{4}/[\w-]+|20\d\d(?: - 20\d\d)?|lần thứ [IVX]+")
    nodes = draft(Period.objects.get(code="2020")).nodes

    typed = [
        run.text
        for node in nodes
        for prose in node.passages
        for line in prose.lines
        for run in line.runs
        if not run.code and re.search(r"\d", named.sub("", run.text))
    ]

    assert typed == []


def test_changing_one_ward_cell_changes_what_depends_on_it_and_nothing_else(demo, tmp_path):
    period = Period.objects.get(code="2021")
    sealed = {row.pk: row.sha256 for row in SealedFile.objects.all()}
    before, totals = sentences(period), rollup(period).by_code
    cell = Figure.objects.get(
        submission__period=period, submission__locality__code="18115", indicator__code="VH.PANO"
    )

    change_accepted(period, "18115", "VH.PANO", "21")

    after, new = sentences(period), rollup(period).by_code["VH.PANO"].amount.value
    moved = {code for code in before if before[code] != after[code]}
    assert moved == {"co-dong"}
    assert f"{int(new)} pa nô" in after["co-dong"]
    assert new == totals["VH.PANO"].amount.value + 21 - cell.value
    assert {row.pk: row.sha256 for row in SealedFile.objects.all()} == sealed


def test_a_changed_denominator_changes_every_share_made_of_it(demo):
    period = Period.objects.get(code="2021")
    before = sentences(period)

    change_accepted(period, "18115", "DC.HO", "2300")

    after = sentences(period)
    moved = {code for code in before if before[code] != after[code]}
    assert moved == {"gia-dinh-van-hoa", "gia-dinh-the-thao"}


def sentences(period):
    return {
        sentence.code: sentence.text for node in draft(period).nodes for sentence in node.sentences
    }


def change_accepted(period, place, code, text):
    """Returned, corrected, approved, sent and accepted again: the only way to a changed cell."""
    by = User.objects.get(username="bachong")
    specialist = User.objects.get(username="chuyenvien")
    submission = Submission.objects.get(period=period, locality__code=place)
    review.return_for_correction(submission=submission, reason="Kiểm tra lại.", by=specialist)
    entry.save_cell(submission=submission, indicator=code, text=text, by=by)
    entry.explain(submission=submission, indicator=code, note="Đã đối chiếu.", by=by)
    entry.record_approval(submission=submission, name="Phan Văn Mẫu", post="Phó Chủ tịch", by=by)
    entry.send(submission=submission, by=by)
    submission.refresh_from_db()
    review.accept(submission=submission, seen_hash=content_hash(submission), by=specialist)


def test_every_total_can_be_followed_to_its_cells_and_people(demo):
    period = Period.objects.get(code="2020")
    cells = Figure.objects.filter(
        submission__period=period, indicator__code="PT.CUOI", submission__status="accepted"
    ).select_related("submission__locality")

    assert sum(cell.value for cell in cells) == rollup(period).by_code["PT.CUOI"].amount.value
    assert {cell.submission.locality.code for cell in cells} == set(
        Locality.objects.filter(parent__code="437").values_list("code", flat=True)
    )
    assert all(cell.set_by_name and cell.submission.accepted_by_name for cell in cells)
