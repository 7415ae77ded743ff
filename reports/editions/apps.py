from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "reports.editions"
    verbose_name = "Bản ban hành"
    default_auto_field = "django.db.models.BigAutoField"
