from django.apps import AppConfig


class EntryConfig(AppConfig):
    name = "reports.entry"
    verbose_name = "Nhập số liệu"
    default_auto_field = "django.db.models.BigAutoField"
