"""The sheets of the workbook that nobody sees: its arithmetic, and what it knows about itself."""

from collections import defaultdict
from collections.abc import Iterator

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.catalogue.models import Rule
from reports.entry.answers import State, shown_as
from reports.entry.excel import formulas
from reports.entry.excel.formulas import WORKING_SHEET, Working
from reports.entry.excel.identity import sealed
from reports.entry.lines import Line, Sheet
from vhtt_portal.files.workbook.cells import put_formula, put_number, put_text
from vhtt_portal.files.workbook.content import FACTS_SHEET

_VERY_HIDDEN = "veryHidden"
# Broken hard rules are said under each of their lines, soft ones where the word is wanted.
Spoken = defaultdict[str, list[str]]


def is_answer(line: Line) -> bool:
    """Whether people answer this line; the others are worked out or counted."""
    return not (line.indicator.is_computed or line.is_counted)


# --- Arithmetic and checks --------------------------------------------------------------------


def write_working(book: Workbook, sheet: Sheet, working: Working) -> None:
    page = book.create_sheet(WORKING_SHEET)
    page.sheet_state = _VERY_HIDDEN
    faults, warnings = _write_rules(page, sheet, working)
    for line in sheet.lines:
        row = working.rows[line.code]
        if is_answer(line):
            faults[line.code].append(formulas.answer_fault(row))
        put_text(page, f"A{row}", line.code)
        if line.previous_value is not None:
            put_number(page, f"{formulas.PREVIOUS}{row}", line.previous_value)
        for column, formula in _line_formulas(line, working):
            put_formula(page, f"{column}{row}", formula)
        for column, spoken in (
            (formulas.FAULTS, faults[line.code]), (formulas.WARNINGS, warnings[line.code]),
        ):  # fmt: skip
            if spoken:
                put_formula(page, f"{column}{row}", formulas.said(spoken))


def _line_formulas(line: Line, working: Working) -> Iterator[tuple[str, str]]:
    yield formulas.VALUE, formulas.value(line.indicator, working)
    yield formulas.WRITTEN, formulas.written_value(line.indicator, working)
    if line.indicator.allows_relation:
        yield formulas.RELATION, formulas.relation(line.indicator, working)


def _write_rules(page: Worksheet, sheet: Sheet, working: Working) -> tuple[Spoken, Spoken]:
    """Each rule in a row of its own; answers where the sentences under each line are found."""
    rows = list(enumerate(sheet.facts.asked.rules, start=2))
    fallen = {
        rule.left[0].code: row for row, rule in rows if rule.check == Rule.Check.FALLS
    }  # fmt: skip
    faults, warnings = Spoken(list), Spoken(list)
    for row, rule in rows:
        cells = formulas.rule_cells(rule, row, working, fallen)
        for column, formula in cells.items():
            put_formula(page, f"{column}{row}", formula)
        if not cells:
            continue
        if rule.kind == Rule.Kind.HARD:
            for code in dict.fromkeys(rule.codes):
                faults[code].append(f"{formulas.SENTENCE}{row}")
        else:
            warnings[rule.codes[0]].append(f"{formulas.SENTENCE}{row}")
    return faults, warnings


# --- What it knows about itself ---------------------------------------------------------------


def write_facts(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(FACTS_SHEET)
    page.sheet_state = _VERY_HIDDEN
    for row, (key, fact) in enumerate(sealed(_facts(sheet)).items(), start=1):
        put_text(page, f"A{row}", key)
        put_text(page, f"B{row}", fact)


def _facts(sheet: Sheet) -> dict[str, str]:
    row = sheet.submission
    facts = {
        "sheet": str(row.pk),
        "unit": row.locality.code,
        "period": row.period.code,
        "form": sheet.facts.asked.form.sha256,
        "content": sheet.content_hash,
    }
    for line in filter(is_answer, sheet.lines):
        facts[f"version.{line.code}"] = str(line.version)
        facts[f"was.{line.code}"] = _was(line)
        if line.note:
            facts[f"note.{line.code}"] = line.note
    return facts


def _was(line: Line) -> str:
    if line.cell is None:
        return shown_as(State.VALUE, "", "")
    answer = line.cell.answer
    typed = answer.typed(yes_no=line.indicator.is_yes_no)
    return shown_as(answer.state, typed, answer.reason)
