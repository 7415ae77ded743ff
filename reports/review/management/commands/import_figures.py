"""Take a file of figures into a period's sheets."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audit.actions import System
from reports.entry.actions import import_figures
from reports.entry.files import read_rows
from reports.entry.models import Period
from reports.review.actions import import_accepted
from vhtt_portal.rules import RuleError


class Command(BaseCommand):
    help = "Nhập số liệu từ tệp Excel hoặc CSV; có lỗi thì báo hết lỗi và không ghi gì."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--office", required=True, help="mã cơ quan")
        parser.add_argument("--period", required=True, help="mã kỳ báo cáo")
        parser.add_argument(
            "--accept", action="store_true", help="số liệu đã chốt: chấp nhận luôn các phiếu"
        )
        parser.add_argument("file", type=Path, metavar="FILE.xlsx|csv")

    def handle(
        self,
        *args: object,
        office: str,
        period: str,
        accept: bool,
        file: Path,
        **options: object,
    ) -> None:
        try:
            rows = read_rows(file)
            verb = import_accepted if accept else import_figures
            written = verb(period=_period(office, period), rows=rows, by=System("import_figures"))
        except RuleError as refusal:
            raise CommandError(str(refusal)) from refusal
        done = "và chấp nhận " if accept else ""
        self.stdout.write(f"Đã nhập {done}{len(rows)} dòng vào {len(written)} phiếu.")


def _period(office: str, code: str) -> Period:
    periods = Period.objects.select_related("office__locality", "form_version")
    found = periods.filter(office__code=office, code=code).first()
    if found is None:
        raise RuleError(f"Cơ quan “{office}” chưa mở kỳ báo cáo “{code}”.")
    return found
