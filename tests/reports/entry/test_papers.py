"""A sheet's papers: whose they are, who signs, what they say, and the PDF read back."""

import io

import pytest
from django.db import transaction
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Appointment, Role
from documents.layout_check import check_layout
from documents.pdf import render_pdf
from documents.structure import Bullet, Heading, Paragraph, Table
from localities.models import Locality, LocalityKind
from reports.catalogue.queries import form
from reports.entry import actions, papers
from reports.entry.answers import State
from reports.entry.models import Expectation, Figure, Period, Remark, Submission
from reports.entry.papers import words
from reports.entry.queries import for_paper, sheet
from reports.review.actions import accept
from tests.reports.entry import samples
from tests.reports.entry.samples import IN_TIME, fill, person, sent, started
from tests.story import elsewhere, playing
from vhtt_portal.numbers import write_figure


def read(submission):
    return sheet(for_paper(Submission.objects.all()).get(pk=submission.pk))


def report(submission):
    return papers.unit_report(read(submission))


def text_of(pdf):
    """The words, whatever lines and pages they were broken into."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def faults(pdf):
    return [str(found) for found in check_layout(pdf) if not found.ok]


def said(document):
    """The body, a text for each block."""
    texts = []
    for block in document.body:
        match block:
            case Heading(_, title):
                texts.append(title)
            case Paragraph(runs) | Bullet(runs):
                texts.append("".join(run.text for run in runs))
    return texts


def table_of(document):
    blocks = document.annexes[0].blocks if document.annexes else document.body
    return next(block for block in blocks if isinstance(block, Table))


def rows(document):
    """The cells of each line by its name."""
    lines = [[cell.text for cell in row.cells] for row in table_of(document).rows]
    return {line[1]: line for line in lines if len(line) > 1}


def approved(office, *, post="Phó Chủ tịch", is_deputy=False, **cells):
    """A complete sheet, approved by a leader of this post."""
    Appointment.objects.filter(user=office.leader).update(post=post, is_deputy=is_deputy)
    row = started(office)
    fill(row, office.entry, **({"DC_HO": "1.000", "VH_HO": "940"} | cells))
    return actions.approve(submission=row, by=office.leader, at=IN_TIME)


def remarked(row, text, *, kind=Remark.Kind.RESULTS, section=""):
    Remark.objects.create(
        submission=row, section=section, kind=kind, text=text, set_at=IN_TIME, set_by_name="A"
    )


# --- Whose paper it is ------------------------------------------------------------------------


def test_a_place_speaks_through_its_committee_below_the_one_above(office, sheet):
    LocalityKind.objects.filter(code="phuong").update(
        archive_line="VT, VHXH", recipients="Thường trực Đảng ủy phường\nUBND phường"
    )
    Locality.objects.filter(pk=office.ward.pk).update(parent=office.place)

    paper = report(sheet)

    assert paper.letterhead.parent_body == ("UBND thị xã Hồng Lĩnh",)
    assert paper.letterhead.issuing_body == ("Ủy ban nhân dân", "phường Số 1")
    assert paper.letterhead.name == "Ủy ban nhân dân phường Số 1"
    assert paper.number_text.strip() == "/BC-UBND"
    assert paper.place_and_date == "Số 1, ngày … tháng … năm …"
    assert paper.addressees == ("Phòng Văn hóa và Thông tin thị xã Hồng Lĩnh",)
    assert paper.distribution == (
        "Như trên", "Thường trực Đảng ủy phường", "UBND phường", "Lưu: VT, VHXH",
    )  # fmt: skip


def test_a_numbered_place_writes_its_kind_with_a_capital(office, sheet):
    Locality.objects.filter(pk=office.ward.pk).update(name="1", full_name="phường 1")

    paper = report(sheet)

    assert paper.place == "Phường 1"
    assert paper.letterhead.name == "Ủy ban nhân dân Phường 1"


def test_a_place_under_nobody_has_no_upper_body(office, sheet):
    Locality.objects.filter(pk=office.ward.pk).update(parent=None)

    assert report(sheet).letterhead.parent_body == ()


def test_the_offices_own_sheet_is_the_offices_paper(office):
    office.office.parent_body, office.office.issuing_body = "UBND THỊ XÃ", "PHÒNG VĂN HÓA"
    office.office.head_post, office.office.archive_line = "Trưởng phòng", "VT, VHTT"
    office.office.save()
    own = started(office, by=office.specialist, place=office.place)

    paper = report(own)

    assert paper.letterhead.issuing_body == ("PHÒNG VĂN HÓA",)
    assert paper.symbol == "BC-VHTT"
    assert (paper.addressees, paper.distribution) == ((), ("Lưu: VT, VHTT",))
    assert paper.signature.capacity_lines == ("TRƯỞNG PHÒNG",)
    assert paper.signature.signer_name == "Phạm Văn Trưởng"


# --- Who signs --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "is_deputy", "lines"),
    [
        ("Chủ tịch", False, ("CHỦ TỊCH",)),
        ("Chủ tịch UBND phường", False, ("CHỦ TỊCH",)),
        ("Phó Chủ tịch", True, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("Phó Chủ tịch UBND phường Số 1", False, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("", True, ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("", False, ("CHỦ TỊCH",)),
        ("Quyền Chủ tịch", False, ("Q. CHỦ TỊCH",)),
        ("Người phụ trách", False, ("NGƯỜI PHỤ TRÁCH",)),
    ],
)
def test_a_deputy_signs_for_the_head_of_the_committee(office, post, is_deputy, lines):
    paper = report(approved(office, post=post, is_deputy=is_deputy))

    assert paper.signature.capacity_lines == ("TM. ỦY BAN NHÂN DÂN", *lines)
    assert paper.signature.signer_name == "Trần Văn Duyệt"


def test_before_approval_it_is_a_draft_made_ready_for_the_head(office, sheet):
    deputy = person("Lê Thị Phó", (Role.WARD_LEADER, office.ward, "Phó Chủ tịch"))
    Appointment.objects.filter(user=deputy).update(is_deputy=True, starts_on="2019-01-01")

    paper = report(sheet)

    assert paper.is_draft
    assert paper.signature.signer_name == "Trần Văn Duyệt"
    assert paper.signature.capacity_lines[-1] == "CHỦ TỊCH"


def test_without_a_leader_the_name_is_left_to_the_pen(office, sheet):
    Appointment.objects.filter(user=office.leader).update(ends_on="2020-01-02")

    assert report(sheet).signature.capacity_lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert report(sheet).signature.signer_name == ""


def test_a_leader_without_an_account_signs_as_recorded(office):
    Appointment.objects.filter(user=office.leader).update(ends_on="2020-01-02")
    row = started(office)
    fill(row, office.entry, DC_HO="10", VH_HO="9")
    actions.record_approval(
        submission=row, name="Võ Văn Ký", post="Phó Chủ tịch UBND phường", by=office.entry,
        at=IN_TIME,
    )  # fmt: skip

    paper = report(row)

    assert not paper.is_draft
    assert paper.signature.signer_name == "Võ Văn Ký"
    assert paper.signature.capacity_lines[1:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_a_changed_figure_makes_it_a_draft_again(office):
    row = approved(office)
    assert not report(row).is_draft

    fill(row, office.entry, VH_PANO="5")

    assert report(row).is_draft
    assert papers.filled_form(read(row)).is_draft
    assert not papers.blank_form(read(row)).is_draft


# --- What the report says ---------------------------------------------------------------------


def test_main_figures_stand_against_last_year_and_the_others_in_a_row(office):
    accepted_last_year(office, **{"DC.HO": "1.000", "VH.HO": "928", "VH.PANO": "12", "VH.KP": "4"})
    row = started(office)
    fill(row, office.entry, DC_HO="1.000", VH_HO="940", VH_PANO="5", VH_KP="trên 5", VH_LEHOI="có")

    document = report(row)

    assert said(document)[2:] == [
        "Pa nô: 5 cái, giảm 7 cái so với năm 2019 (12).",
        "Kinh phí: trên 5 triệu đồng.",
        "Tỷ lệ hộ văn hóa: 94% (940/1.000), tăng 1,2 điểm phần trăm so với năm 2019 (92,8%).",
        "Các kết quả khác: 940 hộ văn hóa; có lễ hội: có.",
        "Dân cư",
        "Hộ: 1.000 hộ, bằng năm 2019.",
    ]
    assert [column.header for column in table_of(document).columns][3:6] == [
        "Năm 2019", "Năm 2020", "Tăng, giảm",
    ]  # fmt: skip
    lines = rows(document)
    assert lines["Pa nô"][3:6] == ["12", "5", "−7"]
    assert lines["Kinh phí"][3:6] == ["4", "trên 5", ""]
    assert lines["Hộ"][3:6] == ["1.000", "1.000", "0"]
    assert lines["Tỷ lệ hộ văn hóa"][3:6] == ["92,8%", "94%", "+1,2 điểm"]
    assert rows(papers.blank_form(read(row)))["Pa nô"][3:5] == ["12", ""]


def accepted_last_year(office, **cells):
    when = IN_TIME.replace(year=2019)
    row = actions.start_sheet(period=office.before, locality=office.ward, by=office.entry, at=when)
    for code, text in cells.items():
        actions.save_cell(submission=row, indicator=code, text=text, by=office.entry, at=when)
    actions.approve(submission=row, by=office.leader, at=when)
    row = actions.send(submission=row, by=office.entry, at=when)
    accept(submission=row, seen_hash=row.sent_hash, by=office.specialist, at=when)


def test_a_field_without_figures_says_why(office, sheet):
    assert said(report(sheet)).count("Chưa nhập số liệu.") == 2

    for code in ("VH_PANO", "VH_KP"):
        fill(sheet, office.entry, **{code: "0"})

    assert "Trong kỳ không phát sinh." in said(report(sheet))


def test_own_words_stand_under_their_heading_and_their_field(office, sheet):
    remarked(sheet, "Toàn phường được khen.\n- Đội văn nghệ đạt giải nhì.")
    remarked(sheet, "Lễ hội vui.", section="VH")
    remarked(sheet, "Thiếu kinh phí.", kind=Remark.Kind.LIMITS)
    remarked(sheet, "- Pa nô cũ.\n- Băng rôn ít.", kind=Remark.Kind.LIMITS, section="VH")
    remarked(sheet, "Đề nghị hỗ trợ.", kind=Remark.Kind.PROPOSALS)

    document = report(sheet)

    assert said(document)[1:] == [
        "Kết quả thực hiện",
        "Văn hóa", "Chưa nhập số liệu.", "Lễ hội vui.",
        "Dân cư", "Chưa nhập số liệu.",
        "Kết quả nổi bật", "Toàn phường được khen.", "Đội văn nghệ đạt giải nhì.",
        "Tồn tại, hạn chế", "Thiếu kinh phí.", "Về văn hóa: Pa nô cũ.", "Băng rôn ít.",
        "Phương hướng, kiến nghị", "Đề nghị hỗ trợ.",
    ]  # fmt: skip
    dashed = [block for block in document.body if isinstance(block, Bullet)]
    assert len(dashed) == 5


def test_the_forms_own_subject_speaks_of_a_year_only(office, sheet):
    assert report(sheet).subject == ("Báo cáo năm 2020",)

    Period.objects.filter(pk=office.period.pk).update(
        name="Quý IV năm 2020", starts_on="2020-10-01"
    )

    assert report(sheet).subject == ("Kết quả thực hiện nhiệm vụ quý IV năm 2020",)
    assert report(sheet).closing == (
        "Trên đây là báo cáo kết quả thực hiện nhiệm vụ quý IV năm 2020 của Ủy ban nhân dân"
        " phường Số 1."
    )


def test_sensitive_figures_stand_in_the_form_alone(tmp_path, db):
    text = samples.FORM.replace('name = "Pa nô"', 'name = "Pa nô"\nsensitive = true')
    cast = samples.cast(tmp_path, text=text)
    row = started(cast)
    fill(row, cast.entry, VH_PANO="7")

    paper = report(row)

    assert rows(paper)["Pa nô"][4] == "7"
    assert "Số liệu được ghi tại Phụ lục." in said(paper)
    assert not any("Pa nô" in text for text in said(paper))


# --- The form ---------------------------------------------------------------------------------


def test_the_form_keeps_the_four_states_apart(office, sheet, register):
    register.counts = {office.ward.pk: 3}
    fill(sheet, office.entry, DC_HO="1.234", VH_HO="0", VH_LEHOI="không")
    for code, state, reason in (
        ("VH.KP", State.NO_DATA, "Chưa quyết toán."), ("VH.PANO", State.NOT_APPLICABLE, ""),
    ):  # fmt: skip
        actions.save_cell(
            submission=sheet, indicator=code, text="", state=state, reason=reason,
            by=office.entry, at=IN_TIME,
        )  # fmt: skip
    Figure.objects.filter(indicator__code="DC.HO").update(note="Nhập hai tổ.")

    lines = rows(report(sheet))

    assert lines["Pa nô"][4:] == ["không áp dụng", "", "", ""]
    assert lines["Kinh phí"][4:] == ["không có số liệu", "", "", "Lý do: Chưa quyết toán"]
    assert lines["Hộ văn hóa"][4:] == ["0", "", "", ""]
    assert lines["Tỷ lệ hộ văn hóa"][4:] == ["0%", "", "tự tính", ""]
    assert lines["Có lễ hội"][4] == "không"
    assert lines["Di tích"][4:] == ["3", "", "theo sổ", ""]
    assert lines["Hộ"][4:] == ["1.234", "", "", "Nhập hai tổ."]
    Figure.objects.filter(indicator__code="DC.HO").delete()
    assert rows(report(sheet))["Hộ"][4] == "–"
    assert "Xã đạt tiêu chí" not in lines
    assert "Văn bản tham mưu" not in lines


def test_the_blank_form_asks_this_places_lines_and_leaves_room(office, register):
    register.counts = {office.ward.pk: 3}
    place = samples.rural_place(office.office)
    Expectation.objects.create(period=office.period, locality=place)
    rural = started(office, by=office.specialist, place=place)
    row = started(office)
    fill(row, office.entry, DC_HO="1.234")

    paper = papers.blank_form(read(row))

    lines = rows(paper)
    assert lines["Hộ"][2:] == ["hộ", "–", "", ""]
    assert lines["Di tích"][4] == "theo sổ"
    assert lines["Tỷ lệ hộ văn hóa"][4] == "tự tính"
    assert "Xã đạt tiêu chí" not in lines
    assert "Xã đạt tiêu chí" in rows(papers.blank_form(read(rural)))
    meanings = {cell.text: cell.small for row in table_of(paper).rows for cell in row.cells}
    assert meanings["Pa nô"] == "Pa nô dựng mới trong kỳ."
    text = text_of(render_pdf(paper))
    assert "Pa nô dựng mới trong kỳ." in text
    assert "1.234" not in text.replace("(1.234,5)", "")
    assert faults(render_pdf(paper)) == []
    assert "./." not in text


# --- The receipt ------------------------------------------------------------------------------


def test_the_receipt_says_what_was_sent_and_how_to_check_it(office):
    row = sent(office, VH_PANO="0")

    pdf = render_pdf(papers.receipt(read(row)))

    text = text_of(pdf)
    for part in (
        "BIÊN NHẬN", f"Số: {row.receipt_number}", "phường Số 1", "Năm 2020", "Nguyễn Thị Nhập",
        "Trần Văn Duyệt, Chủ tịch UBND phường", "09 giờ 00 phút 00 giây, 10/12/2020",
        "ngày 10 tháng 12 năm 2020", "4 (3 có số, 1 không áp dụng)",
    ):  # fmt: skip
        assert part in text
    assert row.sent_hash in text.replace(" ", "")
    assert words.grouped(row.sent_hash) in text


def test_a_receipt_counts_nothing_that_has_changed_since(office):
    row = sent(office)
    assert "Số chỉ tiêu đã trả lời" in rows(papers.receipt(read(row)))

    Figure.objects.filter(indicator__code="VH.HO").update(value=1)

    assert "Số chỉ tiêu đã trả lời" not in rows(papers.receipt(read(row)))


# --- Addresses --------------------------------------------------------------------------------

NAMES = {
    "report-pdf": "bao-cao", "form-pdf": "bieu-so-lieu", "blank-form-pdf": "bieu-trong",
    "receipt-pdf": "bien-nhan",
}  # fmt: skip


def address(name, row):
    return reverse(f"entry:{name}", args=[row.pk])


@pytest.mark.parametrize(("name", "queries"), [
    ("report-pdf", 7), ("form-pdf", 6), ("blank-form-pdf", 6), ("receipt-pdf", 6),
])  # fmt: skip
def test_a_paper_is_shown_in_the_browser(office, client, name, queries, django_assert_num_queries):
    row = sent(office)
    client.force_login(office.entry)
    client.get(address(name, row))  # the form is read once in the life of a process

    with django_assert_num_queries(queries):
        answer = client.get(address(name, row))

    assert answer.headers["Content-Type"] == "application/pdf"
    file_name = f"{NAMES[name]}-2020-{row.locality.code}.pdf"
    assert answer.headers["Content-Disposition"].startswith(f'inline; filename="{file_name}"')
    assert answer.content.startswith(b"%PDF-")


def test_there_is_no_receipt_before_sending_and_no_paper_for_a_neighbour(office, sheet, client):
    client.force_login(office.entry)
    assert client.get(address("receipt-pdf", sheet)).status_code == 404

    client.force_login(office.neighbour)
    for name in NAMES:
        assert client.get(address(name, sheet)).status_code == 404


def test_the_check_page_and_the_receipt_lead_to_the_papers(office, client):
    row = sent(office)
    remarked(row, "Pa nô cũ.", kind=Remark.Kind.LIMITS, section="VH")
    client.force_login(office.entry)

    check = client.get(reverse("entry:check", args=[row.pk])).content.decode()
    receipt = client.get(reverse("entry:receipt", args=[row.pk])).content.decode()

    assert all(address(name, row) in check for name in NAMES)
    assert address("receipt-pdf", row) in receipt
    assert "Văn hóa: tồn tại, hạn chế" in check
    assert "Đã thay đổi sau lần gửi này" in receipt


# --- The layout, measured ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def commune(django_db_setup, django_db_blocker, tmp_path_factory):
    """A xã of another district with the whole form of the year, in every stage."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _district(tmp_path_factory.mktemp("chau-thoi"))
        transaction.set_rollback(True)


def _district(folder):
    year = playing.opened(
        folder, office_file=elsewhere.district_file(), form_file=elsewhere.DISTRICT_FORM
    )
    unit, other = year.units[:2]
    numbers = enumerate(form(year.period.form_version).indicators, start=20_000)
    typed = {line.code: write_figure(n) for n, line in numbers if not line.is_yes_no}
    full = playing.entered(year, unit, typed)
    for section in ("", "VH", "TT"):
        for kind in Remark.Kind:
            remarked(full, "Lời của đơn vị. " * 20 + "\n- Ý thứ nhất.", kind=kind, section=section)
    Figure.objects.filter(submission=full).update(note="Đã đối chiếu với sổ của ấp.")
    values = [line for line in sheet(full).lines if line.value is not None]
    full = read(full)
    draft = read(entry_started(year, other))
    return {
        "lines": values,
        "full": render_pdf(papers.unit_report(full)),
        "empty": render_pdf(papers.unit_report(draft)),
        "form": render_pdf(papers.filled_form(full)),
    }


def entry_started(year, unit):
    return actions.start_sheet(
        period=year.period, locality=unit, by=year.entering[unit.pk], at=playing.NOW
    )


def test_a_long_report_keeps_every_rule_and_states_every_figure(commune):
    text = text_of(commune["full"])

    assert faults(commune["full"]) == []
    for part in (
        "UBND HUYỆN CHÂU THỚI", "ỦY BAN NHÂN DÂN XÃ AN BÌNH", "/BC-UBND", "An Bình, ngày …",
        "Kính gửi: Phòng Văn hóa và Thông tin huyện Châu Thới.", "DỰ THẢO",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH", "- Như trên;", "- Lưu: VT.", "III. NGUYÊN NHÂN",
        "BIỂU SỐ LIỆU NĂM 2020 CỦA XÃ AN BÌNH",
    ):  # fmt: skip
        assert part in text
    annex = text.partition("BIỂU SỐ LIỆU NĂM 2020")[2]
    assert len(commune["lines"]) > 80
    for line in commune["lines"]:
        assert line.indicator.name in annex
        assert words.figure(line) in annex.split()
    assert "phường" not in text.lower()


def test_an_empty_report_keeps_every_rule(commune):
    assert faults(commune["empty"]) == []
    assert "Chưa nhập số liệu." in text_of(commune["empty"])


def test_the_form_lies_down_and_keeps_every_rule_of_a_form(commune):
    pages = PdfReader(io.BytesIO(commune["form"])).pages

    assert faults(commune["form"]) == []
    assert all(float(page.mediabox.width) > float(page.mediabox.height) for page in pages)
    assert "NGƯỜI LẬP BIỂU" in text_of(commune["form"])


@pytest.mark.django_db
def test_a_hamlet_reports_to_its_commune_in_its_own_name(tmp_path):
    year = playing.opened(
        tmp_path, office_file=elsewhere.commune_file(), form_file=elsewhere.COMMUNE_FORM
    )
    row = playing.sent(year, playing.entered(year, year.units[3], {"VH.HO": "100"}))

    pdf = render_pdf(report(row))

    text = text_of(pdf)
    assert faults(pdf) == []
    for part in (
        "UBND XÃ AN BÌNH", "ẤP BỜ KÈ", "Kính gửi: Ủy ban nhân dân xã An Bình.",
        "Công tác văn hóa năm 2020 của ấp Bờ Kè", "NGƯỜI ĐỨNG ĐẦU", "Danh Văn Mẫu", "/BC-A",
    ):  # fmt: skip
        assert part in text
    assert "DỰ THẢO" not in text
    assert "TM." not in text


@pytest.mark.django_db
def test_a_commune_that_is_an_office_signs_for_its_committee(tmp_path):
    year = playing.opened(
        tmp_path, office_file=elsewhere.commune_file(), form_file=elsewhere.COMMUNE_FORM
    )
    own = entry_started_by_office(year)

    paper = report(own)

    assert paper.signature.capacity_lines == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    assert paper.letterhead.issuing_body == ("ỦY BAN NHÂN DÂN XÃ AN BÌNH",)


def entry_started_by_office(year):
    return actions.start_sheet(
        period=year.period, locality=year.office.locality, by=year.specialist, at=playing.NOW
    )
