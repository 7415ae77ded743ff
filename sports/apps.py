from django.apps import AppConfig


class SportsConfig(AppConfig):
    name = "sports"
    verbose_name = "Thể thao"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from sports.counts import register_counters  # noqa: PLC0415 - models are loaded only now

        register_counters()
