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


def capitalised(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def remaining(days: int) -> str:
    if days > 0:
        return f"còn {days} ngày"
    return "hạn hôm nay" if days == 0 else f"quá hạn {-days} ngày"
