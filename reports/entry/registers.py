"""Counts of the registers for a period's sheets, counted again only when a register has changed.

Every change of a register leaves an audit entry, so the newest entry about a register is the mark
of its state: as long as it stands, counts that were taken after it stand too, in every process.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.apps import apps
from django.db.models import CharField
from django.db.models.expressions import RawSQL

from audit.models import AuditEntry
from localities import counting
from localities.counting import Span
from reports.catalogue.form import FormIndicator
from reports.entry.models import Expectation, Submission


@dataclass(frozen=True, slots=True)
class Question:
    """One line's question to a register: which count, as things stood on which day."""

    code: str
    counter: str
    as_of: date


def newest_mark() -> RawSQL:
    """The hash of the newest audit entry about a register or a place, beside each row."""
    return _newest_mark(counting.names())


def live_counts(
    submission: Submission, lines: Iterable[FormIndicator], mark: str | None
) -> Mapping[str, Decimal]:
    """What the registers count now for the sheet's place, by indicator code.

    A line that is missing from the answer is typed: the place keeps no such register. Nothing is
    queried while ``mark`` stands; without a mark everything is counted (two queries a counter).
    """
    questions = _questions(submission, lines)
    if not questions:
        return {}
    if mark is not None:
        kept = _counted_for_all(mark, _whom(submission), questions)
        if submission.locality_id in kept:
            return kept[submission.locality_id]
    one = Asked(submission.period_id, submission.locality_id, *_dates(submission))
    return _ask(questions, (submission.locality_id,), one)[submission.locality_id]


def span(submission: Submission, line: FormIndicator) -> Span:
    """What a line's register has to count."""
    period = submission.period
    return Span(period.starts_on, period.ends_on, line.as_of_on(period.cut_off_on))


def _questions(submission: Submission, lines: Iterable[FormIndicator]) -> tuple[Question, ...]:
    known = counting.names()
    cut_off = submission.period.cut_off_on
    return tuple(
        Question(line.code, line.register, line.as_of_on(cut_off))
        for line in lines
        if line.register in known
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """For which places and days counts are taken: one place, or all that a period expects."""

    period_id: int
    place_id: int | None
    start: date
    end: date


Counts = Mapping[int, Mapping[str, Decimal]]


def _whom(submission: Submission) -> Asked:
    """All places of the period at once, so that the next one's sheet finds its counts ready."""
    place = submission.locality_id if submission.is_office_own else None
    return Asked(submission.period_id, place, *_dates(submission))


def _dates(submission: Submission) -> tuple[date, date]:
    return submission.period.starts_on, submission.period.ends_on


@lru_cache(maxsize=256)
def _counted_for_all(mark: str, asked: Asked, questions: tuple[Question, ...]) -> Counts:
    del mark  # part of the key: another mark, another state of the registers
    if asked.place_id is not None:
        return _ask(questions, (asked.place_id,), asked)
    places = Expectation.objects.filter(period=asked.period_id).values_list("locality", flat=True)
    return _ask(questions, tuple(places), asked)


def _ask(questions: tuple[Question, ...], places: tuple[int, ...], asked: Asked) -> Counts:
    answers: dict[int, dict[str, Decimal]] = {place: {} for place in places}
    for question in questions:
        counter = counting.counter(question.counter)
        if counter is None:
            continue
        counts = counter.count(places, Span(asked.start, asked.end, question.as_of))
        for place, count in counts.items():
            answers[place][question.code] = count
    return answers


@lru_cache(maxsize=8)
def _newest_mark(names: frozenset[str]) -> RawSQL:
    """One look into the index for each type. Asked for MAX(number), PostgreSQL would walk the
    primary key back to the newest entry of the type; for a type without any, over the whole trail.
    """
    table, types = AuditEntry._meta.db_table, _register_types(names)
    given = ", ".join(["(%s)"] * len(types))
    sql = (
        f"SELECT hash FROM {table} WHERE number = (SELECT MAX(("  # noqa: S608 - names of ours
        f"SELECT number FROM {table} AS own WHERE own.target_type = types.column1"
        f" ORDER BY own.number * -1 LIMIT 1)) FROM (VALUES {given}) AS types)"
    )
    return RawSQL(sql, types, output_field=CharField())  # noqa: S611 - nothing typed is in it


def _register_types(names: frozenset[str]) -> list[str]:
    """Model labels of the apps that counters are named after, and of the places they count over."""
    labels = {name.partition(".")[0] for name in names} | {"localities"}
    return [
        model._meta.label_lower
        for config in apps.get_app_configs()
        if config.label in labels
        for model in config.get_models()
    ]
