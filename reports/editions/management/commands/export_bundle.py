"""Write an issued report with everything that it was made from to one archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.editions.bundle import bundle
from reports.editions.management.commands.export_report import find_period, write
from reports.editions.models import Edition
from vhtt_portal.numbers import write_figure


class Command(BaseCommand):
    help = "Xuất bộ hồ sơ của báo cáo đã ban hành: mọi tệp, nội dung, danh mục, nhật ký, mã băm."
    # It shows no page: what the addresses lead to need not be loaded, which takes half of its time.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--office", required=True, metavar="CODE", help="Mã cơ quan.")
        parser.add_argument("--period", required=True, metavar="CODE", help="Mã kỳ báo cáo.")
        parser.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        period = find_period(options["office"], options["period"])
        rows = Edition.objects.with_page_relations().filter(period=period)
        edition = rows.filter(status=Edition.Status.ISSUED).first()
        if edition is None:
            raise CommandError(f"Báo cáo {period.inside} chưa ban hành nên chưa có bộ hồ sơ.")
        data = bundle(edition)
        write(options["output"], data)
        self.stdout.write(
            f"{edition}, số {edition.number_text}: đã ghi bộ hồ sơ {write_figure(len(data))} byte"
            f" vào {options['output']}."
        )
