from django.apps import AppConfig


class NarrativeConfig(AppConfig):
    name = "reports.narrative"
    verbose_name = "Soạn báo cáo"
    default_auto_field = "django.db.models.BigAutoField"
