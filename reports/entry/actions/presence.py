"""Who has a sheet open: said by the open page itself, about three times a minute."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from reports.entry.actions.sheets import require, rows_of
from reports.entry.models import Presence, Submission
from reports.entry.queries import for_page
from reports.entry.workflow import EDIT
from vhtt_portal.dates import moment

_KEPT = timedelta(hours=1)


@transaction.atomic
def be_present(
    *, submission: Submission, cell: str, by: User, at: datetime | None = None
) -> Submission:
    """Tell the others that a person fills this sheet now, and in which cell; answers the row.

    Submission.DoesNotExist outside the person's scope, RuleError where they may not type. It says
    nothing that stays, so there is no audit entry; and it holds no lock on the sheet, so that
    nobody's saving waits for it.
    """
    now = moment(at)
    row = for_page(rows_of(by)).get(pk=submission.pk)
    require(EDIT, row, by, now)
    Presence.objects.bulk_create(
        [Presence(submission=row, user=by, cell=cell, seen_at=now)],
        update_conflicts=True,
        unique_fields=["submission", "user"],
        update_fields=["cell", "seen_at"],
    )
    _sweep(now)
    return row


def _sweep(now: datetime) -> None:
    """Old rows tell nothing. What another page holds at this moment is left to the next sweep."""
    old = (
        Presence.objects.select_for_update(skip_locked=True)
        .filter(seen_at__lt=now - _KEPT)
        .values_list("pk", flat=True)[:200]
    )
    if found := list(old):
        Presence.objects.filter(pk__in=found).delete()
