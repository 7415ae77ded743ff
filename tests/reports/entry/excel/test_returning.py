"""A workbook that was sent comes back with notes at its faulty cells and a sheet of results."""

import io

import openpyxl
import pytest
from django.urls import reverse

from reports.entry import actions
from reports.entry.excel import noting, returning
from reports.entry.excel.identity import answer_name
from reports.entry.excel.writing import sheet_workbook
from reports.entry.queries import facts
from reports.entry.queries import sheet as read
from tests.reports.entry.excel.corpus.case import book_of, saved
from tests.reports.entry.excel.corpus.resaved import resaved
from tests.reports.entry.test_uploads import look, take
from vhtt_portal.files.workbook.content import RESULT_SHEET, RESULT_TITLE
from vhtt_portal.files.workbook.intake import read_workbook

_ROWS = [
    ["Chỉ tiêu", "ĐVT", "Năm 2020"],
    ["Pa nô", "cái", 14],
    ["Hộ văn hóa", "hộ", "1.5"],  # no number
    ["Nhà sách", "nhà", 3],  # no such line
]
_WRONG = "“1.5” viết chưa đúng."


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


def sent(sheet, by, content):
    return actions.receive_upload(
        submission=sheet, name="biểu.xlsx", content=content, book=read_workbook(content), by=by
    )


def returned(client, upload, by):
    client.force_login(by)
    answer = client.get(reverse("entry:upload-file", args=[upload.pk]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def results(book):
    """The sheet of results by the names of its lines: fate, place, reason and where it leads."""
    page = book.worksheets[0]
    assert (page.title, page["A1"].value) == (RESULT_SHEET, RESULT_TITLE)
    return {
        row[1].value: (
            row[0].value, row[4].value, row[5].value or "",
            row[4].hyperlink.location if row[4].hyperlink else None,
        )
        for row in page.iter_rows(min_row=5)
    }  # fmt: skip


def notes(page):
    return {c.coordinate: c.comment.text for row in page.iter_rows() for c in row if c.comment}


def proposed(book_or_content, sheet, by):
    upload = sent(sheet, by, book_or_content)
    return [(p.code, p.verdict, p.answer, p.row.address) for p in look(upload).proposals]


def foreign():
    book = book_of(_ROWS, title="Văn hóa 1")
    book.active["C3"].comment = openpyxl.comments.Comment("Xem sổ tay", "Chị Hoa")
    return saved(book)


def test_a_foreign_workbook_tells_at_its_cells_what_was_not_taken(office, sheet, client, tmp_path):
    upload = sent(sheet, office.entry, foreign())
    take(upload, office.entry, "VH.PANO")

    content = returned(client, upload, office.entry)

    again = resaved(tmp_path, {"again": content})["again"]
    for book in (opened(content), opened(again)):
        told = results(book)
        assert told["Pa nô"][0] == "Đã ghi"
        fate, place, why, link = told["Hộ văn hóa"]
        assert (fate, place) == ("Không nhận được", "Văn hóa 1, ô C3")
        assert why.startswith(_WRONG)
        assert link == "'Văn hóa 1'!C3"
        assert told["Nhà sách"][0] == "Dòng chưa nhận ra"
        page = book["Văn hóa 1"]
        said = notes(page)
        assert said.keys() == {"C3", "C4"}
        assert said["C3"].startswith("Xem sổ tay\nCổng số liệu:\n“1.5”")
        assert page["C3"].fill.fgColor.rgb[-6:] == "F6D5D1"
        assert [row[2].value for row in page.iter_rows()] == [row[2] for row in _ROWS]


def test_what_came_back_is_read_as_what_was_sent(office, sheet, client):
    by = office.entry
    upload = sent(sheet, by, foreign())
    first = proposed(foreign(), sheet, by)

    content = returned(client, upload, by)
    twice = returned(client, sent(sheet, by, content), by)

    assert proposed(content, sheet, by) == proposed(twice, sheet, by) == first
    book, once = opened(twice), opened(content)
    assert len(book.worksheets) == 2
    assert notes(book.worksheets[1]) == notes(once.worksheets[1])


def test_our_own_workbook_stays_ours(office, sheet, client):
    by = office.entry
    book = opened(sheet_workbook(read(sheet)))
    [(name, address)] = book.defined_names[answer_name("VH.HO")].destinations
    address = address.replace("$", "")
    book[name][address].value = "1.5"
    upload = sent(sheet, by, saved(book))
    first = proposed(saved(book), sheet, by)

    content = returned(client, upload, by)

    noted = opened(content)
    assert _WRONG in notes(noted[name])[address]
    assert results(noted)["Hộ văn hóa"][3] == f"'{name}'!{address}"
    assert noted["_phieu"].sheet_state == "veryHidden"
    assert proposed(content, sheet, by) == first
    assert look(sent(sheet, by, content)).is_ours
    assert facts(sheet).cells == {}


def test_a_workbook_that_is_too_hard_is_told_and_not_sent_half(office, sheet, client, monkeypatch):
    upload = sent(sheet, office.entry, foreign())
    monkeypatch.setattr(returning.noting, "note", noting._note)  # fails in the limited process
    client.force_login(office.entry)

    answer = client.get(reverse("entry:upload-file", args=[upload.pk]), follow=True)

    assert answer.redirect_chain[-1][0] == upload.get_absolute_url()
    assert "Chưa ghi chú được vào tệp." in answer.content.decode()
