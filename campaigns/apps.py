from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Phong trào"
    default_auto_field = "django.db.models.BigAutoField"
