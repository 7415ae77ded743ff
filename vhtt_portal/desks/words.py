"""Words that several desks use."""

from django.urls import reverse

from reports.entry.models import Comment
from vhtt_portal.desks.shapes import Question

STATE_WORDS = {
    "expected": "chưa",
    "entering": "đang nhập",
    "approved": "đã duyệt nội bộ",
    "sent": "đã gửi",
    "returned": "hỏi lại",
    "accepted": "đã chấp nhận",
    "late": "trễ",
    "not_applicable": "không có",
}


def capitalised(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def asked_at(word: Comment, page: str, *, whose: str = "") -> Question:
    """A comment that waits for an answer; ``page`` is the cell's on the reader's side."""
    where = whose or str(word.submission.period)
    return Question(
        about=f"{word.indicator.name}, {where}",
        text=word.text,
        who=f"{word.by_name}, {word.by_place}",
        at=word.at,
        url=f"{reverse(page, args=[word.submission.pk, word.indicator.code])}#trao-doi",
    )


def remaining(days: int) -> str:
    if days > 0:
        return f"còn {days} ngày"
    return "hạn hôm nay" if days == 0 else f"quá hạn {-days} ngày"
