"""Hold an archive of an issued report against its hashes, and draw its files anew from its content."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from reports.editions.bundle import check
from vhtt_portal.rules import RuleError


class Command(BaseCommand):
    help = "Kiểm tra một bộ hồ sơ và vẽ lại báo cáo từ nội dung trong đó; không cần cơ sở dữ liệu."
    # It shows no page: what the addresses lead to need not be loaded, which takes half of its time.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            redrawn = check(path.read_bytes())
        except OSError:
            raise CommandError(f"{path}: Không đọc được tệp.") from None
        except RuleError as refusal:
            raise CommandError(f"{path}: {refusal}") from None
        self.stdout.write(f"{path}: các tệp đúng mã băm.")
        for row in redrawn:
            same = "giống từng byte" if row.is_same else "khác byte, do phiên bản phần mềm khác"
            self.stdout.write(f"{row.name}: vẽ lại từ nội dung đã ký, {same}.")
