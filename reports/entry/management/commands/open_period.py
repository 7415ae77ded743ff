"""Open a period of an office."""

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
_ROMAN = ("I", "II", "III", "IV")


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise RuleError(
            f"“{text}” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 17/12/2020."
        ) from None


class Command(BaseCommand):
    help = "Mở một kỳ báo cáo và ghi danh sách đơn vị phải báo cáo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="mã cơ quan, ví dụ hong-linh")
        parser.add_argument(
            "--period", required=True, help="mã kỳ: 2020, 2020-Q1, 2020-6T, 2016-2020"
        )
        parser.add_argument("--form", default="", help="mã biểu mẫu; không ghi thì theo năm")
        parser.add_argument("--due", required=True, help="hạn gửi, ngày/tháng/năm")
        parser.add_argument("--cut-off", help="ngày chốt số liệu, mặc định ngày cuối kỳ")
        parser.add_argument("--last-new", help="ngày cuối nhận phiếu mới")
        parser.add_argument("--last-edit", help="ngày cuối được sửa")

    def handle(self, *args: object, **options: Any) -> None:
        try:
            period = self._open(**options)
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        places = period.expectations.count()
        self.stdout.write(f"Đã mở {period}: {places} đơn vị phải báo cáo.")

    def _open(self, *, office: str, period: str, form: str, due: str, **days: Any) -> Period:
        at = Office.objects.select_related("locality").filter(code=office).first()
        if at is None:
            raise RuleError(f"Không có cơ quan mang mã “{office}”.")
        name, start, end = _span(period)
        due_on = _day(due)
        last_new = _day(days["last_new"]) if days["last_new"] else due_on + _GRACE
        return open_period(
            office=at,
            code=period,
            name=name,
            form_version=_form(form, end.year),
            dates=Dates(
                starts_on=start,
                ends_on=end,
                cut_off_on=_day(days["cut_off"]) if days["cut_off"] else end,
                due_on=due_on,
                last_new_on=last_new,
                last_edit_on=_day(days["last_edit"]) if days["last_edit"] else last_new + _GRACE,
            ),
            previous=_previous(at, period),
            by=System("open_period"),
        )


def _span(code: str) -> tuple[str, date, date]:
    """The name and days of a period; periods end on day 14 (Nghị định 09/2019/NĐ-CP, Điều 12)."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise RuleError(f"Mã kỳ “{code}” không đúng. Ví dụ: 2020, 2020-Q1, 2020-6T, 2016-2020.")
    year, quarter, months, last = found.groups()
    if last and int(last) < int(year):
        raise RuleError(f"Mã kỳ “{code}” không đúng: năm sau không được trước năm đầu.")
    if last:
        return f"Giai đoạn {year} - {last}", _day_15_before(int(year), 1), date(int(last), 12, 14)
    if quarter:
        end = int(quarter) * 3
        name = f"Quý {_ROMAN[int(quarter) - 1]} năm {year}"
        return name, _day_15_before(int(year), end - 2), date(int(year), end, 14)
    end = int(months or 12)
    name = f"{months} tháng năm {year}" if months else f"Năm {year}"
    return name, _day_15_before(int(year), 1), date(int(year), end, 14)


def _day_15_before(year: int, month: int) -> date:
    """Day 15 of the month before."""
    return date(year - 1, 12, 15) if month == 1 else date(year, month - 1, 15)


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
