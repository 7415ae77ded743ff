"""A sheet's arithmetic and checks as formulas of its workbook, from the same lines and rules.

The hidden sheet ``_tinh`` works things out: to each line, in the row where it stands on the form,
its figure and what the checks say about it; to each rule its sentence, empty while the rule holds.
Figures are written into sentences as the portal writes them, whatever the machine's own habit:
``FIXED`` groups by dots or commas depending on the machine, and the dots are put back.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import IntEnum

from reports.catalogue.form import FormIndicator, FormRule
from reports.catalogue.models import Rule
from reports.catalogue.rules import (
    CHANGE,
    CHANGE_WITH_SHARE,
    FALLEN,
    NO_FIGURE,
    PLACEHOLDER,
    RISEN,
)
from reports.entry.answers import NO_REASON, Relation, State
from reports.entry.excel.identity import TWO_ANSWERS
from vhtt_portal.numbers import write_figure


class Level(IntEnum):
    """How bad it is what is said about a line."""

    NOTHING = 0
    WARNING = 1
    FAULT = 2


FORM_SHEET = "Phieu"
WORKING_SHEET = "_tinh"
# Columns of the form.
LEVEL = "B"
LAST_YEAR, THIS_YEAR, STATE, REASON, NOTE = "F", "G", "I", "J", "K"
# Columns of the working sheet: a line's …
VALUE, PREVIOUS, WRITTEN, FAULTS, WARNINGS, RELATION = "B", "C", "D", "E", "F", "G"
# … and a rule's, with two numbers that its sentence needs and how they are written.
SENTENCE, FIRST, SECOND, FIRST_WRITTEN, SECOND_WRITTEN = "J", "K", "L", "M", "N"
NOT_APPLICABLE = "–"
_SILENT = (State.NOT_APPLICABLE, State.NO_DATA)
# A literal in a formula may have 255 characters.
_LITERAL = 250
_SHARE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Working:
    """Where each line stands, and what stood there last year."""

    rows: Mapping[str, int]
    lines: Mapping[str, FormIndicator]
    previous: Mapping[str, Decimal | None]

    def cell(self, column: str, code: str) -> str:
        return f"{column}{self.rows[code]}"

    def applying(self, codes: Iterable[str]) -> list[str]:
        """Without the lines that the place's sheet leaves out: they count as nothing."""
        return [code for code in codes if code in self.rows]

    def decimals(self, codes: Iterable[str]) -> int:
        return max((self.lines[code].decimals for code in codes), default=0)


def text(value: str) -> str:
    """A literal, however long."""
    chunks = [value[start : start + _LITERAL] for start in range(0, len(value), _LITERAL)]
    return "&".join('"' + chunk.replace('"', '""') + '"' for chunk in chunks) or '""'


def of_form(column: str, row: int) -> str:
    return f"{FORM_SHEET}!${column}{row}"


def of_working(column: str, row: int) -> str:
    return f"{WORKING_SHEET}!${column}{row}"


# --- A line -----------------------------------------------------------------------------------


def value(line: FormIndicator, working: Working) -> str:
    """A number, nothing while it is missing, a dash where it does not apply."""
    if line.numerator and line.denominator:
        return _ratio(line.numerator, line.denominator, working)
    if line.parts:
        return _sum(line.parts, working)
    row = working.rows[line.code]
    answer, state = of_form(THIS_YEAR, row), of_form(STATE, row)
    if line.is_yes_no:
        given = f'IF({answer}="có",1,IF({answer}="không",0,""))'
    elif line.allows_relation:
        given = f"IF(ISNUMBER({answer}),{answer},{_lower_bound(f'{RELATION}{row}')})"
    else:
        given = f'IF(ISNUMBER({answer}),{answer},"")'
    return (
        f"IF({state}={text(State.NOT_APPLICABLE.label)},{text(NOT_APPLICABLE)},"
        f'IF({state}={text(State.NO_DATA.label)},"",{given}))'
    )


def relation(line: FormIndicator, working: Working) -> str:
    """Of "trên 1.200" or "5 đến 6" the first number as text, without its dots."""
    answer = of_form(THIS_YEAR, working.rows[line.code])
    at_least = text(Relation.AT_LEAST.label)
    length = len(Relation.AT_LEAST.label)
    return (
        f"SUBSTITUTE(TRIM(IF(LEFT(LOWER({answer}),{length})={at_least},MID({answer},{length + 1},40),"
        f'IFERROR(LEFT({answer},SEARCH(" đến",{answer})-1),""))),".","")'
    )


def _lower_bound(cell: str) -> str:
    comma = f'FIND(",",{cell})'
    fraction = f"IF(ISNUMBER({comma}),LEN({cell})-{comma},0)"
    return f'IFERROR(VALUE(SUBSTITUTE({cell},",",""))/10^{fraction},"")'


def _sum(parts: Sequence[str], working: Working) -> str:
    cells = [working.cell(VALUE, code) for code in working.applying(parts)]
    missing = "+".join(f'({cell}="")' for cell in cells)
    applying = "+".join(f"({cell}<>{text(NOT_APPLICABLE)})" for cell in cells)
    return f'IF({missing}>0,"",IF({applying}=0,"",{_total(cells)}))'


def _ratio(numerator: str, denominator: str, working: Working) -> str:
    above, below = working.cell(VALUE, numerator), working.cell(VALUE, denominator)
    return (
        f"IF(AND(ISNUMBER({above}),ISNUMBER({below})),"
        f'IF({below}=0,"",ROUND({above}*100/{below},{_SHARE_DECIMALS})),"")'
    )


def _total(cells: Iterable[str]) -> str:
    """N() takes a missing figure and a dash for nothing."""
    return f"ROUND({'+'.join(f'N({cell})' for cell in cells)},2)"


def written_value(line: FormIndicator, working: Working) -> str:
    cell = working.cell(VALUE, line.code)
    return f"IF(ISNUMBER({cell}),{written(cell, line.decimals)},{text(NO_FIGURE)})"


def written(cell: str, decimals: int) -> str:
    """``write_figure`` as a formula: 1.234,5 without trailing zeros."""
    if not decimals:
        return _grouped(cell)
    hundredths = f"ROUND({cell}*100,0)"
    rest = f"({hundredths}-100*INT({hundredths}/100))"  # MOD gives up on very large numbers
    fraction = f'IF(MOD({rest},10)=0,{rest}/10,TEXT({rest},"00"))'
    return f'{_grouped(f"INT({hundredths}/100)")}&IF({rest}=0,"",","&{fraction})'


def _grouped(whole: str) -> str:
    return f'SUBSTITUTE(FIXED({whole},0),",",".")'


def change(row: int) -> str:
    now, then = of_working(VALUE, row), of_working(PREVIOUS, row)
    return f'IF(AND(ISNUMBER({now}),ISNUMBER({then})),{now}-{then},"")'


# --- A rule -----------------------------------------------------------------------------------


def rule_cells(
    rule: FormRule, row: int, working: Working, fallen: Mapping[str, int]
) -> dict[str, str]:
    """The formulas of a rule's row by column; none for a rule that cannot speak on this sheet.

    ``fallen`` says in which row the rule about falling stocks speaks of a line: what falls is not
    also reported as moving.
    """
    if rule.check == Rule.Check.AT_MOST:
        return _at_most(rule, row, working)
    then = working.previous.get(rule.left[0].code)
    return {} if then is None else _against_last_year(rule, row, then, working, fallen)


def _at_most(rule: FormRule, row: int, working: Working) -> dict[str, str]:
    left = working.applying(term.code for term in rule.left)
    right = working.applying(term.code for term in rule.right)
    if not left or not right:
        return {}
    words = {code: text(NO_FIGURE) for code in rule.codes}
    words |= {code: working.cell(WRITTEN, code) for code in (*left, *right)}
    words |= {"left": f"{FIRST_WRITTEN}{row}", "right": f"{SECOND_WRITTEN}{row}"}
    lefts = [working.cell(VALUE, code) for code in left]
    rights = [working.cell(VALUE, code) for code in right]
    applying = [
        f"OR({','.join(f'{cell}<>{text(NOT_APPLICABLE)}' for cell in side)})"
        for side in (lefts, rights)
    ]
    known = ",".join(f'{cell}<>""' for cell in rights)
    broken = f"AND({','.join(applying)},{known},{FIRST}{row}>{SECOND}{row})"
    return {
        FIRST: _total(lefts),
        SECOND: _total(rights),
        FIRST_WRITTEN: written(f"{FIRST}{row}", working.decimals(left)),
        SECOND_WRITTEN: written(f"{SECOND}{row}", working.decimals(right)),
        SENTENCE: f'IF({broken},{filled(rule.sentence, words)},"")',
    }


def _against_last_year(
    rule: FormRule, row: int, then: Decimal, working: Working, fallen: Mapping[str, int]
) -> dict[str, str]:
    term, before = rule.left[0], _number(then)
    now, moved = working.cell(VALUE, term.code), f"{FIRST}{row}"
    words = {
        "direction": f"IF({now}>{before},{text(RISEN)},{text(FALLEN)})",
        "amount": f"{FIRST_WRITTEN}{row}",
        "share": f"{SECOND_WRITTEN}{row}",
    }
    words |= {
        "name": text(term.name),
        "unit": text(term.unit),
        "value": working.cell(WRITTEN, term.code),
        "previous": text(write_figure(then)),
        "percent": text(str(rule.percent or "")),
        "change": filled(CHANGE_WITH_SHARE if then else CHANGE, words),
    }
    # Not as one AND with the comparison: where there is no number there is nothing to compare.
    broken = _falls(now, before) if rule.check == Rule.Check.FALLS else _moves(rule, moved, then)
    if rule.check == Rule.Check.MOVES and term.code in fallen:
        broken = f'AND({broken},{SENTENCE}{fallen[term.code]}="")'
    cells = {
        FIRST: f"IF(ISNUMBER({now}),ROUND(ABS({now}-{before}),2),0)",
        FIRST_WRITTEN: written(moved, working.decimals([term.code])),
        SENTENCE: f'IF(ISNUMBER({now}),IF({broken},{filled(rule.sentence, words)},""),"")',
    }
    if then:
        cells[SECOND] = f"ROUND({moved}*100/{before},{_SHARE_DECIMALS})"
        cells[SECOND_WRITTEN] = written(f"{SECOND}{row}", _SHARE_DECIMALS)
    return cells


def _falls(now: str, before: str) -> str:
    return f"{now}<{before}"


def _moves(rule: FormRule, moved: str, then: Decimal) -> str:
    return f"AND({moved}>{rule.units},ROUND({moved}*100,2)>{_number(then * (rule.percent or 0))})"


def filled(sentence: str, words: Mapping[str, str]) -> str:
    """``rules.fill`` as a formula: the same sentence, its words taken from cells."""
    pieces = PLACEHOLDER.split(sentence)
    return "&".join(
        words[piece] if at % 2 else text(piece) for at, piece in enumerate(pieces) if piece
    )


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


# --- What is said about a line ----------------------------------------------------------------


def said(sentences: Iterable[str]) -> str:
    """Sentences one behind the other, most of them empty most of the time."""
    return "TRIM(" + '&" "&'.join(sentences) + ")"


def answer_fault(row: int) -> str:
    """What is wrong with an answer by itself: two at once, or no reason where there must be one."""
    answer, state, reason = (of_form(column, row) for column in (THIS_YEAR, STATE, REASON))
    both = f'AND({answer}<>"",OR({",".join(f"{state}={text(each.label)}" for each in _SILENT)}))'
    unexplained = f'AND({state}={text(State.NO_DATA.label)},{reason}="")'
    return f'IF({both},{text(TWO_ANSWERS)},IF({unexplained},{text(NO_REASON)},""))'


def reminder(row: int) -> str:
    return said([of_working(FAULTS, row), of_working(WARNINGS, row)])


def level(row: int) -> str:
    faults, warnings = of_working(FAULTS, row), of_working(WARNINGS, row)
    return (
        f'IF({faults}<>"",{Level.FAULT:d},IF({warnings}<>"",{Level.WARNING:d},{Level.NOTHING:d}))'
    )
