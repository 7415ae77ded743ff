"""Start-up check: the databases' own seals are where they belong."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Critical, Tags, register
from django.db import connection

from audit.triggers import missing_triggers


def sealed_tables() -> list[str]:
    """Tables of models that declare ``sealed = True``."""
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "sealed", False)]


@register(Tags.database)
def seals_are_there(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    if not databases:
        return []
    # The check runs before the first migration too; a table lost later is missed by ``/healthz``.
    present = set(connection.introspection.table_names())
    return [
        Critical(
            f"Bảng {table} mất bộ khóa chống sửa, xóa. Hãy chạy lại migrate hoặc khôi phục từ"
            " bản sao lưu.",
            id="audit.E001",
        )
        for table in missing_triggers(table for table in sealed_tables() if table in present)
    ]
