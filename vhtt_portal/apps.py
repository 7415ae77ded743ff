from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "vhtt_portal"
    verbose_name = "Cổng số liệu văn hóa"

    def ready(self) -> None:
        import vhtt_portal.checks  # noqa: F401, PLC0415 - registering needs loaded apps
