"""Walk the audit chain from the first entry to the last."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit.chain import first_break
from audit.checks import sealed_tables
from audit.models import AuditEntry
from audit.triggers import missing_triggers


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký: không bản ghi nào bị sửa, xóa hay chèn thêm."

    def handle(self, *args: Any, **options: Any) -> None:
        unsealed = missing_triggers(sealed_tables())
        if unsealed:
            raise CommandError(f"Mất bộ khóa chống sửa, xóa ở bảng: {', '.join(unsealed)}.")
        broken = first_break(AuditEntry.objects.order_by("number").iterator(chunk_size=2000))
        if broken:
            raise CommandError(f"Chuỗi nhật ký không nguyên vẹn. {broken.sentence}")
        last = AuditEntry.objects.order_by("-number").first()
        if last is None:
            self.stdout.write("Nhật ký chưa có bản ghi nào.")
            return
        self.stdout.write(
            f"Nhật ký nguyên vẹn: {last.number} bản ghi, mã băm cuối {last.hash[:16]}…"
        )
