from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Phong trào"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from campaigns.counts import register_counters  # noqa: PLC0415 - models are loaded only now

        register_counters()
