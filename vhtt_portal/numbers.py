"""Vietnamese numbers: groups by dots, decimals by a comma, 1.234,5."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django import forms

from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

# Fifteen digits in all: what a spreadsheet and the embedded database keep exactly.
MAX_DIGITS = 15
# How much of a wrong input a refusal quotes.
_QUOTED = 24
_GROUPED = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)
_FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}


class FigureError(RuleError):
    """What was typed is not a number in Vietnamese habit."""


def read_figure(text: str, *, decimals: int = 0) -> Decimal:
    """Read "1.234,5" strictly: wrong grouping, signs and English decimals are refused, not guessed.

    ``decimals`` is how many digits may stand after the comma. Full-width digits and text typed
    in decomposed Unicode are read as what they show. Raises FigureError with one sentence.
    """
    typed = tidy(_ascii_digits(text)).replace(" ", "")
    if not typed:
        raise FigureError("Ô này chưa có số.")
    if typed[0] in "-−–":
        raise FigureError(f"“{shorten(tidy(text))}” là số âm. Số liệu không được nhỏ hơn 0.")
    found = _GROUPED.fullmatch(typed)
    if found is None:
        raise FigureError(_why_not(typed, shown=tidy(text)))
    whole, fraction = found.group(1).replace(".", ""), found.group(2) or ""
    most = MAX_DIGITS - decimals
    if len(whole.lstrip("0")) > most:
        raise FigureError(
            f"“{shorten(typed)}” quá lớn. Kiểm tra lại số chữ số (nhiều nhất {most} chữ số)."
        )
    if len(fraction.rstrip("0")) > decimals:
        raise FigureError(_too_fine(typed, decimals))
    return Decimal(f"{whole}.{fraction or 0}").quantize(Decimal(1).scaleb(-decimals))


def write_figure(value: Decimal | int | None) -> str:
    """1.234,5 with at most two decimals and no trailing zeros; nothing for nothing."""
    if value is None:
        return ""
    rounded = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:,.2f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")


def write_percent(value: Decimal) -> str:
    """98,08% — no space, at most two decimals."""
    return f"{write_figure(value)}%"


def share(numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """A percent built from its parts; nothing when there is nothing to divide by."""
    if not denominator:
        return None
    return (numerator * 100 / denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


def read_version(text: str) -> int:
    """The version that a page carried; one that cannot be read is an old one, never none at all."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004 - fits


class FigureField(forms.CharField):
    """A form field for one figure typed in Vietnamese habit; cleans to Decimal or None."""

    def __init__(self, *, decimals: int = 0, required: bool = True, label: str = "") -> None:
        super().__init__(required=required, label=label, max_length=40)
        self.decimals = decimals
        self.widget.attrs["inputmode"] = "decimal" if decimals else "numeric"

    def clean(self, value: str | None) -> Decimal | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_figure(text, decimals=self.decimals)
        except FigureError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def prepare_value(self, value: object) -> object:
        """A stored number stands in its box as people write it; what was typed stays as typed."""
        return write_figure(value) if isinstance(value, Decimal | int) else value


class CountField(FigureField):
    """A whole number of things; cleans to int or None."""

    def clean(self, value: str | None) -> int | None:  # type: ignore[override]  # as above
        figure = super().clean(value)
        return None if figure is None else int(figure)


def shorten(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def _ascii_digits(text: str) -> str:
    """Full-width digits, as some input methods leave them, are the digits they show."""
    return text.translate(_FULL_WIDTH)


def _why_not(typed: str, *, shown: str) -> str:
    if re.fullmatch(r"[0-9.,]+", typed):
        return (
            f"“{shorten(typed)}” viết chưa đúng. Hãy viết số theo kiểu 1.234,5:"
            " dấu chấm ngăn cách hàng nghìn, dấu phẩy trước phần lẻ."
        )
    return f"“{shorten(shown)}” không phải là số. Hãy chỉ nhập chữ số, ví dụ 1.234."


def _too_fine(typed: str, decimals: int) -> str:
    if decimals == 0:
        return f"“{shorten(typed)}” có phần lẻ. Chỉ tiêu này chỉ nhận số nguyên."
    return f"“{shorten(typed)}” có quá {decimals} chữ số sau dấu phẩy."
