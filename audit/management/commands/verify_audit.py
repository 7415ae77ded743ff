"""Walk the audit chain from the first entry to the last."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.chain import first_break
from audit.checks import sealed_tables
from audit.models import AuditEntry
from audit.triggers import missing_triggers


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký: không bản ghi nào bị sửa, xóa hay chèn thêm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--heads", type=Path, metavar="FILE",
            help="tệp ngoài cơ sở dữ liệu: mỗi lần kiểm tra ghi thêm bản ghi cuối cùng vào đó, và"
            " nhật ký phải còn đúng mọi bản ghi cuối của những lần trước.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path | None = options["heads"]
        unsealed = missing_triggers(sealed_tables())
        if unsealed:
            raise CommandError(f"Mất bộ khóa chống sửa, xóa ở bảng: {', '.join(unsealed)}.")
        entries = AuditEntry.objects.order_by("number").iterator(chunk_size=2000)
        broken = first_break(entries, _known(path) if path else None)
        if broken:
            raise CommandError(f"Chuỗi nhật ký không nguyên vẹn. {broken.sentence}")
        last = AuditEntry.objects.order_by("-number").first()
        if last is None:
            self.stdout.write("Nhật ký chưa có bản ghi nào.")
            return
        if path:
            _write_down(path, last)
        self.stdout.write(
            f"Nhật ký nguyên vẹn: {last.number} bản ghi, mã băm cuối {last.hash[:16]}…"
        )


def _known(path: Path) -> dict[int, str]:
    """Each line: day, number and hash of the entry that was the last one then."""
    try:
        lines = path.read_text().split("\n") if path.exists() else []
        parts = (line.split() for line in lines if line.strip())
        return {int(number): entry_hash for _, number, entry_hash in parts}
    except (OSError, ValueError):
        raise CommandError(f"{path}: Không đọc được các mã đã ghi của những lần trước.") from None


def _write_down(path: Path, last: AuditEntry) -> None:
    try:
        with path.open("a") as file:
            file.write(f"{timezone.localdate()} {last.number} {last.hash}\n")
    except OSError:
        raise CommandError(f"{path}: Không ghi thêm được vào tệp.") from None
