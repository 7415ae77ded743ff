"""Sheets in every state that cells can have, made without storing a cell."""

from datetime import UTC, datetime
from decimal import Decimal

from reports.entry.answers import Answer, Relation, State
from reports.entry.lines import Cell, Facts, Source, sheet_of
from reports.entry.sheetform import sheet_form

REASONS = ("Sổ bị mất", "=1+1", "+84 912", "-", "@tên", 'Chưa "chốt" số', "Trên giao, ngày 14/12")
_SIZES = (9, 60, 2_000, 1_500_000, 10**12)


def chance_sheet(submission, rng, *, asked=None, hostile=None):
    """A sheet whose cells, last year and counts are drawn by ``rng``."""
    asked = asked or sheet_form(submission)
    words = hostile or REASONS
    known = [line for line in asked.lines if not line.is_computed]
    facts = Facts(
        submission=submission,
        asked=asked,
        cells={
            line.code: cell(line, answer(line, rng, words), rng, words)
            for line in known
            if rng.random() < 0.7
        },
        previous={line.code: answer(line, rng, words) for line in known if rng.random() < 0.8},
        live={
            line.code: Decimal(rng.choice((0, 1) if line.is_yes_no else (0, 1, 12, 345)))
            for line in asked.register_lines
            if rng.random() < 0.7
        },
    )
    return sheet_of(facts)


def answer(line, rng, words=REASONS):
    drawn = rng.random()
    if drawn < 0.1:
        return Answer(State.NOT_APPLICABLE)
    if drawn < 0.2:
        return Answer(State.NO_DATA, reason=rng.choice(words))
    if line.is_yes_no:
        return Answer(value=Decimal(rng.randint(0, 1)))
    value = number(line, rng)
    if line.allows_relation and drawn < 0.4:
        return Answer(value=value, relation=Relation.AT_LEAST)
    if line.allows_relation and drawn < 0.6:
        return Answer(value=value, upper=value + 5, relation=Relation.RANGE)
    return Answer(value=value)


def number(line, rng):
    if rng.random() < 0.2:
        return Decimal(0)
    size = rng.choice(_SIZES)
    if not line.decimals:
        return Decimal(rng.randint(1, size))
    return Decimal(rng.randint(1, size * 10**line.decimals)).scaleb(-line.decimals)


def cell(line, given, rng=None, words=REASONS):
    note = rng.choice(("", "", *words)) if rng else ""
    return Cell(
        code=line.code, answer=given, note=note, source=Source.TYPED,
        version=rng.randint(1, 40) if rng else 1, set_at=datetime(2020, 12, 1, tzinfo=UTC),
        set_by_id=None, set_by_name="Người thử",
    )  # fmt: skip
