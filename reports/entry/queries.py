"""Reads over periods, sheets and cells."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any, cast

from django.db import models
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from accounts.models import Appointment, Role, User
from audit.models import AuditEntry
from audit.queries import history
from localities.models import Locality
from reports.entry.answers import Answer, Relation, State
from reports.entry.lines import Cell, Facts, Sheet, Source, hash_of, sheet_of
from reports.entry.models import Expectation, Figure, Period, Presence, Remark, Submission
from reports.entry.registers import live_counts, newest_mark
from reports.entry.sheetform import SheetForm, neighbourhood, sheet_form
from reports.entry.statements import aware, exact, figure_rows
from reports.entry.workflow import OFFICE

# Looked up by value; calling an enumeration costs more than reading its row.
_STATES = {state.value: state for state in State}
_RELATIONS = {relation.value: relation for relation in Relation}
_SOURCES = {source.value: source for source in Source}
CellsBySheet = dict[int, dict[str, Cell]]
Words = dict[tuple[str, Remark.Kind], Remark]


# Last year's accepted sheet of the same place, beside each row. Written out: Django takes longer
# to write this at each request than the database takes to answer it.
_PREVIOUS_SHEET = RawSQL(
    "SELECT before.id FROM entry_submission AS before"
    " WHERE before.period_id = entry_period.previous_id"
    " AND before.locality_id = entry_submission.locality_id AND before.status = %s",
    (Submission.Status.ACCEPTED.value,),
    output_field=models.BigIntegerField(),
)


def for_page(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Sheets with all that ``facts`` needs to know about them."""
    return rows.select_related("period__office", "period__form_version", "locality__kind").annotate(
        register_mark=newest_mark(), previous_sheet=_PREVIOUS_SHEET
    )


def for_paper(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Sheets with what their papers print as well: the places above, the period before."""
    return for_page(rows).select_related(
        "period__office__locality__kind", "period__previous", "locality__parent__kind"
    )


def sheet(submission: Submission, *, counted_anew: bool = False, may_edit: bool = True) -> Sheet:
    """The whole sheet with last year, live counts and what the rules say.

    One query for a row from ``for_page``, two for any other, and one more when the place's own
    words are looked at. The registers are asked (two queries a counter) only when one of them has
    changed since, or with ``counted_anew``.
    """
    known = facts(submission, counted_anew=counted_anew, may_edit=may_edit)
    return sheet_of(known, cast(Words, SimpleLazyObject(partial(remarks, known.submission))))


def remarks(submission: Submission) -> Words:
    """The place's words by section (empty: the whole sheet) and heading. One query."""
    return {(row.section, Remark.Kind(row.kind)): row for row in submission.remarks.all()}


def _opened(submission: Submission) -> Submission:
    if "register_mark" in vars(submission):
        return submission
    return for_page(Submission.objects.all()).get(pk=submission.pk)


def facts(
    submission: Submission,
    *,
    around: Collection[str] | None = None,
    counted_anew: bool = False,
    may_edit: bool = True,
) -> Facts:
    """All figures of a sheet, last year's and the registers' counts; ``sheet`` without remarks.

    ``around`` some lines of the sheet: of last year's figures only those that they have to do
    with.
    """
    row = _opened(submission)
    asked = sheet_form(row)
    before = vars(row)["previous_sheet"]
    near = None if around is None else _near(asked, around)
    found = cells([row.pk, before], of_others=near)
    mark = None if counted_anew else vars(row)["register_mark"]
    return Facts(
        submission=row,
        asked=asked,
        cells=found[row.pk],
        previous={code: cell.answer for code, cell in found.get(before, {}).items()},
        live=live_counts(row, asked.register_lines, mark),
        may_edit=may_edit,
    )


def _near(asked: SheetForm, codes: Collection[str]) -> frozenset[str]:
    known = (code for code in codes if code in asked.by_code)
    return frozenset().union(*(neighbourhood(asked, code).codes for code in known))


def cells(
    sheets: Iterable[int | None], *, of_others: Collection[str] | None = None
) -> CellsBySheet:
    """Stored figures by sheet and indicator code, with ``of_others`` of the first sheet all and of
    the others these lines. One query."""
    found: CellsBySheet = {pk: {} for pk in sheets if pk is not None}
    first = next(iter(found), None)
    for row in figure_rows(list(found)):
        if of_others is None or row[0] == first or row[1] in of_others:
            found[row[0]][row[1]] = _cell(row)
    return found


@lru_cache(maxsize=16_384)
def _cell(row: tuple[Any, ...]) -> Cell:
    _, code, state, value, upper, relation, reason, note, source, version, at, by, name = row
    return Cell(
        code=code,
        answer=Answer(_STATES[state], exact(value), exact(upper), _RELATIONS[relation], reason),
        note=note,
        source=_SOURCES[source],
        version=version,
        set_at=aware(at),
        set_by_id=by,
        set_by_name=name,
    )


def content_hash(submission: Submission) -> str:
    """What the sheet says now, as one hash. Two queries."""
    found = cells([submission.pk])[submission.pk]
    return hash_of(found.values(), submission.remarks.all())


def cell_history(submission: Submission, code: str) -> list[AuditEntry]:
    """Everything that happened to one cell, newest first. One query."""
    about = {code, f"{code} – giải trình"}
    return [entry for entry in history(submission) if about & entry.changes.keys()]


# Verbs by which a hand gets onto a sheet: figures, words about them, prose.
_WRITING = frozenset(
    {
        "cell.saved", "cell.explained", "section.nothing_to_report", "remark.saved",
        "sheet.imported",
    }
)  # fmt: skip


def hands(entries: Iterable[AuditEntry]) -> frozenset[str]:
    """Who ever wrote on a sheet, by its trail. What was emptied or overwritten since counts too."""
    return frozenset(entry.actor_id for entry in entries if entry.verb in _WRITING)


# A page speaks three times a minute while it is looked at.
_SILENT_AFTER = timedelta(seconds=65)


def others_at(submission: Submission, user: User, *, at: datetime) -> list[Presence]:
    """Who else fills the sheet at this moment. One query."""
    return list(
        submission.presences.filter(seen_at__gt=at - _SILENT_AFTER)
        .exclude(user=user)
        .select_related("user")
        .order_by("user__full_name", "pk")
    )


def has_written(user: User) -> bool:
    """Whether a figure of this person's stands on any sheet. One query."""
    return Figure.objects.filter(set_by=user).exists()


@dataclass(frozen=True, slots=True)
class Task:
    """One sheet that a person may have to fill, started or not."""

    period: Period
    locality: Locality
    submission: Submission | None


def tasks(user: User) -> list[Task]:
    """Every sheet the person enters: the places' returns and the office's own. At most three queries."""
    expected = [
        (row.period, row.locality)
        for row in Expectation.objects.filter(locality__in=user.entry_place_ids)
        .select_related("period__office", "locality")
        .order_by("-period__starts_on", "-period__ends_on", "locality__sort_key")
    ]
    own = [
        (period, period.office.locality)
        for period in Period.objects.filter(office__locality__in=user.places(*OFFICE))
        .select_related("office__locality")
        .newest_first()
    ]
    started = {
        (row.period_id, row.locality_id): row
        for row in Submission.objects.visible_to(user).select_related("period__office", "locality")
    }
    return [
        Task(period, place, started.get((period.pk, place.pk))) for period, place in expected + own
    ]


def leader_with_account(submission: Submission) -> str:
    """The name of a leader of the place who can approve on the portal, if there is one.

    One query.
    """
    today = timezone.localdate()
    leaders = Appointment.objects.filter(
        role=Role.WARD_LEADER,
        locality=submission.locality_id,
        user__is_active=True,
        starts_on__lte=today,
    ).exclude(ends_on__lt=today)
    leader = leaders.select_related("user").first()
    return leader.user.full_name if leader else ""
