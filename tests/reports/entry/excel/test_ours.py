"""A workbook of ours comes back: only what somebody changed in it counts, and only if it is ours."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reports.entry.answers import Answer, State, shown_as
from reports.entry.excel import ours
from reports.entry.excel.choices import Choices
from reports.entry.excel.identity import (
    NOTE_HEADING,
    REASON_HEADING,
    STATE_HEADING,
    TWO_ANSWERS,
    sealed,
)
from reports.entry.excel.proposals import Verdict, preview
from reports.entry.lines import Cell, Source
from reports.entry.models import Submission
from vhtt_portal.files.workbook.content import Kind, ReadCell, ReadSheet, ReadWorkbook

pytestmark = pytest.mark.django_db

WORDS = (STATE_HEADING, REASON_HEADING, NOTE_HEADING)
AT = datetime(2020, 12, 10, tzinfo=UTC)


def stored(code, answer, version=1, note=""):
    return Cell(code, answer, note, Source.TYPED, version, AT, None, "Nguyễn Thị Nhập")


@pytest.fixture
def filled(empty):
    """A sheet that says something in each way."""
    cells = [
        stored("DC.DANSO", Answer(value=Decimal(8000)), 3),
        stored("DC.HO", Answer(value=Decimal(2000)), 1, note="Theo sổ hộ khẩu"),
        stored("TT.BEBOI", Answer(State.NOT_APPLICABLE)),
        stored("TT.SAN", Answer(State.NO_DATA, reason="Sổ bị mất")),
        stored("TTTT.TRANG_XA", Answer(value=Decimal(1))),
    ]
    return replace(empty, cells={cell.code: cell for cell in cells})


def written(facts, *, tampered=(), **changed):
    """The workbook of a sheet, with other words in the row of a line: ``DC_HO=("2.100",)``."""
    cells = [ReadCell(7, 8 + at, heading) for at, heading in enumerate(WORDS)]
    known = {"sheet": "3", "unit": "18127", "period": "2020", "form": facts.asked.form.sha256}
    ids = {}
    for row, line in enumerate(facts.asked.lines, start=8):
        if line.is_computed or line.code in facts.live:
            continue
        cell = facts.cells.get(line.code)
        answer = cell.answer if cell else Answer()
        typed = answer.typed(yes_no=line.is_yes_no)
        state = answer.state.label if answer.state != State.VALUE else ""
        words = (typed, state, answer.reason, cell.note if cell else "")
        said = changed.get(line.code.replace(".", "_"), ())
        texts = (*said, *words[len(said) :])
        cells += [
            ReadCell(row, 7 + at, text, Kind.NUMBER if at == 0 else Kind.TEXT)
            for at, text in enumerate(texts)
            if text
        ]
        ids[f"Phieu!$G${row}"] = line.code
        known[f"version.{line.code}"] = str(cell.version if cell else 0)
        known[f"was.{line.code}"] = shown_as(answer.state, typed, answer.reason)
        if cell and cell.note:
            known[f"note.{line.code}"] = cell.note
    facts_of_it = sealed(known) | dict(tampered)
    page = ReadSheet("Phieu", tuple(cells))
    return ReadWorkbook((page,), (*ids.items(), *facts_of_it.items()))


def proposed(facts, book):
    made = preview(book, facts, Choices())
    return {
        each.code: (each.verdict, each.after, each.note, each.is_chosen)
        for each in made.proposals
        if each.is_takeable or each.verdict == Verdict.REFUSED
    }


def test_unchanged_it_proposes_nothing(filled):
    made = preview(written(filled), filled, Choices())

    assert proposed(filled, written(filled)) == {}
    assert {each.verdict for each in made.proposals} == {Verdict.UNTOUCHED}
    assert len(made.proposals) == sum(not line.is_computed for line in filled.asked.lines)
    assert made.warnings == ()


@pytest.mark.parametrize(
    ("code", "row", "outcome"),
    [
        ("DC.DANSO", ("8100",), (Verdict.CHANGES, "8.100", None, True)),
        ("PT.CUOI", ("40",), (Verdict.NEW, "40", None, True)),
        ("PT.CUOI", ("40", "", "", "Tăng do mùa cưới"), (Verdict.NEW, "40", "Tăng do mùa cưới", True)),
        ("DC.HO", ("2000", "", "", "Theo công an"), (Verdict.CHANGES, "2.000", "Theo công an", True)),
        ("DC.DANSO", ("",), (Verdict.EMPTIED, "", None, False)),
        ("DC.DANSO", ("", "Không áp dụng"), (Verdict.CHANGES, "Không áp dụng", None, True)),
        ("TT.SAN", ("", "Không có số liệu", "Sổ ướt"),
         (Verdict.CHANGES, "Không có số liệu: Sổ ướt", None, True)),
        ("TT.BEBOI", ("2", ""), (Verdict.CHANGES, "2", None, True)),
        ("TTTT.TRANG_XA", ("không",), (Verdict.CHANGES, "không", None, True)),
        ("DC.DANSO", ("8.1",), (Verdict.REFUSED, "", None, False)),
        ("DC.DANSO", ("8100", "Không áp dụng"), (Verdict.REFUSED, "", None, False)),
        ("DC.DANSO", ("8100", "Gì đó"), (Verdict.REFUSED, "", None, False)),
        ("DC.DANSO", ("", "Không có số liệu"), (Verdict.REFUSED, "", None, False)),
        # A word that was taken out is left, and one without a figure has no place.
        ("DC.HO", ("2000", "", "", ""), None),
        ("PT.CUOI", ("", "", "", "Chưa tổng hợp"), None),
    ],
)  # fmt: skip
def test_what_somebody_changed_in_it_is_proposed_and_nothing_else(filled, code, row, outcome):
    book = written(filled, **{code.replace(".", "_"): row})

    assert proposed(filled, book) == ({} if outcome is None else {code: outcome})


def test_a_number_beside_another_state_says_which_two(filled):
    book = written(filled, DC_DANSO=("8100", "Không áp dụng"))

    [refused] = preview(book, filled, Choices()).of(Verdict.REFUSED)
    assert refused.sentence == TWO_ANSWERS


def test_what_changed_in_the_sheet_meanwhile_is_a_conflict_only_where_the_file_changed_it_too(
    filled,
):
    book = written(filled, DC_DANSO=("8100",), DC_HO=("2.100",), PT_CUOI=("40",))
    now = filled.cells | {
        "DC.DANSO": stored("DC.DANSO", Answer(value=Decimal(7900)), 4),
        "DC.HO": stored("DC.HO", Answer(value=Decimal(2100)), 2),
        "PT.CUOI": stored("PT.CUOI", Answer(value=Decimal(41)), 1),
        "TT.BEBOI": stored("TT.BEBOI", Answer(value=Decimal(1)), 2),
    }

    assert proposed(replace(filled, cells=now), book) == {
        "DC.DANSO": (Verdict.CONFLICT, "8.100", None, False),
        "PT.CUOI": (Verdict.CONFLICT, "40", None, False),
    }


def test_what_was_emptied_in_the_sheet_meanwhile_is_a_conflict(filled):
    book = written(filled, DC_DANSO=("8100",))
    now = {code: cell for code, cell in filled.cells.items() if code != "DC.DANSO"}

    assert proposed(replace(filled, cells=now), book) == {
        "DC.DANSO": (Verdict.CONFLICT, "8.100", None, False)
    }


def test_a_line_that_a_register_counts_by_now_matters_only_where_the_file_changed_it(filled):
    counted = replace(filled, live={"TTTT.DAI": Decimal(2), "DC.DANSO": Decimal(9)})
    book = written(filled, TTTT_DAI=("1",))

    assert proposed(counted, book) == {"TTTT.DAI": (Verdict.REFUSED, "", None, False)}


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        ({"unit": "18115"}, "Tệp này là phiếu của đơn vị khác"),
        ({"period": "2019"}, "Tệp này là phiếu của kỳ 2019"),
    ],
)
def test_a_workbook_of_another_sheet_is_refused(filled, fact, sentence):
    known = dict(written(filled).ids) | fact
    facts = {key: value for key, value in known.items() if "!" not in key and key != "seal"}
    addresses = {key: value for key, value in known.items() if "!" in key}
    book = replace(written(filled), ids=(*addresses.items(), *sealed(facts).items()))

    assert ours.obstacle(book, filled.submission).startswith(sentence)
    assert ours.obstacle(written(filled), filled.submission) is None


@pytest.mark.parametrize(
    ("tampered", "words"),
    [
        ({"was.DC.DANSO": "value:1"}, "phần nhận dạng đã mất hoặc bị sửa"),
        ({"seal": ""}, "phần nhận dạng đã mất hoặc bị sửa"),
    ],
)
def test_facts_that_somebody_edited_are_not_believed(filled, tampered, words):
    """Then nothing tells what was changed in the file: all that differs is shown, none taken."""
    book = written(filled, tampered=tampered.items(), DC_DANSO=("8100",))

    made = preview(book, filled, Choices())

    assert words in made.warnings[0]
    assert proposed(filled, book) == {"DC.DANSO": (Verdict.CHANGES, "8.100", None, False)}


def test_another_sheet_or_form_of_the_same_place_is_asked_about(filled):
    book = written(filled, DC_DANSO=("8100",))
    row = filled.submission
    other = replace(filled, submission=Submission(pk=4, period=row.period, locality=row.locality))
    assert "một phiếu khác" in preview(book, other, Choices()).warnings[0]
    assert proposed(other, book) == {"DC.DANSO": (Verdict.CHANGES, "8.100", None, False)}

    known = dict(book.ids) | {"form": "ab" * 32}
    facts = {key: value for key, value in known.items() if "!" not in key and key != "seal"}
    addresses = {key: value for key, value in known.items() if "!" in key}
    older = replace(book, ids=(*addresses.items(), *sealed(facts).items()))
    assert "Biểu mẫu đã thay đổi" in preview(older, filled, Choices()).warnings[0]
    assert proposed(filled, older) == {"DC.DANSO": (Verdict.CHANGES, "8.100", None, False)}
