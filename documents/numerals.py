"""How an official document counts: Roman numerals, Vietnamese letters, parts in words."""

# Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.6: điểm run in the order of the Vietnamese
# alphabet. The decree's own text runs a, b, c, d, đ, e, g, h, i, k: no ă, â, ê, ô, ơ, ư.
_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def roman(number: int) -> str:
    """4 -> "IV"."""
    letters: list[str] = []
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def point_letter(number: int) -> str:
    """5 -> "đ"; after y it goes on with aa, bb."""
    rounds, index = divmod(number - 1, len(_POINT_LETTERS))
    return _POINT_LETTERS[index] * (rounds + 1)


def ordinal_words(number: int) -> str:
    """1 -> "thứ nhất"; past ten, where nobody writes words any more, the Roman numeral."""
    if number > len(_ORDINALS):
        return roman(number)
    return f"thứ {_ORDINALS[number - 1]}"
