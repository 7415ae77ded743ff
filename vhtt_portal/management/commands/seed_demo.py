"""Fill an empty portal with the demo."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import User
from vhtt_portal.demo.seed import is_seeded, seed


class Command(BaseCommand):
    help = "Nạp dữ liệu minh họa: thị xã Hồng Lĩnh, các năm 2016–2021. Chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if is_seeded():
            self.stdout.write("Dữ liệu minh họa đã có sẵn.")
        else:
            self.stdout.write("Đang nạp dữ liệu minh họa, mất khoảng một phút…")
            self.stdout.flush()
            seed(timezone.localdate())
            self.stdout.write("Đã nạp dữ liệu minh họa: thị xã Hồng Lĩnh, các năm 2016–2021.")
        self.stdout.write(f"Mật khẩu chung: {settings.DEMO_PASSWORD}. Các tài khoản:")
        for user in User.objects.filter(is_demo=True).order_by("pk"):
            self.stdout.write(f"  {user.username:<11} {user.audit_role}, {user.audit_place}")
