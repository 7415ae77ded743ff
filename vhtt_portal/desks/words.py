"""Words that several desks use."""

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


def in_a_sentence(name: str) -> str:
    """ "Năm 2021" inside a sentence: "Báo cáo năm 2021"."""
    return f"{name[:1].lower()}{name[1:]}"


def capitalised(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def remaining(days: int) -> str:
    if days > 0:
        return f"còn {days} ngày"
    return "hạn hôm nay" if days == 0 else f"quá hạn {-days} ngày"
