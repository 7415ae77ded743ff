"""Lists of people and of delegations."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from accounts.models import Delegation, User
from vhtt_portal.dates import short_date


class AccountTable(tables.Table):
    """People with what they are today."""

    full_name = tables.LinkColumn(
        "accounts:account-detail", args=[tables.A("pk")], verbose_name="Họ và tên",
        order_by="sort_key",
    )  # fmt: skip
    username = tables.Column(verbose_name="Tên đăng nhập")
    listed_appointments = tables.Column(
        verbose_name="Vai trò hiện nay", orderable=False, empty_values=()
    )
    last_login = tables.DateTimeColumn(
        verbose_name="Đăng nhập gần nhất", format="H:i d/m/Y", default="chưa lần nào"
    )
    is_active = tables.Column(verbose_name="Trạng thái")

    class Meta:
        model = User
        fields = ("full_name", "username", "listed_appointments", "last_login", "is_active")
        empty_text = "Không có tài khoản nào khớp."

    caption = "Tài khoản"

    def render_listed_appointments(self, record: User) -> str:
        return "; ".join(map(str, record.listed_appointments)) or "chưa được giao vai nào"  # type: ignore[attr-defined]  # queries.account_list puts it there

    def render_is_active(self, value: bool) -> SafeString:  # noqa: FBT001 - the library's signature
        status = {"status": "active", "label": "Đang dùng"}
        if not value:
            status = {"status": "inactive", "label": "Đã khóa"}
        return render_to_string("_status.html", status)


class DelegationTable(tables.Table):
    """Who may sign for the office, by which paper, until when."""

    given_to = tables.Column(verbose_name="Người được giao", order_by="given_to__sort_key")
    kind = tables.Column(verbose_name="Hình thức")
    scope = tables.Column(verbose_name="Phạm vi", orderable=False)
    document = tables.Column(verbose_name="Văn bản giao", orderable=False)
    given_by = tables.Column(verbose_name="Người giao", order_by="given_by__sort_key")
    starts_on = tables.DateColumn(verbose_name="Từ ngày", format="d/m/Y")
    ends_on = tables.Column(verbose_name="Đến ngày", empty_values=())
    end = tables.LinkColumn(
        "accounts:delegation-end", args=[tables.A("pk")], text="Kết thúc", verbose_name="Việc",
        orderable=False,
    )  # fmt: skip

    class Meta:
        model = Delegation
        fields = (
            "given_to", "kind", "scope", "document", "given_by", "starts_on", "ends_on", "end"
        )  # fmt: skip
        empty_text = "Chưa giao ký cho ai."

    caption = "Giao ký"

    def render_ends_on(self, record: Delegation) -> str:
        return short_date(record.ends_on) if record.ends_on else "khi có văn bản khác"


class FileTable(tables.Table):
    """Photos and papers at a register's row; the pages add a name that leads to the file."""

    caption = tables.Column("Chú thích")
    at = tables.DateTimeColumn(verbose_name="Gửi lúc", format="H:i d/m/Y")
    by_name = tables.Column("Người gửi")

    class Meta:
        sequence = ("name", "...")
        orderable = False
        empty_text = "Chưa có ảnh, tài liệu nào."
