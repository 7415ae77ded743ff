from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = "Hoạt động"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from activities.counts import register_counters  # noqa: PLC0415 - models are loaded only now

        register_counters()
