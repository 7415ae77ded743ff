"""What waits for the head: papers to sign, what changed most, what is still open."""

from decimal import Decimal

from django.urls import reverse

from accounts.models import User
from reports.editions.models import Edition
from reports.entry.models import Period, Submission
from reports.rollup.queries import comparison
from vhtt_portal.desks.office import OpenPeriod
from vhtt_portal.desks.outgoing import papers_to_sign
from vhtt_portal.desks.shapes import AwaitingPaper, BigChange, HeadDesk, ToDo
from vhtt_portal.desks.words import STATE_WORDS, capitalised
from vhtt_portal.numbers import write_figure

Status = Submission.Status
_FEW = 5


def head_desk(now: OpenPeriod | None, user: User) -> HeadDesk:
    waiting = [
        AwaitingPaper(
            title=f"Báo cáo {edition.period.inside}",
            detail=f"{edition.submitted_by_name} trình ký",
            url=edition.get_absolute_url(),
            action="Xem và ký",
        )
        for edition in (now.editions if now else [])
        if edition.status == Edition.Status.SUBMITTED
    ]
    return HeadDesk(
        papers=[*waiting, *papers_to_sign(user)],
        changes=_changes(now.period) if now else [],
        open_items=_open_items(now) if now else [],
    )


def _changes(period: Period) -> list[BigChange]:
    """The totals that moved most, in percent; half a total is no change against a whole one."""
    found = comparison(period)
    moved: list[tuple[Decimal, BigChange]] = []
    for line in found.now.lines:
        last = found.previous(line.indicator.code)
        before = last.amount if last else None
        if line.amount is None or before is None or not before.value:
            continue
        difference = line.moved_since(last)
        if line.indicator.sensitive or not difference:
            continue
        moved.append(
            (
                abs(difference / before.value),
                BigChange(
                    name=line.indicator.name,
                    last_year=before.written(),
                    this_year=line.amount.written(),
                    change=f"{'+' if difference > 0 else '−'}{write_figure(abs(difference))}",
                    direction="up" if difference > 0 else "down",
                    url=reverse("rollup:indicator", args=[period.pk, line.indicator.code]),
                ),
            )
        )
    moved.sort(key=lambda pair: -pair[0])
    return [change for _, change in moved[:_FEW]]


def _open_items(now: OpenPeriod) -> list[ToDo]:
    waiting = [row for row in now.board.rows if row.state != Status.ACCEPTED]
    return [
        ToDo(
            label="Số liệu của cơ quan" if row.is_office_own else str(row.locality),
            url=reverse("review:sheet", args=[row.submission.pk]) if row.submission else "",
            status=row.state,
            status_label=capitalised(STATE_WORDS[row.state]),
        )
        for row in waiting[: 2 * _FEW]
    ]
