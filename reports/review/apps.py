from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "reports.review"
    verbose_name = "Duyệt số liệu"
    default_auto_field = "django.db.models.BigAutoField"
