"""Practising: the sheet's own rules and outcomes, and nothing that stays."""

import json
from datetime import UTC, datetime

import pytest

from reports.entry import actions
from reports.entry.actions import Origin, OutcomeKind, TypedCell
from reports.entry.models import Figure, Submission
from reports.entry.practice import (
    Exercise,
    Practice,
    as_plain,
    from_plain,
    left_blank,
    nothing_in,
    practised,
    tried,
)
from reports.entry.queries import facts
from tests.reports.entry.samples import IN_TIME, fill

NOW = datetime(2020, 12, 10, 2, 0, tzinfo=UTC)


@pytest.fixture
def before(office):
    """Last year's sheet of the place, accepted."""
    row = actions.start_sheet(
        period=office.before, locality=office.ward, by=office.entry,
        at=IN_TIME.replace(year=2019),
    )  # fmt: skip
    fill_at = IN_TIME.replace(year=2019)
    for code, text in {"VH.PANO": "10", "VH.HO": "90", "DC.HO": "1.000"}.items():
        actions.save_cell(submission=row, indicator=code, text=text, by=office.entry, at=fill_at)
    Submission.objects.filter(pk=row.pk).update(
        status="accepted", approved_at=fill_at, approver_name="Trần Văn Duyệt", sent_at=fill_at,
        sent_by_name="Nhập", sent_hash="x", receipt_number="BN-1", accepted_at=fill_at,
        accepted_by_name="Chuyên", accepted_hash="x",
    )  # fmt: skip
    return row


@pytest.fixture
def desk(office, before, sheet):
    return Desk(facts(sheet), office.entry)


class Desk:
    """A practice as it goes on, kept as a session keeps it."""

    def __init__(self, real, by, *, starts_empty=False):
        self.real, self.by = real, by
        self.plain = as_plain(Practice(starts_empty=starts_empty))

    @property
    def practice(self):
        return from_plain(json.loads(json.dumps(self.plain)), self.by)

    @property
    def facts(self):
        return practised(self.real, self.practice, NOW)

    def try_(self, *edits, origin=Origin.TYPED):
        after, saved = tried(
            self.practice, self.facts, typed=edits, by=self.by, origin=origin, at=NOW
        )
        self.plain = as_plain(after)
        return [fate.kind for fate in saved.outcomes.values()]

    def shown(self):
        return {code: cell.answer.written() for code, cell in self.facts.cells.items()}


def test_it_begins_with_last_years_answers_and_a_section_to_fill(desk):
    assert desk.shown() == {"DC.HO": "1.000"}
    assert {line.section for line in left_blank(desk.real)} == {"VH"}


def test_a_practice_from_nothing_still_has_last_year_beside_it(office, before, sheet):
    fill(sheet, office.entry, VH_PANO="7")

    desk = Desk(facts(sheet), office.entry, starts_empty=True)

    assert desk.shown() == {}
    assert desk.facts.previous["VH.PANO"].value == 10


def test_edits_are_taken_and_refused_as_on_the_sheet_itself(desk):
    kinds = desk.try_(
        TypedCell("VH.PANO", "12"), TypedCell("VH.KP", "12.34"), TypedCell("VH.TYLE", "5"),
        TypedCell("DC.HO", "1000", expected_version=1), TypedCell("VH.NTM", "có"),
    )  # fmt: skip

    assert kinds == [
        OutcomeKind.SAVED, OutcomeKind.REFUSED, OutcomeKind.REFUSED, OutcomeKind.UNCHANGED,
        OutcomeKind.REFUSED,
    ]  # fmt: skip
    assert desk.shown() == {"DC.HO": "1.000", "VH.PANO": "12"}


def test_an_older_page_is_asked_which_number_stays(desk):
    desk.try_(TypedCell("VH.PANO", "12", expected_version=0))

    assert desk.try_(TypedCell("VH.PANO", "13", expected_version=0)) == [OutcomeKind.MOVED]
    assert desk.try_(TypedCell("VH.PANO", "13", expected_version=1)) == [OutcomeKind.SAVED]


def test_an_emptied_cell_is_filled_again_and_asks_no_trail(desk, django_assert_num_queries):
    desk.try_(TypedCell("DC.HO", "", expected_version=1))
    assert desk.shown() == {}

    with django_assert_num_queries(0):
        kinds = desk.try_(TypedCell("DC.HO", "900", expected_version=1))

    assert kinds == [OutcomeKind.SAVED]


def test_every_exercise_is_ticked_by_doing_it(desk):
    desk.try_(TypedCell("VH.PANO", "12"))
    assert desk.practice.done == {Exercise.TYPE}

    desk.try_(
        TypedCell("VH.HO", "5"), TypedCell("VH.KP", "5,5"), TypedCell("VH.LEHOI", "có"),
        origin=Origin.PASTED,
    )  # fmt: skip
    assert desk.practice.done == {Exercise.TYPE, Exercise.PASTE}

    desk.try_(TypedCell("DC.HO", "900"))  # a stock that falls
    assert desk.practice.done == {Exercise.TYPE, Exercise.PASTE}
    desk.try_(TypedCell("DC.HO", note="Rà soát lại hộ khẩu.", has_answer=False))
    assert desk.practice.done == {Exercise.TYPE, Exercise.PASTE, Exercise.EXPLAIN}


def test_a_warning_is_also_dealt_with_by_a_better_number(desk):
    desk.try_(TypedCell("DC.HO", "900"), origin=Origin.UNDONE)
    desk.try_(TypedCell("DC.HO", "1.100"), origin=Origin.UNDONE)

    assert desk.practice.done == {Exercise.EXPLAIN}


def test_nothing_to_report_fills_what_is_typed_and_still_open(desk):
    desk.try_(TypedCell("VH.PANO", "12"))

    desk.try_(*nothing_in(desk.facts, "VH"))

    assert desk.shown() == {
        "DC.HO": "1.000", "VH.PANO": "12", "VH.KP": "0", "VH.HO": "0", "VH.LEHOI": "0",
        "VH.DITICH": "0",
    }  # fmt: skip
    assert Exercise.NOTHING in desk.practice.done


def test_a_number_in_the_last_open_line_is_no_nothing_to_report(desk):
    desk.try_(*nothing_in(desk.facts, "VH")[1:])

    desk.try_(TypedCell("VH.PANO", "12"))

    assert desk.practice.done == {Exercise.TYPE}


def test_a_sheet_that_was_sent_can_be_practised_on_and_stays_as_it_was(desk):
    real = desk.real
    real.submission.status = Submission.Status.SENT

    assert practised(real, Practice(), NOW).is_open
    assert real.submission.status == Submission.Status.SENT


def test_nothing_reaches_the_database(desk, office, sheet, django_assert_num_queries):
    fill(sheet, office.entry, VH_PANO="7")
    before = list(Figure.objects.order_by("pk").values())

    with django_assert_num_queries(0):
        desk.try_(TypedCell("VH.PANO", "12"), TypedCell("DC.HO", ""))

    assert list(Figure.objects.order_by("pk").values()) == before
