"""The first page of those who enter and approve a place's figures."""

from collections import Counter
from datetime import date

from django.urls import reverse

from accounts.models import User
from reports.entry.models import Submission
from reports.entry.queries import Task, for_page, sheet, tasks
from reports.entry.talk import unanswered
from reports.rollup.queries import GivenIn, given_counts
from vhtt_portal.dates import short_date
from vhtt_portal.desks.outgoing import ward_papers
from vhtt_portal.desks.proposals import refused_proposals
from vhtt_portal.desks.shapes import Paper, Question, SheetCard, WardDesk
from vhtt_portal.desks.tasks import open_tasks
from vhtt_portal.desks.words import asked_at, remaining

Status = Submission.Status
# Open periods shown as cards.
_CARDS = 5


def ward_desk(user: User, today: date) -> WardDesk:
    mine = [task for task in tasks(user) if task.locality.pk in user.entry_place_ids]
    open_now = [task for task in mine if task.period.is_open_on(today)]
    started = {task.submission.pk for task in open_now if task.submission}
    rows = for_page(Submission.objects.visible_to(user).filter(pk__in=started))
    sheets = {row.pk: row for row in rows}
    given = given_counts(user.entry_place_ids)
    return WardDesk(
        sheets=[_card(task, sheets, given, today) for task in open_now[:_CARDS]],
        questions=[
            question for task in open_now if (question := _question(task.submission)) is not None
        ]
        + [asked_at(word, "entry:cell") for word in unanswered(sheets.values(), from_office=True)]
        + refused_proposals(user, today),
        papers=[_past_paper(task) for task in mine if task not in open_now and task.submission],
        outgoing=ward_papers(user),
        tasks=open_tasks(user, today),
    )


def _card(
    task: Task, sheets: dict[int, Submission], given: Counter[GivenIn], today: date
) -> SheetCard:
    row = sheets.get(task.submission.pk) if task.submission else None
    whole = sheet(row) if row else None
    days = (task.period.due_on - today).days
    waits = row is None or row.is_editable_status
    return SheetCard(
        heading=f"Báo cáo {task.period.inside}",
        place=str(task.locality),
        due=short_date(task.period.due_on),
        remaining=remaining(days),
        is_late=waits and days < 0,
        filled=whole.answered_count if whole else 0,
        total=whole.answerable_count if whole else 0,
        given=given[task.period.office_id, task.period.code, task.locality.pk],
        status=row.status if row else "expected",
        status_label=row.get_status_display() if row else "Chưa bắt đầu",
        return_note=row.return_reason if row and row.status == Status.RETURNED else "",
        url=_sheet_url(task),
        action=_next_step(row),
    )


def _next_step(row: Submission | None) -> str:
    if row is None:
        return "Bắt đầu nhập"
    if row.status == Status.APPROVED:
        return "Gửi số liệu"
    return "Nhập tiếp" if row.is_editable_status else "Xem phiếu"


def _sheet_url(task: Task) -> str:
    if task.submission is None:
        return reverse("entry:sheet-list")
    if task.submission.status == Status.APPROVED:
        return reverse("entry:check", args=[task.submission.pk])
    return task.submission.get_absolute_url()


def _question(row: Submission | None) -> Question | None:
    if row is None or row.status != Status.RETURNED or row.returned_at is None:
        return None
    return Question(
        about=str(row.period),
        text=row.return_reason,
        who=row.returned_by_name,
        at=row.returned_at,
        url=row.get_absolute_url(),
    )


def _past_paper(task: Task) -> Paper:
    row = task.submission
    detail = row.get_status_display() if row else ""
    return Paper(
        f"Báo cáo {task.period.inside}",
        f"{task.locality} · {detail}",
        _sheet_url(task),
    )
