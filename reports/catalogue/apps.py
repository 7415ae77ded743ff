"""The catalogue room as a Django app."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "reports.catalogue"
    label = "catalogue"
    verbose_name = "danh mục chỉ tiêu"
    default_auto_field = "django.db.models.BigAutoField"
