"""Open a period of an office."""

import calendar
import re
from argparse import ArgumentParser
from datetime import date, datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.actions import System
from localities.models import Office
from reports.catalogue.models import FormVersion
from reports.entry.actions import Dates, open_period
from reports.entry.models import Period
from vhtt_portal.rules import RuleError

# "2020", "2020-Q1", "2020-6T", "2020-9T", "2016-2020"
_CODE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|([69])T|(\d{4})))?")
_GRACE = timedelta(days=30)
_MONTHS = 12


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone


class Command(BaseCommand):
    help = "Mở một kỳ báo cáo và ghi danh sách đơn vị phải báo cáo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="mã cơ quan, ví dụ hong-linh")
        parser.add_argument(
            "--code", required=True, help="mã kỳ: 2020, 2020-Q1, 2020-6T, 2016-2020"
        )
        parser.add_argument("--form", default="", help="mã biểu mẫu; không ghi thì theo năm")
        parser.add_argument("--due", type=day, required=True, help="hạn gửi, ngày/tháng/năm")
        parser.add_argument("--cut-off", type=day, help="ngày chốt số liệu, mặc định 14/12")
        parser.add_argument("--last-new", type=day, help="ngày cuối nhận phiếu mới")
        parser.add_argument("--last-edit", type=day, help="ngày cuối được sửa")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            period = self._open(**options)
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        places = period.expectations.count()
        self.stdout.write(f"Đã mở {period}: {places} đơn vị phải báo cáo.")

    def _open(
        self, *, office: str, code: str, form: str, due: date, cut_off: date | None,
        last_new: date | None, last_edit: date | None, **options: object,
    ) -> Period:  # fmt: skip
        at = Office.objects.select_related("locality").filter(code=office).first()
        if at is None:
            raise RuleError(f"Không có cơ quan mang mã “{office}”.")
        name, start, end = _span(code)
        return open_period(
            office=at,
            code=code,
            name=name,
            form_version=_form(form, end.year),
            dates=Dates(
                starts_on=start,
                ends_on=end,
                cut_off_on=cut_off or _usual_cut_off(end),
                due_on=due,
                last_new_on=last_new or due + _GRACE,
                last_edit_on=last_edit or (last_new or due) + _GRACE,
            ),
            previous=_previous(at, code),
            by=System("open_period"),
        )


def _usual_cut_off(end: date) -> date:
    """The culture branch closes its year on 14 December; other periods on their last day."""
    return date(end.year, _MONTHS, 14) if end.month == _MONTHS else end


def _span(code: str) -> tuple[str, date, date]:
    found = _CODE.fullmatch(code)
    if found is None:
        raise RuleError(f"Mã kỳ “{code}” không đúng. Ví dụ: 2020, 2020-Q1, 2020-6T, 2016-2020.")
    year, quarter, months, last = found.groups()
    if last:
        return f"Giai đoạn {year}–{last}", date(int(year), 1, 1), date(int(last), _MONTHS, 31)
    if quarter:
        end = int(quarter) * 3
        name = f"Quý {quarter} năm {year}"
        return name, date(int(year), end - 2, 1), _last_day(int(year), end)
    if months:
        return (
            f"{months} tháng năm {year}",
            date(int(year), 1, 1),
            _last_day(int(year), int(months)),
        )
    return f"Năm {year}", date(int(year), 1, 1), date(int(year), _MONTHS, 31)


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _form(code: str, year: int) -> FormVersion:
    if code:
        found = FormVersion.objects.filter(code=code).first()
        missing = f"Không có biểu mẫu mang mã “{code}”."
    else:
        found = FormVersion.objects.for_year(year).first()
        missing = f"Chưa nạp biểu mẫu nào dùng cho năm {year}."
    if found is None:
        raise RuleError(missing)
    return found


def _previous(office: Office, code: str) -> Period | None:
    """The same span one year earlier."""
    year, dash, rest = code.partition("-")
    earlier = f"{int(year) - 1}{dash}{rest}"
    return Period.objects.filter(office=office, code=earlier).first()
