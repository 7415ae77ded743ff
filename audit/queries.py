"""Reading the trail."""

from django.db import models

from audit.models import AuditEntry


def history(target: models.Model) -> list[AuditEntry]:
    """Everything that happened to one row, newest first. One query."""
    entries = AuditEntry.objects.filter(
        target_type=target._meta.label_lower, target_id=str(target.pk)
    )
    return list(entries.order_by("-number"))
