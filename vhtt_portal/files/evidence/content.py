"""What a file of evidence is and why it is not taken in; light enough for the limited process."""

from typing import NamedTuple

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
TYPES = (JPEG, PNG, WEBP, PDF)

NOT_TAKEN = "Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF. Hãy lưu tệp lại theo một trong các dạng ấy."
BROKEN = "Tệp bị hỏng, không đọc được. Hãy mở tệp, lưu lại rồi gửi lại."
TOO_BIG = "Tệp lớn hơn 10 MB. Hãy thu nhỏ ảnh hoặc quét lại với độ phân giải thấp hơn."
TOO_LARGE_IMAGE = (
    "Ảnh quá lớn. Hãy thu nhỏ ảnh xuống dưới 40 triệu điểm ảnh (ảnh WebP, ảnh nền trong suốt:"
    " 16 triệu) rồi gửi lại."
)
LOCKED = "Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."
ACTIVE = (
    "Tệp PDF có lệnh chạy, biểu mẫu gửi đi hoặc tệp khác nhúng bên trong."
    " Hãy in tệp ra PDF mới rồi gửi lại."
)
ALL = (NOT_TAKEN, BROKEN, TOO_BIG, TOO_LARGE_IMAGE, LOCKED, ACTIVE)


class Evidence(NamedTuple):
    """A file as it is kept: an image drawn anew, a PDF as it came."""

    type: str
    content: bytes


def type_of(content: bytes) -> str | None:
    """What the first bytes say; whether the rest agrees is for the readers to find out."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    return PDF if content.startswith(b"%PDF-") else None


def packed(evidence: Evidence) -> bytes:
    return bytes([TYPES.index(evidence.type)]) + evidence.content


def unpacked(answer: bytes) -> Evidence:
    return Evidence(TYPES[answer[0]], answer[1:])
