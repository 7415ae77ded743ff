"""Files of figures: read whole or refused with every fault."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from audit.models import AuditEntry
from reports.entry import actions, files
from reports.entry.actions import FileRow, ImportFaultsError
from reports.entry.files import FileError, read_rows
from reports.entry.models import Figure, Submission
from reports.entry.queries import content_hash
from tests.reports.entry.samples import COMMAND, IN_TIME, TOO_LATE, fill, sent, started
from vhtt_portal.rules import RuleError

HEAD = ("Mã địa phương", "Mã chỉ tiêu", "Giá trị", "Ghi chú")


def workbook(folder, *rows, head=HEAD):
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    path = folder / "so-lieu.xlsx"
    book.save(path)
    return path


def table(folder, text, encoding="utf-8-sig"):
    path = folder / "so-lieu.csv"
    path.write_bytes(text.encode(encoding))
    return path


def content(rows):
    return [(row.number, row.place, row.indicator, row.text, row.state, row.note) for row in rows]


def test_a_workbook_gives_its_rows_in_vietnamese_numbers(tmp_path):
    path = workbook(
        tmp_path,
        (18115, "DC.HO", 1234, None),
        ("18115", "VH.KP", 1234.5, "Rà soát"),
        (),
        ("18115", "VH.PANO", "không áp dụng"),
        ("18115", "VH.HO", "không có số liệu", "Chưa bình xét"),
        ("18115", "VH.LEHOI", True),
        ("18115", "VH.DITICH", -1),
    )

    assert content(read_rows(path)) == [
        (2, "18115", "DC.HO", "1234", "value", ""),
        (3, "18115", "VH.KP", "1234,5", "value", "Rà soát"),
        (5, "18115", "VH.PANO", "", "not_applicable", ""),
        (6, "18115", "VH.HO", "", "no_data", "Chưa bình xét"),
        (7, "18115", "VH.LEHOI", "có", "value", ""),
        (8, "18115", "VH.DITICH", "-1", "value", ""),
    ]


@pytest.mark.parametrize("mark", [";", ","])
def test_a_table_of_text_gives_its_rows(tmp_path, mark):
    text = mark.join(["MÃ ĐỊA PHƯƠNG", "mã chỉ tiêu", "Số liệu", "Tình trạng"])
    path = table(
        tmp_path, f"{text}\n18115{mark}DC.HO{mark}1.234{mark}\n1{mark}A{mark}{mark}Không áp dụng"
    )

    assert content(read_rows(path)) == [
        (2, "18115", "DC.HO", "1.234", "value", ""),
        (3, "1", "A", "", "not_applicable", ""),
    ]


def test_every_fault_of_a_file_is_told_with_its_row(tmp_path):
    path = workbook(
        tmp_path, ("", "A", 1), ("1", "A", 1, "", "gần đúng"), head=(*HEAD, "Tình trạng")
    )

    with pytest.raises(ImportFaultsError) as refusal:
        read_rows(path)

    assert str(refusal.value).splitlines() == [
        "Dòng 2: thiếu mã địa phương hoặc mã chỉ tiêu.",
        "Dòng 3: tình trạng “gần đúng” không có trong phiếu.",
    ]


def test_what_a_workbook_does_not_say_is_told_with_its_row(tmp_path):
    path = workbook(
        tmp_path, ("1", "A", "=1+1"), ("1", "B", "#REF!"), ("1", "C", 5, "T\xa8ng ®ét biÕn")
    )

    with pytest.raises(ImportFaultsError) as refusal:
        read_rows(path)

    assert str(refusal.value).splitlines() == [
        "Dòng 2: ô “=1+1” là công thức chưa được tính. Hãy mở tệp, lưu lại rồi nhập.",
        "Dòng 3: ô “#REF!” là ô lỗi.",
        "Dòng 4: chữ gõ theo bảng mã TCVN3. Hãy chuyển sang Unicode rồi nhập.",
    ]


def _package(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in members.items():
            package.writestr(name.replace("__", "/"), text)
    return made.getvalue()


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (b"", "Tệp trống."),
        ("Tên;Tuổi\n".encode(), "Dòng tiêu đề thiếu cột: Mã địa phương, Mã chỉ tiêu, Giá trị."),
        ("Mã địa phương".encode("utf-16"), "phải lưu theo bảng mã UTF-8."),
        (b"PK\x03\x04 not a package", "bị hỏng, không đọc được."),
        (_package(a="1"), "không phải tệp .xlsx."),
        (_package(xl__vbaProject="1"), "có macro"),
        (_package(**{f"m{n}": "" for n in range(201)}), "quá nhiều phần"),
        (_package(bomb=" " * (61 * 1024 * 1024)), "quá lớn khi giải nén."),
        (b" " * (10 * 1024 * 1024 + 1), "lớn hơn 10 MB."),
        (b'M;"' + b"x" * 140_000, "không đúng cách."),
    ],
    ids=[
        "empty",
        "heads",
        "utf-16",
        "broken",
        "no-book",
        "macro",
        "members",
        "bomb",
        "size",
        "csv",
    ],
)
def test_what_is_no_file_of_figures_is_refused_in_a_sentence(tmp_path, made, sentence):
    path = tmp_path / "tep"
    path.write_bytes(made)

    with pytest.raises(FileError, match=sentence):
        read_rows(path)


def test_files_that_are_not_there_or_too_long_are_refused(tmp_path, monkeypatch):
    with pytest.raises(FileError, match="Không đọc được tệp"):
        read_rows(tmp_path / "khong.xlsx")
    monkeypatch.setattr(files, "MAX_ROWS", 2)
    with pytest.raises(FileError, match="hơn 2 dòng"):
        read_rows(table(tmp_path, "Mã địa phương;Mã chỉ tiêu;Giá trị\n" + "1;A;1\n" * 3))


def rows(*cells):
    return [FileRow(number, *cell) for number, cell in enumerate(cells, start=2)]


def take(office, *cells, by=COMMAND, at=IN_TIME):
    return actions.import_figures(period=office.period, rows=rows(*cells), by=by, at=at)


def test_a_file_opens_sheets_and_fills_them_with_one_entry_each(office):
    code = office.ward.code

    [sheet] = take(
        office, (code, "DC.HO", "1.000"), (code, "VH.PANO", "5", "value", "Tăng do lễ"),
        (code, "VH.HO", "", "no_data", "Chưa bình xét"), (code, "VH.KP", ""),
    )  # fmt: skip

    found = {f.indicator.code: f for f in Figure.objects.select_related("indicator")}
    assert {c: (f.value, f.source, f.note, f.reason) for c, f in found.items()} == {
        "DC.HO": (Decimal(1000), "import", "", ""),
        "VH.PANO": (Decimal(5), "import", "Tăng do lễ", ""),
        "VH.HO": (None, "import", "", "Chưa bình xét"),
    }
    [entry] = AuditEntry.objects.filter(verb="sheet.imported")
    assert entry.changes["VH.PANO"] == [None, "5"]
    assert sheet.status == "entering"


def test_the_same_file_again_changes_nothing(office):
    cell = (office.ward.code, "DC.HO", "1.000")
    take(office, cell)
    take(office, cell)

    assert AuditEntry.objects.filter(verb="sheet.imported").count() == 1


def test_a_newer_file_writes_over_and_takes_an_approval_back(office, sheet, current):
    fill(sheet, office.entry, DC_HO="10")
    actions.approve(submission=sheet, by=office.leader, at=IN_TIME)

    take(office, (office.ward.code, "DC.HO", "12"))

    figure = Figure.objects.get()
    assert (figure.value, figure.version, figure.set_by) == (12, 2, None)
    assert current(sheet).status == "entering"


def test_words_of_a_file_leave_a_trail_of_their_own(office):
    for note in ("Mới sáp nhập", "Đã kiểm lại", ""):
        row = FileRow(2, office.ward.code, "DC.HO", "12", note=note)
        actions.import_figures(period=office.period, rows=[row], by=COMMAND, at=IN_TIME)

    entries = AuditEntry.objects.filter(verb="sheet.imported").order_by("number")
    assert [entry.changes for entry in entries] == [
        {"DC.HO": [None, "12"], "DC.HO – giải trình": ["", "Mới sáp nhập"]},
        {"DC.HO – giải trình": ["Mới sáp nhập", "Đã kiểm lại"]},
        {"DC.HO – giải trình": ["Đã kiểm lại", ""]},
    ]


def test_every_fault_is_listed_and_nothing_written(office):
    code = office.ward.code

    with pytest.raises(ImportFaultsError) as refusal:
        take(
            office, (code, "DC.HO", "12.34"), ("0", "DC.HO", "1"), (code, "KHONG", "1"),
            (code, "VH.TYLE", "1"), (code, "VH.PANO", "1"), (code, "VH.PANO", "2"),
            (code, "VH.VANBAN", "1"), (code, "VH.HO", "", "no_data"),
        )  # fmt: skip

    lines = str(refusal.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "Dòng 2", "Dòng 3", "Dòng 4", "Dòng 5", "Dòng 7", "Dòng 8", "Dòng 9",
    ]  # fmt: skip
    assert lines[1] == "Dòng 3: mã địa phương “0” không có trong kỳ báo cáo này."
    assert lines[4] == "Dòng 7: trùng với dòng 6."
    assert not Submission.objects.exists()
    assert not Figure.objects.exists()


def test_a_word_that_no_cell_can_hold_is_a_fault_of_its_row(office):
    row = FileRow(2, office.ward.code, "DC.HO", "12", note="x" * 501)

    with pytest.raises(ImportFaultsError, match="Dòng 2: ghi chú dài quá 500 chữ"):
        actions.import_figures(period=office.period, rows=[row], by=COMMAND, at=IN_TIME)


def test_sent_sheets_and_closed_periods_take_no_file(office):
    sent(office)
    with pytest.raises(ImportFaultsError, match="phiếu của phường Số 1 đã gửi"):
        take(office, (office.ward.code, "DC.HO", "1"))
    with pytest.raises(RuleError, match="không còn nhận số liệu"):
        take(office, (office.ward.code, "DC.HO", "1"), by=office.head, at=TOO_LATE)
    with pytest.raises(RuleError, match="không có quyền nhập tệp"):
        take(office, (office.ward.code, "DC.HO", "1"), by=office.entry)
    with pytest.raises(ImportFaultsError, match="không có dòng số liệu nào"):
        take(office)
    actions.seal_period(period=office.period, by=office.head)
    with pytest.raises(RuleError, match="đã khóa"):
        take(office, (office.ward.code, "DC.HO", "1"))


def test_the_office_takes_a_wards_file_in_its_own_name(office):
    [sheet] = take(office, (office.ward.code, "DC.HO", "1.000"), by=office.specialist)

    assert Figure.objects.get().set_by == office.specialist
    assert sheet.locality == office.ward


def run(office, path, **options):
    call_command("import_figures", str(path), office=office.office.code, period="2020", **options)


def test_the_command_says_what_it_did(office, tmp_path, capsys):
    run(office, workbook(tmp_path, (office.ward.code, "DC.HO", 1000)))

    assert capsys.readouterr().out == "Đã nhập 1 dòng vào 1 phiếu.\n"


def test_final_figures_are_accepted_at_once(office, tmp_path, capsys):
    run(office, workbook(tmp_path, (office.ward.code, "VH.PANO", 5)), accept=True)

    row = Submission.objects.get()
    assert (row.status, row.accepted_by, row.accepted_hash) == ("accepted", None, content_hash(row))
    assert "và chấp nhận" in capsys.readouterr().out


def test_final_figures_hold_the_hard_rules(office, tmp_path):
    path = workbook(tmp_path, (office.ward.code, "DC.HO", 10), (office.ward.code, "VH.HO", 12))

    with pytest.raises(
        CommandError, match=r"phường Số 1: Số hộ văn hóa \(12\) lớn hơn số hộ \(10\)"
    ):
        run(office, path, accept=True)

    assert not Figure.objects.exists()


def test_the_command_refuses_unknown_periods(office, tmp_path):
    with pytest.raises(CommandError, match="chưa mở kỳ báo cáo “2030”"):
        call_command(
            "import_figures", str(workbook(tmp_path, ("1", "A", 1))),
            office=office.office.code, period="2030",
        )  # fmt: skip


def test_a_started_sheet_is_used(office):
    sheet = started(office)

    assert take(office, (office.ward.code, "DC.HO", "1")) == [sheet]
