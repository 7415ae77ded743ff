"""The layout check: our own papers pass, and each paper broken on purpose fails just its rule."""

import io
from dataclasses import replace
from io import StringIO
from random import Random

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from documents.layout_check import check_layout
from documents.pdf import render_pdf
from documents.structure import Annex, Heading, Level, SignatureBlock, bullet, paragraph
from tests.documents.measuring import faults, restyled, rewritten, told
from tests.documents.samples import (
    comparison_table,
    rich_document,
    short_document,
    titles_table,
    ward_table,
)
from vhtt_portal.rules import RuleError


@pytest.fixture(scope="module")
def sample():
    """Two pages of text and two annexes of a page each, one of them lying."""
    rich = rich_document()
    return replace(
        rich,
        body=rich.body[:14],
        annexes=(
            Annex("Tổng hợp số liệu", (ward_table(3),)),
            Annex("So sánh", (comparison_table(3),)),
        ),
    )


@pytest.fixture(scope="module")
def long_sample(sample):
    """Tables and text that run on over pages."""
    return replace(
        sample,
        body=rich_document().body[:26],
        annexes=(Annex("Tổng hợp số liệu", (ward_table(24),)), *sample.annexes[1:]),
    )


# --- What must pass ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rich_findings():
    return check_layout(render_pdf(rich_document()))


def test_a_long_report_with_five_annexes_passes(rich_findings):
    assert [str(finding) for finding in rich_findings if not finding.ok] == []


def test_every_group_of_rules_was_measured(rich_findings):
    measured = {finding.rule for finding in rich_findings}

    assert len(measured) == len(rich_findings) >= 65
    assert {"Lề trái", "Quốc hiệu", "Điểm: số thứ tự", "Bảng: lặp tên cột"} <= measured


def test_a_finding_shows_the_figure_seen(rich_findings):
    margin = next(finding for finding in rich_findings if finding.rule == "Lề trái")

    assert str(margin) == "Lề trái: 30,0 mm · yêu cầu 30–35 mm (Mục I.3) · đạt"


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"addressees": ()},
        {"addressees": ("Ủy ban nhân dân thị xã Hồng Lĩnh",)},
        {"legal_bases": ()},
        {"number": None, "issued_on": None, "is_draft": True},
        {"is_draft": True, "signature": SignatureBlock(("TRƯỞNG PHÒNG",), "")},
        {"parts_in_words": True, "body": rich_document().body[:6]},
        {"signature": SignatureBlock(("TRƯỞNG PHÒNG",), "Trần Văn Bình", note="(Đã ký)")},
        {"signature": SignatureBlock(("TUQ. TRƯỞNG PHÒNG", "CHUYÊN VIÊN"), "Lê Thị Hòa")},
        {
            "signature": SignatureBlock(
                ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lê Thị Hòa"
            )
        },
        {"annexes": (Annex("Danh hiệu", (titles_table(5),)),)},
        {"annexes": (Annex("Danh mục", (bullet("Giải kéo co."), paragraph("Hết."))),)},
        {"subject": (" ".join(["Tổng kết công tác văn hóa và thông tin"] * 4),)},
        {"distribution": ("Như trên", "Ủy ban nhân dân các phường, xã " * 6, "Lưu: VT, VHTT")},
    ],
    ids=[
        "as it is", "no addressee", "one addressee", "no bases", "a draft", "a draft without a signer", "parts in words",
        "the head", "delegated", "a committee", "one annex", "an annex without a table",
        "a long subject", "a long recipient",
    ],
)  # fmt: skip
def test_other_forms_of_a_paper_pass(changed):
    document = replace(short_document(), **changed)
    if not document.addressees:
        document = replace(document, distribution=document.distribution[1:])

    assert told(document) == []


def test_a_draft_mark_is_told_and_no_fault():
    draft = check_layout(render_pdf(replace(short_document(), is_draft=True)))

    mark = next(finding for finding in draft if finding.rule == "Bản thảo")
    assert (mark.seen, mark.ok) == ("có dấu DỰ THẢO", True)


# --- Broken by style --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "rules"),
    [
        ("@page{margin-left:25mm} .letterhead{margin-left:0}", {"Lề trái"}),
        ("@page{margin-right:10mm}", {"Lề phải"}),
        ("@page{margin-top:28mm}", {"Lề trên"}),
        ("@page{size:216mm 300mm}@page landscape{size:300mm 216mm}", {"Khổ giấy"}),
        ("@page:first{@top-center{content:counter(page)}}", {"Số trang: trang đầu"}),
        ("@page{@top-center{content:none}@top-right{content:counter(page);font:13pt 'Liberation Serif Two'}} @page:first{@top-right{content:none}}", {"Số trang: vị trí"}),
        (
            ("@page{@top-center{content:none}@bottom-center{content:counter(page);font:13pt"
            " 'Liberation Serif Two'}} @page:first{@bottom-center{content:none}}"),
            {"Số trang: vị trí"},
        ),
        ("@page{@top-center{font-size:11pt}}", {"Số trang: chữ"}),
        ("@page{@top-center{font-style:italic}}", {"Số trang: chữ"}),
        (
            "@page annex:nth(1 of annex){counter-reset:none;counter-increment:page}",
            {"Số trang: phụ lục"},
        ),
        ("html{font-size:12pt}", {
            "Nội dung: cỡ chữ", "Căn cứ ban hành", "Kính gửi", "Tên loại văn bản", "Trích yếu",
            "Chức vụ người ký", "Họ tên người ký", "Phần: chữ", "Phần: tiêu đề", "Mục: chữ",
            "Khoản: chữ", "Phụ lục: chữ", "Phụ lục: tên",
        }),
        (".text>p{font-size:12pt}", {"Nội dung: cỡ chữ", "Căn cứ ban hành"}),
        (".text>p:not(.basis):not(.end){font-family:'DejaVu Sans'}", {"Phông chữ"}),
        (".text>p{color:#00f}", {"Màu chữ"}),
        (".text>p{text-align:left}", {"Nội dung: canh đều hai lề"}),
        (".text>p,.text>h3,.text>h4{text-indent:0}", {"Nội dung: lùi đầu dòng"}),
        (".text>p,.text>h3,.text>h4{text-indent:20mm}", {"Nội dung: lùi đầu dòng"}),
        (".text>p,.text>h3,.text>h4{margin-top:2pt}", {"Nội dung: cách đoạn"}),
        (".text>p,.text>h3,.text>h4{line-height:2}", {"Nội dung: cách dòng"}),
        (".text>p,.text>h3,.text>h4{line-height:1}", {"Nội dung: cách dòng"}),
        (".nation{font-weight:normal}", {"Quốc hiệu"}),
        (".nation{font-size:11pt}", {"Quốc hiệu"}),
        (".motto{font-style:italic}", {"Tiêu ngữ"}),
        (".motto{text-align:left}", {"Tiêu ngữ: vị trí"}),
        (".motto span::after{content:none}", {"Đường kẻ dưới tiêu ngữ"}),
        (".motto span::after{width:50%;margin-left:25%}", {"Đường kẻ dưới tiêu ngữ"}),
        (".parent{font-size:14pt}", {"Cơ quan chủ quản"}),
        (".issuer{font-weight:normal}", {"Cơ quan ban hành"}),
        (".issuer::after{content:none}", {"Đường kẻ dưới tên cơ quan"}),
        (".issuer::after{width:100%}", {"Đường kẻ dưới tên cơ quan"}),
        (".number{font-size:12pt}", {"Số, ký hiệu"}),
        (".date{font-style:normal}", {"Địa danh, thời gian"}),
        (".date{padding-top:22pt!important}", {"Ngày: vị trí"}),
        (".kind{text-transform:none;font-variant:normal;font-weight:normal}", {"Tên loại văn bản"}),
        (".title .short{font-weight:normal}", {"Trích yếu"}),
        (".title{padding-left:40mm}", {"Trích yếu: vị trí"}),
        (".title .short::after{content:none}", {"Đường kẻ dưới trích yếu"}),
        (".title .short::after{width:90%}", {"Đường kẻ dưới trích yếu"}),
        (".addressees{font-style:italic}", {"Kính gửi"}),
        (".basis{font-style:normal!important}", {"Căn cứ ban hành"}),
        (".part{font-weight:normal}", {"Phần: chữ", "Phần: tiêu đề"}),
        (".part .name{text-transform:lowercase}", {"Phần: tiêu đề"}),
        (".text>h3{text-transform:none}", {"Mục: chữ"}),
        (".text>h4{font-weight:normal}", {"Khoản: chữ"}),
        (".capacity{text-transform:none;font-weight:normal}", {"Chức vụ người ký"}),
        (".signature+p{text-transform:uppercase}", {"Họ tên người ký"}),
        (".recipients{font-style:normal}", {"Nơi nhận"}),
        (".recipient{font-size:13pt}", {"Nơi nhận: danh sách"}),
        (".capacity:first-child{padding-top:12mm}", {"Nơi nhận: vị trí"}),
        (".annex-head h2{font-size:13pt}", {"Phụ lục: chữ"}),
        (".annex-head .name{font-weight:normal}", {"Phụ lục: tên"}),
        (".attached{font-style:normal}", {"Phụ lục: dòng kèm theo"}),
        (".annex.wide{page:annex}.attached .line{white-space:normal}.grid{font-size:7pt}", {"Phụ lục có bảng rộng"}),
        (".grid th{font-weight:normal}", {"Bảng: dòng tên cột"}),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_wrong_style_turns_its_rule_red(sample, style, rules):
    assert faults(restyled(sample, style)) == rules


@pytest.mark.parametrize(
    ("style", "rules"),
    [
        ("@page{margin-bottom:14mm}", {"Lề dưới"}),
        ("@page{margin-bottom:40mm}", {"Lề dưới"}),
        (".grid thead{display:table-row-group}", {"Bảng: lặp tên cột"}),
        (".grid thead{display:none}", {"Bảng: dòng tên cột"}),
    ],
)
def test_a_style_that_shows_over_pages_turns_its_rule_red(long_sample, style, rules):
    assert faults(restyled(long_sample, style)) == rules


def test_two_long_tables_of_an_annex_repeat_each_its_own_head(sample):
    tables = (comparison_table(50), titles_table(40))
    paper = replace(sample, annexes=(Annex("So sánh", tables),))

    assert faults(render_pdf(paper)) == set()


# --- Broken by words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("Số: 05/BC", "Số: 5/BC", {"Số, ký hiệu: cách ghi"}),
        ("Số: 05/BC-PVHTT", "Số: 05 / BC-PVHTT", {"Số, ký hiệu: cách ghi"}),
        ("Số: 05/BC-PVHTT", "Số: 05/PVHTT", {"Số, ký hiệu: cách ghi"}),
        ("Số: 05/BC-PVHTT", "Số: 05/KH-PVHTT", {"Ký hiệu: loại văn bản"}),
        ("Lĩnh, ngày 05 tháng 01", "Lĩnh, ngày 5 tháng 01", {"Ngày: cách ghi"}),
        ("Lĩnh, ngày 05 tháng 01", "Lĩnh, ngày 05 tháng 03", {"Ngày: cách ghi"}),
        ("Lĩnh, ngày 05 tháng 01", "Lĩnh, ngày 05 tháng 1", {"Ngày: cách ghi"}),
        ("Lĩnh, ngày 05 tháng 01", "Lĩnh, ngày 31 tháng 4", {"Ngày: cách ghi"}),
        ("Lĩnh, ngày 05 tháng 01", "Lĩnh ngày 05 tháng 01", {"Ngày: cách ghi"}),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA", {"Quốc hiệu"}),
        ("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc", {"Tiêu ngữ: lời"}),
        ("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc", {"Tiêu ngữ: lời"}),
        ("Hồng Lĩnh./.", "Hồng Lĩnh.", {"Dấu kết thúc văn bản"}),
        ('<p class="end">./.</p>', "", {"Dấu kết thúc phụ lục"}),
        ("- Lưu: VT, VHTT.", "- Lưu: Phòng VH-TT.", {"Nơi nhận: dòng lưu"}),
        ("- Như trên;", "- Ban Tuyên giáo;", {"Nơi nhận: như trên"}),
        ("<h3>I. ", "<h3>II. ", {"Mục: số thứ tự"}),
        ("<h4>2. ", "<h4>3. ", {"Khoản: số thứ tự"}),
        ("Phần I<br>", "Phần II<br>", {"Phần: số thứ tự"}),
        ("KT. TRƯỞNG PHÒNG", "KT TRƯỞNG PHÒNG", {"Quyền hạn ký"}),
        (">PHÓ TRƯỞNG PHÒNG<", "><", {"Quyền hạn ký"}),
        (">KT. TRƯỞNG PHÒNG<", "><", {"Quyền hạn ký"}),
        ("Nguyễn Thị Minh Hạnh", "ThS. Nguyễn Thị Minh Hạnh", {"Họ tên: danh hiệu"}),
        (">Nguyễn Thị Minh Hạnh<", "><", {"Họ tên người ký"}),
        ("Phụ lục II<br>", "Phụ lục III<br>", {"Phụ lục: số thứ tự"}),
        ("(Kèm theo", "(Theo", {"Phụ lục: dòng kèm theo"}),
        ("- Sở Văn hóa, Thể thao", "Sở Văn hóa, Thể thao", {"Kính gửi: cách ghi"}),
        ("nhà nước;</p>", "nhà nước.</p>", {"Căn cứ ban hành: dấu câu"}),
    ],
)  # fmt: skip
def test_wrong_words_turn_their_rule_red(sample, old, new, rules):
    assert faults(rewritten(sample, old, new)) == rules


def test_points_out_of_the_vietnamese_order_are_seen():
    points = tuple(Heading(Level.POINT, "Thiết chế còn thiếu;") for _ in range(6))
    document = replace(short_document(), body=(Heading(Level.CLAUSE, "Hạn chế"), *points))

    assert faults(rewritten(document, "<p>đ) ", "<p>e) ")) == {"Điểm: số thứ tự"}


def test_a_lying_page_without_a_table_is_seen(sample):
    document = replace(sample, annexes=(Annex("Ghi chú", (paragraph("Không có bảng."),)),))

    pdf = restyled(document, ".annex{page:landscape}")

    assert faults(pdf) == {"Chiều trang"}


# --- Broken in the file -----------------------------------------------------------------------


def edited(pdf, change):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        change(paper)
        paper.save(out)
    return out.getvalue()


def to_letter(paper):
    for page in paper.pages:
        page.MediaBox = [0, 0, 612, 792] if page.MediaBox[2] < 600 else [0, 0, 792, 612]


def drop_font_files(paper):
    for thing in paper.objects:
        if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing:
            del thing["/FontFile2"]


def drop_second_page(paper):
    del paper.pages[1]


def test_letter_paper_is_seen(sample):
    assert "Khổ giấy" in faults(edited(render_pdf(sample), to_letter))


def test_fonts_that_are_not_in_the_file_are_seen(sample):
    assert faults(edited(render_pdf(sample), drop_font_files)) == {"Nhúng phông chữ"}


def test_a_lost_page_is_seen_by_its_number(long_sample):
    assert "Số trang: thứ tự" in faults(edited(render_pdf(long_sample), drop_second_page))


def locked(paper_bytes):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper_bytes)) as paper:
        paper.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def test_a_locked_file_is_refused_in_a_sentence():
    with pytest.raises(RuleError, match="có mật khẩu"):
        check_layout(locked(render_pdf(short_document())))


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"%PDF-1.7\nnot really", b"PK\x03\x04" + b"\0" * 100],
    ids=["empty", "text", "a torn file", "a zip"],
)
def test_what_is_no_pdf_is_refused_in_a_sentence(content):
    with pytest.raises(RuleError, match="Tệp"):
        check_layout(content)


def test_a_torn_file_is_measured_or_refused_and_never_breaks_down():
    whole = render_pdf(short_document())
    dice = Random(30_2020)
    refused = 0
    for _ in range(30):
        torn = bytearray(whole)
        for _ in range(dice.choice([1, 20, 300])):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        try:
            assert check_layout(bytes(torn))
        except RuleError:
            refused += 1

    assert refused >= 5


def test_a_file_without_pages_is_refused():
    empty = io.BytesIO()
    pikepdf.new().save(empty)

    with pytest.raises(RuleError, match="không có trang nào"):
        check_layout(empty.getvalue())


def test_a_picture_of_a_paper_fails_and_does_not_crash():
    blank = io.BytesIO()
    paper = pikepdf.new()
    paper.add_blank_page(page_size=(595.28, 841.89))
    paper.save(blank)

    assert {"Quốc hiệu", "Số, ký hiệu", "Phông chữ"} <= faults(blank.getvalue())


# --- The command ------------------------------------------------------------------------------


def run(path):
    out = StringIO()
    call_command("check_layout", str(path), stdout=out)
    return out.getvalue()


def test_the_command_prints_each_rule_with_its_figure(tmp_path):
    path = tmp_path / "báo cáo.pdf"
    path.write_bytes(render_pdf(short_document()))

    printed = run(path)

    assert "Lề trái: 30,0 mm · yêu cầu 30–35 mm (Mục I.3) · đạt" in printed
    assert printed.endswith("quy tắc, 0 không đạt.\n")


def test_the_command_fails_on_a_fault(tmp_path):
    path = tmp_path / "sai.pdf"
    path.write_bytes(restyled(short_document(), "@page{margin-right:10mm}"))

    with pytest.raises(CommandError, match="sai thể thức ở Lề phải"):
        run(path)


def test_the_command_refuses_a_missing_file(tmp_path):
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        run(tmp_path / "không-có.pdf")
