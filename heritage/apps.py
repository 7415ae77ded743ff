from django.apps import AppConfig


class HeritageConfig(AppConfig):
    name = "heritage"
    verbose_name = "Di tích"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from heritage.counts import register_counters  # noqa: PLC0415 - models are loaded only now

        register_counters()
