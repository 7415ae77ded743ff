"""Vietnamese dates as offices write and type them."""

from datetime import date, datetime

from django import forms
from django.utils import timezone

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def official_date(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2026".

    Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.4: a zero stands before days under 10 and
    before months 1 and 2 only.
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """05/01/2026"""
    return day.strftime("%d/%m/%Y")


def text_date(day: date) -> str:
    """05/9/2026, as a date stands in the text of an official paper: zeros as in ``official_date``."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)  # noqa: PLR2004 - the decree's
    return f"{day.day:02d}/{month}/{day.year}"


def weekday(day: date) -> str:
    """ "thứ Hai", "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


def moment(at: datetime | None) -> datetime:
    """The moment a verb happens at: the one given (a past year being played), otherwise now."""
    return at or timezone.now()


class DateField(forms.DateField):
    """A day typed as dd/mm/yyyy; never month first."""

    def __init__(self, *, label: str = "", required: bool = True, help_text: str = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text or "Ví dụ 05/01/2026.",
            input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
            error_messages={"invalid": "Hãy viết ngày theo kiểu ngày/tháng/năm, ví dụ 05/01/2026."},
            widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        )
