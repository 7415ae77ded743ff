"""The command: sealed bytes once there are some, a marked draft before, a sentence otherwise."""

import io
import json
from io import StringIO

import openpyxl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from pypdf import PdfReader

from reports.catalogue.models import Indicator
from reports.editions import actions
from reports.editions.compose import Signature
from reports.editions.content import content
from reports.editions.exports import Issue, as_draft, as_issued
from reports.editions.formats import Format
from reports.editions.models import SealedFile
from reports.editions.queries import sealed_content
from tests.reports.editions.cast import SIGNING
from tests.reports.rollup.factories import again


def export(people, path, *, file_format="pdf", **changes):
    out = StringIO()
    named = {"office": people.period.office.code, "period": "2020", "format": file_format}
    call_command("export_report", **named | changes, output=path, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("file_format", ["pdf", "docx", "xlsx", "json"])
def test_an_issued_report_comes_out_byte_for_byte(people, issued, tmp_path, file_format):
    path = tmp_path / f"bao-cao.{file_format}"

    said = export(people, path, file_format=file_format)

    assert path.read_bytes() == bytes(SealedFile.objects.get(format=file_format).content)
    assert said.startswith("Báo cáo năm 2020, số 01/BC-PVHTT: đã ghi ")


def test_the_issued_paper_has_its_own_figures_inside(issued):
    sealed = {file.format: bytes(file.content) for file in SealedFile.objects.all()}

    inside = PdfReader(io.BytesIO(sealed["pdf"])).attachments

    assert {name: [*files] for name, files in inside.items()} == {
        "so-lieu.xlsx": [sealed["xlsx"]],
        "so-lieu.json": [sealed["json"]],
    }


def test_what_was_issued_is_drawn_the_same_years_later(issued):
    signature = Signature(tuple(issued.capacity_lines), issued.signer_name)

    with time_machine.travel("2033-07-09T21:30:00Z"):
        again = as_issued(sealed_content(issued), Issue(issued.number, issued.issued_on, signature))

    assert again == {file.format: bytes(file.content) for file in SealedFile.objects.all()}


def test_an_edition_older_than_a_format_says_so(people, signed, monkeypatch, tmp_path):
    monkeypatch.setattr(actions, "_draw", lambda *_: {Format.PDF: b"pdf"})
    actions.issue(edition=signed, by=people.clerk, at=SIGNING)

    with pytest.raises(CommandError, match="ban hành khi cổng chưa có dạng docx"):
        export(people, tmp_path / "a.docx", file_format="docx")


def test_before_an_edition_a_draft_comes_out_and_says_so(people, signed, tmp_path):
    export(people, tmp_path / "a.pdf")
    export(people, tmp_path / "a.json", file_format="json")
    export(people, tmp_path / "a.xlsx", file_format="xlsx")

    text = PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert "DỰ THẢO" in text
    assert "Số:" in text
    assert "01/BC" not in text
    assert json.loads((tmp_path / "a.json").read_text())["status"] == "DỰ THẢO"
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.worksheets[0]["A3"].value == "DỰ THẢO"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"office": "khong-co"}, "Không có cơ quan mã “khong-co”."),
        ({"period": "1999"}, "chưa mở kỳ báo cáo “1999”."),
        ({"format": "doc"}, "Không có dạng “doc”"),
        ({"path": "khong/co/thu/muc.json"}, "Không ghi được tệp"),
    ],
)
def test_bad_input_is_one_sentence_and_no_file(people, tmp_path, changes, words):
    path = tmp_path / changes.pop("path", "a.json")

    with pytest.raises(CommandError, match=words):
        export(people, path, **{"file_format": "json"} | changes)

    assert not path.exists()


def test_a_text_in_the_workbook_is_never_a_formula(people, tmp_path):
    Indicator.objects.filter(pk=people.total.pk).update(name='=HYPERLINK("http://x")')
    version = people.period.form_version
    version.sha256 = "9" * 64  # another content, another prepared form
    version.save()

    export(people, tmp_path / "a.xlsx", file_format="xlsx")

    cells = openpyxl.load_workbook(tmp_path / "a.xlsx")["Phụ lục I"]
    assert [cell.value for cell in cells[7]] == [
        "1", '=HYPERLINK("http://x")', "giải", 3, 3, "=SUM(D7:E7)",
    ]  # fmt: skip
    assert [cell.data_type for cell in cells[7]] == ["s", "s", "s", "n", "n", "f"]


def test_what_is_added_up_in_the_workbook_says_how_and_what_it_comes_to(people, tmp_path):
    export(people, tmp_path / "a.xlsx", file_format="xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    known = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)

    assert (book["Phụ lục I"]["F7"].value, known["Phụ lục I"]["F7"].value) == ("=SUM(D7:E7)", 6)
    assert book["Phụ lục II"]["D6"].value == "='Phụ lục I'!F7"
    assert known["Phụ lục II"]["D6"].value == 6
    # The office's own figure comes from no ward.
    assert known["Phụ lục I"]["F8"].value == book["Phụ lục I"]["F8"].value == 4


def test_the_same_content_gives_the_same_workbook(people):
    now = content(again(people.period))

    with time_machine.travel(SIGNING):
        first = as_draft(now, Format.XLSX)

    assert as_draft(now, Format.XLSX) == first


def test_an_edition_whose_prose_was_sealed_as_text_is_drawn_as_ever(people):
    now = content(again(people.period))
    [heading, *_] = [node for node in now["narrative"] if node["sentences"]]
    heading["passages"] = ["Lời văn {cũ}.\n- Gạch đầu dòng."]

    text = " ".join(
        PdfReader(io.BytesIO(as_draft(now, Format.PDF))).pages[0].extract_text().split()
    )

    assert "Lời văn {cũ}. - Gạch đầu dòng." in text.replace("–", "-")
