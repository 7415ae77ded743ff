"""Workbooks at a sheet of the demo, with everything that a preview can have to say."""

from accounts.models import User
from reports.entry import actions
from reports.entry.actions.uploads import previewed
from reports.entry.models import Submission, Upload
from reports.entry.queries import facts
from vhtt_portal.files.workbook.content import Kind, ReadCell, ReadSheet, ReadWorkbook

_HEADS = ("STT", "Chỉ tiêu", "ĐVT", "Năm 2020", "Năm 2021", "Ghi chú")
_ROWS = (
    ("1", "Pa nô tuyên truyền", "cái", "10", "14", ""),
    ("2", "Băng rôn, khẩu hiệu", "cái", "120", "135", "Tăng do bầu cử"),
    ("3", "Câu lạc bộ thể dục thể thao", "câu lạc bộ", "9", "11", ""),
    ("4", "Đài truyền thanh cơ sở", "đài", "1", "1.5", ""),
    ("5", "Dân số", "người", "8000", "=B1+B2", ""),
    ("6", "Hộ gia đình", "hộ", "2000", "2100", ""),
    ("7", "Hộ gia đình", "hộ", "2000", "2150", ""),
    ("8", "Kinh phí xã hội hóa cho hoạt động văn hóa, thể thao", "đồng", "900000", "950000", ""),
    ("9", "Nhà sách tư nhân", "nhà", "2", "3", ""),
    ("10", "Tñ s¸ch", "n¬i", "4", "5", ""),
)


def _read(rows: tuple[tuple[str, ...], ...]) -> ReadWorkbook:
    cells = [ReadCell(1, 1, "BIỂU SỐ LIỆU VĂN HÓA NĂM 2021")]
    for down, row in enumerate((_HEADS, *rows), start=3):
        for across, text in enumerate(row, start=1):
            if text:
                is_figure = down > 3 and across == 5
                kind = (
                    Kind.UNCOMPUTED if text[0] == "=" else Kind.NUMBER if is_figure else Kind.TEXT
                )
                font = ".VnTime" if "ñ" in text or "¬" in text else ""
                cells.append(ReadCell(down, across, text, kind, font=font))
    return ReadWorkbook((ReadSheet("Văn hóa", tuple(cells)),))


def _send(sheet: Submission, name: str, book: ReadWorkbook, by: User) -> Upload:
    return actions.receive_upload(submission=sheet, name=name, content=b"PK", book=book, by=by)


def bring(sheet: Submission) -> None:
    """One upload of each look: with all groups, with nothing in it, taken, taken back."""
    by = User.objects.get(username="canbo")
    _send(sheet, "bieu-van-hoa.xlsx", _read(_ROWS), by)
    _send(
        sheet,
        "khong-co-bang.xlsx",
        ReadWorkbook((ReadSheet("Trang 1", (ReadCell(1, 1, "Kính gửi"),)),)),
        by,
    )
    for name in ("da-ghi.xlsx", "da-hoan-tac.xlsx"):
        taken = _take(_send(sheet, name, _read(_ROWS), by), by)
    actions.undo_upload(upload=taken, by=by)


def _take(upload: Upload, by: User) -> Upload:
    made = previewed(upload, facts(upload.submission))
    chosen = {each.code: each.version for each in made.proposals if each.is_chosen}
    chosen["DC.DANSO"] = 0
    chosen[next(iter(chosen))] += 1  # as if a colleague had been there meanwhile
    return actions.take_upload(upload=upload, chosen=chosen, seen=made.choices.understanding, by=by)
