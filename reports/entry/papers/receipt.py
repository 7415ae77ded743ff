"""The receipt of a sheet: the office's word that it came, when, and what it said."""

from collections import Counter

from django.utils import timezone

from documents.issuer import of_office
from documents.papers import details, unnumbered
from documents.structure import OfficialDocument, Table, paragraph
from reports.entry.answers import State
from reports.entry.lines import Sheet
from reports.entry.papers import words

KIND = "BIÊN NHẬN"
_COUNTED = (
    (State.VALUE, "có số"),
    (State.NOT_APPLICABLE, "không áp dụng"),
    (State.NO_DATA, "không có số liệu"),
)


def receipt(sheet: Sheet) -> OfficialDocument:
    """Of the last time the sheet was sent; no query beside those of the sheet."""
    submission = sheet.submission
    office = submission.period.office
    return unnumbered(
        issuer=of_office(office),
        own_number=submission.receipt_number,
        issued_on=timezone.localdate(submission.sent_at),
        kind=KIND,
        subject=f"Phiếu số liệu {submission.period.inside} của {submission.locality.formal_name}",
        body=(
            paragraph(f"{office} đã nhận phiếu số liệu sau:"),
            _details(sheet),
            paragraph(
                "Mã kiểm tra được tính từ toàn bộ số liệu, giải trình và nhận xét trong phiếu lúc"
                " gửi; nội dung khác đi thì mã khác đi."
            ),
            paragraph(
                "Cách đối chiếu: mở phiếu trên cổng số liệu, chọn “Biên nhận” và so từng nhóm bốn ký"
                " tự của mã với mã in ở trên; trang này cũng cho biết nội dung phiếu hiện nay có còn"
                " đúng với mã hay không."
            ),
            paragraph(
                "Biên nhận do cổng số liệu lập khi phiếu được gửi, không cần chữ ký và con dấu."
            ),
        ),
    )


def _details(sheet: Sheet) -> Table:
    submission = sheet.submission
    sent_at = timezone.localtime(submission.sent_at)
    said = (
        ("Số biên nhận", submission.receipt_number),
        ("Đơn vị gửi", submission.locality.formal_name),
        ("Kỳ báo cáo", submission.period.name),
        ("Biểu mẫu", submission.period.form_version.name),
        (
            "Thời điểm gửi",
            f"{sent_at:%H} giờ {sent_at:%M} phút {sent_at:%S} giây, {sent_at:%d/%m/%Y}",
        ),
        ("Lần gửi", str(submission.send_count)),
        ("Người gửi", submission.sent_by_name),
        ("Người duyệt", submission.approver),
        ("Số chỉ tiêu đã trả lời", _count(sheet)),
        ("Mã kiểm tra nội dung (SHA-256)", words.grouped(submission.sent_hash)),
    )
    return details(said)


def _count(sheet: Sheet) -> str:
    """How many answers went out; unknown once the sheet says something else than was sent."""
    if sheet.content_hash != sheet.submission.sent_hash:
        return ""
    states = Counter(cell.answer.state for cell in sheet.facts.cells.values())
    told = ", ".join(f"{states[state]} {word}" for state, word in _COUNTED if states[state])
    return f"{states.total()} ({told})"
