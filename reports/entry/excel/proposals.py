"""What a read workbook would change in a sheet, line by line, before anything is changed.

The promise is that nothing changes unseen: a line is chosen beforehand only where file, line and
value leave no doubt; whatever else the file says is listed with the reason why it is not taken.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from reports.catalogue.form import FormIndicator
from reports.entry.answers import Answer, State, read_answer
from reports.entry.excel import ours
from reports.entry.excel.choices import Choices
from reports.entry.excel.layouts import Asked, Table, find_tables
from reports.entry.excel.matching import How, Known, Match, Row, match, rows_of
from reports.entry.excel.naming import Names
from reports.entry.excel.ours import Export
from reports.entry.excel.row_answers import answer_in, number_in
from reports.entry.lines import Cell, Facts
from reports.entry.models import Figure
from vhtt_portal.files.workbook.content import Kind, ReadWorkbook
from vhtt_portal.files.workbook.pages import Page, read_pages
from vhtt_portal.numbers import FigureError, write_figure
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold

NOTE_LENGTH = Figure._meta.get_field("note").max_length or 0


class Verdict(StrEnum):
    """What would become of a line."""

    CHANGES = "changes"
    NEW = "new"
    CONFLICT = "conflict"  # changed in the sheet since the workbook was written
    EMPTIED = "emptied"
    SAME = "same"
    UNTOUCHED = "untouched"  # nobody changed it in our own workbook
    REFUSED = "refused"
    NOTHING = "nothing"  # the file says nothing about it


# What can be written into the sheet.
TAKEABLE = frozenset({Verdict.CHANGES, Verdict.NEW, Verdict.CONFLICT, Verdict.EMPTIED})


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line: what the sheet says, what the file says, and what that would change."""

    line: FormIndicator
    row: Row
    how: How
    verdict: Verdict
    cell: Cell | None
    answer: Answer | None = None
    note: str | None = None  # a new word about the figure; None leaves the old one
    sentence: str = ""  # why it is not taken
    doubts: tuple[str, ...] = ()
    is_warned: bool = False  # something about the whole file has to be looked at first
    rivals: tuple[Row, ...] = ()  # rows of the file that answer the same line differently

    @property
    def code(self) -> str:
        return self.line.code

    @property
    def is_takeable(self) -> bool:
        return self.verdict in TAKEABLE

    @property
    def is_chosen(self) -> bool:
        """Taken unless the person says otherwise."""
        is_sure = not (self.doubts or self.is_warned)
        return is_sure and self.verdict in {Verdict.CHANGES, Verdict.NEW}

    @property
    def version(self) -> int:
        return self.cell.version if self.cell else 0

    @property
    def has_answer(self) -> bool:
        """Whether the figure is new, and not only the word about it."""
        return self.answer != (self.cell.answer if self.cell else None)

    @property
    def before(self) -> str:
        return self._written(self.cell.answer if self.cell else None)

    @property
    def after(self) -> str:
        return self._written(self.answer)

    def _written(self, answer: Answer | None) -> str:
        return answer.written(yes_no=self.line.is_yes_no) if answer else ""

    @property
    def pick(self) -> str:
        """What a person takes up by ticking it; never nothing."""
        return self.after or "(trống)"

    @property
    def original(self) -> str:
        """What stands in the file, where that is more than the same number without its dots."""
        said, meant = (text.replace(".", "") for text in (self.row.text, self.after))
        return self.row.text if said != meant else ""


@dataclass(frozen=True)
class Preview:
    """Everything that a file says about a sheet."""

    is_ours: bool
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    matches: tuple[Match, ...]
    proposals: tuple[Proposal, ...]
    choices: Choices
    warnings: tuple[str, ...]
    absent: tuple[FormIndicator, ...]  # typed lines that the file does not have

    def of(self, *verdicts: Verdict) -> tuple[Proposal, ...]:
        return tuple(each for each in self.proposals if each.verdict in verdicts)

    def is_picked(self, proposal: Proposal) -> bool:
        """Whether the line is to be written, as far as the person has said."""
        said = self.choices.picked.get(proposal.code)
        if said is None or said not in {"", proposal.pick}:
            return proposal.is_chosen
        return bool(said)

    @cached_property
    def takeable(self) -> Mapping[str, Proposal]:
        return {each.code: each for each in self.proposals if each.is_takeable}

    @cached_property
    def unknown(self) -> tuple[Match, ...]:
        """Rows with a value of which nobody knows the line."""
        return tuple(m for m in self.matches if m.line is None and m.how is None and m.row.value)

    @property
    def left_out(self) -> tuple[Match, ...]:
        """Rows with a value that the person does not want."""
        return tuple(m for m in self.matches if m.line is None and m.how and m.row.value)


def preview(book: ReadWorkbook, facts: Facts, choices: Choices) -> Preview:
    """Pure: the same file, sheet and choices give the same proposals."""
    pages = read_pages(book, choices.encodings)
    form, row = facts.asked.form, facts.submission
    tables: tuple[Table, ...] = ()
    export = ours.NO_EXPORT
    is_ours = ours.is_ours(book)
    if is_ours:
        export = ours.exported(book, row)
        matches = tuple(ours.answers(book, pages, form.by_code))
        warnings = list(ours.warnings(book, row))
    else:
        names = Names(form.indicators)
        places = frozenset({row.locality.name.casefold(), row.locality.full_name.casefold()})
        asked = Asked(row.period.year, lambda text: bool(names.same(text)), places)
        tables = find_tables(pages, asked, choices.columns)
        known = Known(names, form.by_code, facts.asked.lines, form.sections)
        rows = list(rows_of(tables))
        matches = match(rows, known, chosen=choices.rows, remembered=choices.names)
        warnings = list(_warnings(tables, matches, facts))
    proposals = tuple(_proposals(matches, facts, export, is_warned=bool(warnings)))
    named = {each.code for each in proposals}
    absent = tuple(
        line for line in facts.asked.lines if line.code not in named and _is_typed(facts, line)
    )
    return Preview(is_ours, pages, tables, matches, proposals, choices, tuple(warnings), absent)


def _is_typed(facts: Facts, line: FormIndicator) -> bool:
    return not line.is_computed and line.code not in facts.live


# --- The whole file ------------------------------------------------------------------------------

_STATED_YEAR = re.compile(r"\bnam ((?:19|20)\d\d)\b")
# As many lines that say what last year's say are last year's.
_FEW, _MOST = 5, 0.8


def _warnings(tables: Sequence[Table], matches: Iterable[Match], facts: Facts) -> Iterator[str]:
    """Why nothing of a foreign file is chosen beforehand."""
    year = facts.submission.period.year
    stated = Counter(
        found
        for table in tables
        for number, word in table.page.words()
        if number < table.top
        for found in _STATED_YEAR.findall(fold(word.text))
    )
    if stated and str(year) not in stated:
        yield f"Phần đầu tệp ghi năm {', '.join(sorted(stated))}, còn phiếu này là năm {year}."
    pairs = [
        (value, before.value)
        for m in matches
        if m.line and (before := facts.previous.get(m.line.code)) and before.value is not None
        and (value := number_in(m.row.value)) is not None and value
    ]  # fmt: skip
    alike = sum(value == before for value, before in pairs)
    if alike >= _FEW and alike >= _MOST * len(pairs):
        yield (
            f"{alike} trên {len(pairs)} số trong tệp trùng với số năm trước của phiếu."
            " Có thể đây là tệp của năm trước."
        )


# --- Line by line --------------------------------------------------------------------------------


def _proposals(
    matches: Iterable[Match], facts: Facts, export: Export, *, is_warned: bool
) -> Iterator[Proposal]:
    by_code: dict[str, list[Match]] = defaultdict(list)
    for each in matches:
        if each.line is not None:
            by_code[each.line.code].append(each)
    for found in by_code.values():
        yield _proposal(_one_each(found), facts, export, is_warned=is_warned)


def _one_each(found: list[Match]) -> list[Match]:
    """Of the rows for one line those that answer it, each answer once."""
    saying = [m for m in found if m.row.value is not None] or found[:1]
    seen = [m for m in saying if not m.row.is_hidden] or saying
    surest = [m for m in seen if m.how == How.CHOSEN] or seen
    answers: dict[str, Match] = {}
    for each in surest:
        answers.setdefault(each.row.text, each)
    return list(answers.values())


def _proposal(rivals: list[Match], facts: Facts, export: Export, *, is_warned: bool) -> Proposal:
    found = rivals[0]
    line, row, how = found.line, found.row, found.how
    assert line is not None and how is not None  # noqa: S101, PT018 - by the caller
    plain = Proposal(
        line, row, how, Verdict.NOTHING, facts.cells.get(line.code),
        doubts=tuple(found.doubts), is_warned=is_warned,
    )  # fmt: skip
    if len(rivals) > 1:
        listed = ", ".join(f"ô {m.row.address} ghi “{m.row.text}”" for m in rivals)
        why = f"Tệp trả lời chỉ tiêu này nhiều lần: {listed}. Hãy chọn một dòng."
        rows = tuple(m.row for m in rivals)
        return replace(plain, verdict=Verdict.REFUSED, sentence=why, rivals=rows)
    was = _was(line, export)
    try:
        if was is None and not _is_asked(facts, line, row):
            return replace(plain, verdict=Verdict.SAME)
        said = replace(plain, answer=answer_in(line, row))
        if was and said.answer != was[0] and not _is_asked(facts, line, row):
            return replace(plain, verdict=Verdict.SAME)
    except RuleError as refusal:
        return replace(plain, verdict=Verdict.REFUSED, sentence=str(refusal))
    return _judged_since(said, was[0], export) if was else _judged(said)


def _is_asked(facts: Facts, line: FormIndicator, row: Row) -> bool:
    """Whether somebody types this line; a refusal where the file says something else of it than
    the portal counts."""
    if line.code not in facts.asked.by_code:
        raise RuleError("Chỉ tiêu này không có trong phiếu của đơn vị.")
    if _is_typed(facts, line):
        return True
    counted, value = facts.values.get(line.code), row.value
    if value is not None and value.cell.kind != Kind.UNCOMPUTED and number_in(value) != counted:
        source = "hệ thống tự tính" if line.is_computed else "lấy từ sổ theo dõi"
        now = write_figure(counted) or "chưa có"
        raise RuleError(f"Chỉ tiêu này {source} (hiện là {now}), không nhập từ tệp.")
    return False


# --- What that would change -----------------------------------------------------------------------


def _judged(said: Proposal) -> Proposal:
    """Of a file that does not know what the sheet said."""
    if said.answer is None:
        return said
    if said.cell is not None and said.answer == said.cell.answer:
        return replace(said, verdict=Verdict.SAME)
    verdict = Verdict.CHANGES if said.cell else Verdict.NEW
    note = said.row.note
    if not note or said.answer.reason or (said.cell and said.cell.note):
        return replace(said, verdict=verdict)
    if len(note) > NOTE_LENGTH:
        long = f"Ghi chú trong tệp dài quá {NOTE_LENGTH} chữ nên không được lấy."
        return replace(said, verdict=verdict, doubts=(*said.doubts, long))
    return replace(said, verdict=verdict, note=note)


def _was(line: FormIndicator, export: Export) -> tuple[Answer | None] | None:
    """The answer when the workbook was written; None where it does not say."""
    shown = export.was.get(line.code)
    if shown is None:
        return None
    state, _, content = shown.partition(":")
    is_value = state == State.VALUE
    try:
        return (
            read_answer(
                line, text=content if is_value else "", state=state,
                reason="" if is_value else content,
            ),
        )  # fmt: skip
    except FigureError:  # the form has changed since
        return None


def _judged_since(said: Proposal, was: Answer | None, export: Export) -> Proposal:
    """Of our own workbook: only what somebody changed in it counts."""
    cell, note_then = said.cell, export.notes.get(said.code, "")
    now, note_now = (cell.answer, cell.note) if cell else (None, "")
    note = said.row.note if said.row.note not in {"", note_then, note_now} else None
    if said.answer == was:
        if note is None or now is None:
            return replace(said, verdict=Verdict.UNTOUCHED, answer=now)
        said = replace(said, answer=now)  # only the word is new
    elif said.answer == now and note is None:
        return replace(said, verdict=Verdict.SAME)
    if said.answer is None:
        return replace(said, verdict=Verdict.EMPTIED)
    said = replace(said, note=note)
    if said.version != export.versions.get(said.code, 0):
        return replace(said, verdict=Verdict.CONFLICT)
    return replace(said, verdict=Verdict.CHANGES if cell else Verdict.NEW)
