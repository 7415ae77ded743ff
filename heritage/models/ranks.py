"""What has a rank by dated decisions counts once, at its highest."""

from datetime import date

from django.db import models
from django.db.models import Subquery
from django.db.models.functions import Coalesce


def highest_rank(decisions: "models.QuerySet[models.Model]", day: date) -> Coalesce:
    """The highest rank among these that was decided by that day; 0 where none was."""
    decided = decisions.filter(decided_on__lte=day).order_by("-rank")
    return Coalesce(Subquery(decided.values("rank")[:1]), 0)
