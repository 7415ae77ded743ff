from django.apps import AppConfig


class RollupConfig(AppConfig):
    name = "reports.rollup"
    verbose_name = "Tổng hợp"
    default_auto_field = "django.db.models.BigAutoField"
