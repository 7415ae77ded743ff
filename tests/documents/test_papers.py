"""The papers of registers: what they say beside what they were given."""

from dataclasses import replace

from documents.kinds import DECISION
from documents.papers import details, minutes
from documents.structure import Paragraph
from tests.documents.samples import (
    card_document,
    decision_document,
    minutes_document,
    proposal_document,
    ward_issuer,
)


def said(document):
    return [
        "".join(run.text for run in block.runs)
        for block in document.body
        if isinstance(block, Paragraph)
    ]


def test_a_decision_binds_whom_its_last_article_names():
    paper = decision_document()

    assert paper.kind == DECISION
    assert paper.number_text == "128/QĐ-UBND"
    assert paper.subject == ("Về việc công nhận danh hiệu “Tổ dân phố văn hóa” năm 2020",)
    assert paper.authority == "Chủ tịch Ủy ban nhân dân phường Bắc Hồng"
    assert paper.distribution == (
        "Như Điều 3", "Phòng Văn hóa và Thông tin thị xã",
        "Thường trực Đảng ủy, HĐND phường", "Lưu: VT",
    )  # fmt: skip


def test_a_proposal_ends_by_asking_for_a_decision():
    paper = proposal_document()

    assert paper.number_text.strip() == "/TTr-UBND"
    assert paper.addressees == ("Ủy ban nhân dân thị xã Hồng Lĩnh",)
    assert paper.distribution[0] == "Như trên"
    assert paper.closing == (
        "Ủy ban nhân dân phường Bắc Hồng kính trình Ủy ban nhân dân thị xã Hồng Lĩnh xem xét, quyết"
        " định."
    )


def test_minutes_tell_when_where_and_who():
    paper = minutes_document()

    assert said(paper)[:5] == [
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 12 tháng 11 năm 2020.",
        "Địa điểm: Phòng họp Ủy ban nhân dân phường Bắc Hồng.",
        "Thành phần tham dự:",
        "Chủ trì: Trần Văn Bình, Chủ tịch Ủy ban nhân dân phường.",
        "Thư ký: Nguyễn Thị Thu, công chức Văn hóa - Xã hội.",
    ]
    assert paper.closing == "Cuộc họp kết thúc vào 10 giờ 30 phút, ngày 12 tháng 11 năm 2020."
    assert paper.signature.signer_name == "Trần Văn Bình"
    assert paper.preparer.signer_name == "Nguyễn Thị Thu"
    assert paper.distribution == ("Lưu: VT",)


def test_minutes_made_ready_leave_their_hours_to_the_pen():
    paper = minutes(
        issuer=ward_issuer(), about="Họp xét", venue="Hội trường", present=(),
        chair=("A", "Chủ tịch"), secretary=("B", "công chức"), body=(), number=7,
    )  # fmt: skip

    assert said(paper)[0] == "Thời gian bắt đầu: … giờ … phút, ngày … tháng … năm …."
    assert paper.number_text == "07/BB-UBND"


def test_an_unnumbered_paper_is_no_document_of_the_book():
    paper = card_document()

    assert not paper.is_administrative
    assert replace(paper, kind=DECISION).is_administrative
    assert (paper.number_text, paper.distribution) == ("", ())


def test_what_is_not_known_of_a_thing_has_no_line():
    table = details((("Loại hình", "Đình"), ("Ghi chú", ""), ("Xếp hạng", "Cấp tỉnh")))

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["1", "Loại hình", "Đình"],
        ["2", "Xếp hạng", "Cấp tỉnh"],
    ]
