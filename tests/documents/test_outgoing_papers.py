"""Papers made ready from templates: each kind as the decree sets it, in PDF and in Word."""

from dataclasses import replace

import pytest

from documents.layout_check import check_layout
from documents.outgoing.lines import blocks_of, tidy_body
from documents.outgoing.templates import templates
from documents.pdf import render_pdf
from documents.structure import Align, Article, Bullet, Heading, Level, Paragraph, Part, Table
from tests.documents.measuring import faults, restyled, rewritten, told
from tests.documents.measuring import said as words_of
from tests.documents.outgoing.samples import documents, office, ward

KEEPERS = {"office": office, "ward": ward}


def first(code, keeper=office, **more):
    return next(iter(documents(code, keeper(), **more)))


# --- Layout -----------------------------------------------------------------------------------


@pytest.mark.parametrize("keeper", KEEPERS)
@pytest.mark.parametrize("code", templates())
def test_a_paper_of_each_template_keeps_every_rule(code, keeper):
    for document in documents(code, KEEPERS[keeper]()):
        assert told(document) == []
        assert told(replace(document, number=None, issued_on=None, is_draft=True)) == []


def test_a_letter_prints_no_kind_and_says_below_its_number_what_it_is_about():
    letter = first("cong-van-don-doc", ward)

    assert letter.number_text == "05/UBND-VHXH"
    found = {one.rule: one for one in check_layout(render_pdf(letter))}
    assert found["Trích yếu công văn"].ok
    assert found["Loại giấy tờ"].seen == "văn bản hành chính"
    assert "2 nơi nhận" in found["Kính gửi: cách ghi"].seen
    assert "Tên loại văn bản" not in found


def test_an_office_that_drafts_by_itself_bears_its_own_abbreviation_alone():
    assert first("cong-van").number_text == "05/PVHTT"


@pytest.mark.parametrize(
    ("style", "rules"),
    [
        (".brief{font-weight:bold}", {"Trích yếu công văn"}),
        (".brief{font-size:14pt}", {"Trích yếu công văn"}),
        (".brief{text-align:left}", {"Trích yếu công văn: vị trí"}),
    ],
)
def test_a_letter_set_otherwise_turns_its_rule_red(style, rules):
    assert faults(restyled(first("cong-van-don-doc", ward), style)) == rules


def test_a_letter_to_nobody_is_told():
    letter = replace(first("cong-van-don-doc"), addressees=())

    assert faults(render_pdf(letter)) == {"Kính gửi: theo loại văn bản"}
    wrong = rewritten(first("cong-van-don-doc"), "- Như trên;", "- Các đơn vị;")
    assert faults(wrong) == {"Nơi nhận: như trên"}


def test_the_number_of_a_paper_with_a_kind_still_bears_its_body():
    wrong = rewritten(first("ke-hoach-nam"), "05/KH-PVHTT", "05/KH")

    assert faults(wrong) == {"Số, ký hiệu: cách ghi"}


# --- Who is told ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "keeper", "opening"),
    [
        ("cong-van", office, "Như trên"),
        ("giay-moi", office, "Như trên"),
        ("quyet-dinh", ward, "Như Điều 3"),
        ("ke-hoach-nam", office, "Ủy ban nhân dân thị xã Hồng Lĩnh"),
    ],
)
def test_whom_a_paper_goes_to_follows_from_its_kind(code, keeper, opening):
    distribution = first(code, keeper).distribution

    assert distribution[0] == opening
    assert distribution[-1].startswith("Lưu: VT, VH")


def test_a_wards_plan_is_signed_by_its_deputy_for_the_chairman():
    assert first("ke-hoach-nam", ward).signature.capacity_lines == (
        "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip
    assert first("thong-bao-ket-luan", ward).signature.capacity_lines == (
        "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH",
    )  # fmt: skip


def test_the_papers_of_the_conference_say_when_and_where():
    plan, programme, invitation = documents("hoi-nghi-tong-ket", office())

    assert [paper.kind for paper in (plan, programme, invitation)] == [
        "KẾ HOẠCH", "CHƯƠNG TRÌNH", "GIẤY MỜI",
    ]  # fmt: skip
    for paper in (plan, programme, invitation):
        text = " ".join(words_of(render_pdf(paper))[0])
        assert {"28", "2021.", "Hội", "trường"} <= set(text.split())


# --- How a text is written --------------------------------------------------------------------


def test_lines_are_told_apart_by_how_they_begin():
    blocks = blocks_of(
        "Phần I. KẾT QUẢ\nII. Mục đích\n3. Mục tiêu\n7. Phòng chủ trì.\nb) Ý\nĐiều 9. Công nhận"
        "\n- Gạch\nĐoạn văn năm 2021. Hết"
    )

    assert [type(block) for block in blocks] == [
        Part, Heading, Heading, Heading, Heading, Article, Bullet, Paragraph,
    ]  # fmt: skip
    assert blocks[0].title == "KẾT QUẢ"
    assert [block.level for block in blocks[1:5]] == [
        Level.SECTION, Level.CLAUSE, Level.CLAUSE, Level.POINT,
    ]  # fmt: skip
    assert [block.is_sentence for block in blocks[2:4]] == [False, True]


def test_whatever_numbers_were_typed_the_paper_counts_right():
    document = replace(first("quyet-dinh"), body=blocks_of("Điều 2. Một\nĐiều 2. Hai\nĐiều 5. Ba"))

    assert [label for label, _ in document.numbered_body()] == ["Điều 1.", "Điều 2.", "Điều 3."]


def test_a_table_is_written_by_bars_or_pasted_from_a_spreadsheet():
    pasted = tidy_body("STT\tChỉ tiêu\tĐVT\tNăm 2021\n1\tGia đình văn hóa\t%\t94,5\n2\tKhác")
    [table] = blocks_of(pasted)

    assert pasted.split("\n")[1] == "| 1 | Gia đình văn hóa | % | 94,5 |"
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == [
        Align.CENTER, Align.LEFT, Align.CENTER, Align.RIGHT,
    ]  # fmt: skip
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Gia đình văn hóa", "%", "94,5"], ["2", "Khác", "", ""],
    ]  # fmt: skip


def test_a_text_that_ends_with_a_table_or_a_khoan_still_ends_with_its_mark():
    for ending in ("| STT | Việc |\n| 1 | Khai mạc |", "I. MỤC\n1. Tên khoản"):
        document = replace(first("ke-hoach-nam"), body=blocks_of(f"Mở đầu như sau:\n{ending}"))
        assert told(document) == []
