"""Write a report to a file: the newest edition's sealed bytes, or a draft before there is one."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from localities.models import Office
from reports.editions.content import content
from reports.editions.exports import as_draft
from reports.editions.formats import Format
from reports.editions.models import SealedFile
from reports.editions.queries import in_force
from reports.entry.models import Period
from vhtt_portal.numbers import write_figure


class Command(BaseCommand):
    help = "Xuất báo cáo của một kỳ: bản đã ban hành, hoặc dự thảo khi chưa ban hành."
    # It shows no page: what the addresses lead to need not be loaded, which takes half of its time.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", required=True, metavar="CODE", help="Mã cơ quan.")
        parser.add_argument("--period", required=True, metavar="CODE", help="Mã kỳ báo cáo.")
        parser.add_argument(
            "--format", required=True, metavar="FORMAT", help="Dạng tệp: pdf, docx, xlsx hoặc json."
        )
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        file_format = _format(options["format"])
        period = find_period(options["office"], options["period"])
        edition = in_force(period)
        if edition is None:
            data, what = (
                as_draft(content(period), file_format),
                f"Dự thảo báo cáo {period.inside}",
            )
        else:
            sealed = SealedFile.objects.filter(edition=edition, format=file_format.value).first()
            if sealed is None:
                raise CommandError(
                    f"{edition}, số {edition.number_text}: ban hành khi cổng chưa có dạng"
                    f" {file_format}. Hãy chọn dạng khác."
                )
            data, what = bytes(sealed.content), f"{edition}, số {edition.number_text}"
        write(options["output"], data)
        self.stdout.write(f"{what}: đã ghi {write_figure(len(data))} byte vào {options['output']}.")


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise CommandError(f"Không có dạng “{name}”. Hãy chọn pdf, docx, xlsx hoặc json.") from None


def find_period(office_code: str, period_code: str) -> Period:
    office = Office.objects.filter(code=office_code).first()
    if office is None:
        raise CommandError(f"Không có cơ quan mã “{office_code}”.")
    period = (
        Period.objects.select_related("office__locality", "form_version")
        .filter(office=office, code=period_code)
        .first()
    )
    if period is None:
        raise CommandError(f"{office} chưa mở kỳ báo cáo “{period_code}”.")
    return period


def write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as fault:
        raise CommandError(f"Không ghi được tệp {path}: {fault.strerror}.") from fault
