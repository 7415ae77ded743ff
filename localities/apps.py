from django.apps import AppConfig


class LocalitiesConfig(AppConfig):
    name = "localities"
    verbose_name = "Địa phương"
    default_auto_field = "django.db.models.BigAutoField"
