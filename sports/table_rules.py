"""By what a tournament's table of teams goes, as it is stored and typed."""

from django.core.exceptions import ValidationError

from sports.standings import BY_MEDALS, KEYS

MOST_RANKS = 20


def read_order(text: str) -> tuple[str, ...]:
    """ "gold,silver,bronze": known keys, each once; what says nothing goes by medals."""
    order = tuple(key for key in text.split(",") if key)
    if len(set(order)) < len(order) or not set(order) <= KEYS.keys():
        raise ValidationError("Mỗi điều xét hạng toàn đoàn chỉ chọn một lần.")
    return order or BY_MEDALS


def read_points(text: str) -> tuple[int, ...]:
    """ "7, 5, 4": from the first rank down, never rising."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isascii() and part.isdecimal() and len(part) <= 3 for part in parts):  # noqa: PLR2004 - digits
        raise ValidationError(
            "Điểm theo hạng: hãy ghi số điểm của hạng nhất, nhì, ba… cách nhau bằng dấu phẩy,"
            " ví dụ 7, 5, 4."
        )
    points = tuple(map(int, parts))
    if len(points) > MOST_RANKS or list(points) != sorted(points, reverse=True):
        raise ValidationError(
            "Điểm theo hạng: hạng sau không được nhiều điểm hơn hạng trước,"
            f" và nhiều nhất {MOST_RANKS} hạng."
        )
    return points
