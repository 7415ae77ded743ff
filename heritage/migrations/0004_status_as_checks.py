"""A typed state becomes the check that it must have come from, on the day it was written down."""

from django.db import migrations
from django.utils import timezone

SEEN = "Ghi trong sổ trước khi có lần kiểm tra."
CHECKED_BY = "Người ghi sổ"


def keep_as_checks(apps, schema_editor):
    Site = apps.get_model("heritage", "Site")
    ConditionCheck = apps.get_model("heritage", "ConditionCheck")
    for site in Site.objects.exclude(status=""):
        ConditionCheck.objects.create(
            site=site, checked_on=_written_on(apps, site), state=site.status, seen=SEEN,
            checked_by=CHECKED_BY,
        )


def keep_as_status(apps, schema_editor):
    Site = apps.get_model("heritage", "Site")
    ConditionCheck = apps.get_model("heritage", "ConditionCheck")
    for check in ConditionCheck.objects.order_by("checked_on"):
        Site.objects.filter(pk=check.site_id).update(status=check.state)
    ConditionCheck.objects.all().delete()


def _written_on(apps, site):
    """When the trail says that the state was last typed; today where it does not say."""
    entries = apps.get_model("audit", "AuditEntry").objects.filter(
        target_type="heritage.site", target_id=str(site.pk)
    )
    typed = next((entry for entry in entries.order_by("-number") if "status" in entry.changes), None)
    return timezone.localdate(typed.at) if typed else timezone.localdate()


class Migration(migrations.Migration):

    dependencies = [
        ("audit", "0005_newest_first"),
        ("heritage", "0003_site_sheet"),
    ]

    operations = [migrations.RunPython(keep_as_checks, keep_as_status)]
