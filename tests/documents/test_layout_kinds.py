"""The layout check on other papers than reports: each kind passes, each rule of its own fails."""

from dataclasses import replace

import pytest

from documents.layout_check import check_layout
from documents.papers import unnumbered
from documents.pdf import render_pdf
from documents.structure import Heading, Level, SignatureBlock, article, paragraph
from tests.documents.measuring import faults, restyled, rewritten, told
from tests.documents.samples import (
    SENTENCES,
    card_document,
    comparison_table,
    decision_document,
    minutes_document,
    proposal_document,
    short_document,
    tournaments_table,
    ward_issuer,
)

KINDS = {
    "decision": decision_document,
    "proposal": proposal_document,
    "minutes": minutes_document,
    "card": card_document,
}
CLAUSES = (
    article("Công nhận các danh hiệu sau:"),
    Heading(Level.CLAUSE, "Tổ dân phố văn hóa"),
    Heading(Level.CLAUSE, "Gia đình văn hóa"),
    article("Khen thưởng:"),
    Heading(Level.CLAUSE, "Giấy khen"),
    article("Văn phòng Ủy ban nhân dân phường chịu trách nhiệm thi hành."),
)


# --- What must pass ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_of_each_kind_passes(kind):
    assert told(KINDS[kind]()) == []


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("decision", {"is_draft": True, "number": None, "issued_on": None}),
        ("decision", {"annexes": ()}),
        ("decision", {"body": CLAUSES}),
        ("decision", {"authority": "Ủy ban nhân dân " + "thị xã Hồng Lĩnh, " * 4}),
        ("proposal", {"legal_bases": (), "annexes": ()}),
        ("proposal", {"addressees": ("Ủy ban nhân dân thị xã", "Phòng Nội vụ thị xã")}),
        ("minutes", {"number": 3, "symbol": "BB-UBND"}),
        ("minutes", {"distribution": ("Các đại biểu dự họp", "Lưu: VT, hồ sơ")}),
        ("minutes", {"distribution": ()}),
        ("minutes", {"is_draft": True, "annexes": decision_document().annexes}),
        ("card", {"signature": SignatureBlock((), ""), "preparer": None}),
        ("card", {"preparer": None}),
        ("card", {"own_number": "DT-2020-017"}),
        ("card", {"body": (paragraph("Đền thờ danh nhân Bùi Cầm Hổ. " * 9),)}),
        ("card", {"preparer": SignatureBlock(("NGƯỜI LẬP PHIẾU",), "")}),
    ],
    ids=[
        "a draft", "no annex", "clauses below articles", "a long authority", "no bases",
        "two addressees", "numbered minutes", "minutes with recipients", "minutes for nobody",
        "draft minutes", "unsigned", "signed by one", "with a number of its own", "only text",
        "for the pen",
    ],
)  # fmt: skip
def test_other_forms_of_a_kind_pass(kind, changed):
    assert told(replace(KINDS[kind](), **changed)) == []


def test_the_results_of_a_tournament_pass_lying_down():
    results = unnumbered(
        issuer=ward_issuer(),
        kind="KẾT QUẢ GIẢI",
        subject="Bóng chuyền nam phường Bắc Hồng năm 2020",
        body=(tournaments_table(),),
        signature=SignatureBlock(("TM. BAN TỔ CHỨC", "TRƯỞNG BAN"), "Trần Văn Bình"),
        is_landscape=True,
    )

    assert told(results) == []


@pytest.mark.parametrize(
    ("kind", "taken_for"),
    [("decision", "văn bản hành chính"), ("card", "không phải văn bản của sổ")],
)
def test_what_a_paper_was_taken_for_is_told(kind, taken_for):
    found = {one.rule: one.seen for one in check_layout(render_pdf(KINDS[kind]()))}

    assert found["Loại giấy tờ"] == taken_for
    assert ("Số, ký hiệu" in found) == (kind == "decision")


def test_a_table_that_sticks_out_a_little_moves_no_edge():
    """Editors let the text of cells, not their borders, stand in line with paragraphs."""
    document = replace(
        short_document(), body=(paragraph(SENTENCES[0]), comparison_table(3), paragraph("Hết."))
    )

    assert faults(restyled(document, ".grid{margin-left:-1.9mm}")) == set()


# --- Broken by style --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "style", "rules"),
    [
        ("decision", ".authority{font-weight:normal}", {"Thẩm quyền ban hành"}),
        ("decision", ".authority{text-align:left}", {"Thẩm quyền ban hành", "Căn cứ ban hành", "Căn cứ ban hành: dấu câu"}),
        ("decision", ".order{font-weight:normal!important}", {"Dòng “QUYẾT ĐỊNH:”"}),
        ("decision", ".text>.order{text-align:left}", {"Dòng “QUYẾT ĐỊNH:”: vị trí"}),
        ("decision", ".text>p>b{font-weight:normal}", {"Điều: chữ"}),
        ("decision", ".text>.basis{font-style:normal}", {"Căn cứ ban hành"}),
        ("minutes", ".capacity{font-weight:normal}", {"Chức vụ người ký", "Người lập, thư ký: chữ"}),
        ("minutes", ".signature+p{font-style:italic}", {"Họ tên người ký", "Người lập, thư ký: họ tên"}),
        ("card", ".kind{font-weight:normal}", {"Tên loại văn bản"}),
        ("card", "@page{margin-left:20mm}", {"Lề trái"}),
        ("card", "@page{margin-right:12mm}", {"Lề phải"}),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_wrong_style_turns_its_rule_red(kind, style, rules):
    assert faults(restyled(KINDS[kind](), style)) == rules


# --- Broken by words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "old", "new", "rules"),
    [
        ("decision", ">QUYẾT ĐỊNH:<", "><", {"Dòng “QUYẾT ĐỊNH:”", "Quyết định: căn cứ", "Căn cứ ban hành: dấu câu"}),
        ("decision", "<b>Điều 2.</b>", "<b>Điều 3.</b>", {"Điều: số thứ tự"}),
        ("decision", "năm 2015;</p>", "năm 2015.</p>", {"Căn cứ ban hành: dấu câu"}),
        ("decision", "Xã hội phường.</p>", "Xã hội phường,</p>", {"Căn cứ ban hành: dấu câu"}),
        ("decision", ">Về việc công", ">Quyết định công", {"Trích yếu: lời"}),
        ("decision", "- Như Điều 3;", "- Như trên;", {"Nơi nhận: như Điều"}),
        ("decision", "Số: 128/QĐ", "Số: 128/BC", {"Ký hiệu: loại văn bản"}),
        ("minutes", ">Nguyễn Thị Thu<", "><", {"Người lập, thư ký: họ tên"}),
        ("minutes", "năm 2020./.", "năm 2020.", {"Dấu kết thúc văn bản"}),
    ],
)  # fmt: skip
def test_wrong_words_turn_their_rule_red(kind, old, new, rules):
    assert faults(rewritten(KINDS[kind](), old, new)) == rules


@pytest.mark.parametrize(
    ("kind", "changed", "rules"),
    [
        ("decision", {"authority": "", "legal_bases": ()}, {"Thẩm quyền ban hành", "Dòng “QUYẾT ĐỊNH:”", "Quyết định: căn cứ"}),
        ("decision", {"legal_bases": ()}, {"Quyết định: căn cứ"}),
        ("decision", {"body": (paragraph("Công nhận các tổ dân phố có tên tại danh sách."),)}, {"Quyết định: các điều"}),
        ("decision", {"addressees": ("Ủy ban nhân dân thị xã",)}, {"Kính gửi: theo loại văn bản", "Nơi nhận: như trên"}),
        ("proposal", {"addressees": ()}, {"Kính gửi: theo loại văn bản"}),
        ("minutes", {"preparer": None}, {"Người lập, thư ký: chữ", "Người lập, thư ký: họ tên"}),
    ],
)  # fmt: skip
def test_what_a_kind_lacks_or_may_not_have_is_told(kind, changed, rules):
    assert faults(render_pdf(replace(KINDS[kind](), **changed))) == rules


def test_a_report_that_lost_its_number_is_no_form():
    """Only what bears a title of its own may do without one."""
    assert "Số, ký hiệu" in faults(rewritten(decision_document(), "Số: 128/QĐ-UBND", ""))
