"""The annexes of a report as tables, once for the paper and once for the workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.text import capfirst

from documents.structure import Align, Annex, Cell, Column, Row, RowKind, Table
from reports.catalogue.models import Annex as CatalogueAnnex
from reports.catalogue.models import Indicator
from reports.editions.content import (
    AmountContent,
    AnnexContent,
    CellContent,
    Content,
    LineContent,
    lines_of,
    read_amount,
)
from reports.rollup.amounts import Amount, Relation
from reports.rollup.lines import SMALLEST_TOLD, CellState, is_withheld
from vhtt_portal.numbers import share, write_figure

Kind = CatalogueAnnex.Kind
_MARKS = {CellState.NOT_APPLICABLE.value: "–", CellState.NO_DATA.value: "…"}
_WITHHELD = "*"
# Columns of the annex of totals and of the comparison, from 0.
_FIRST_UNIT = 3
_LAST_YEAR, _THIS_YEAR = 2, 3
# A percent is made of two lines.
_PARTS = 2
_LEGEND = (
    "Ghi chú: “–” là không áp dụng; “…” là không có số liệu; “*” là số liệu không công bố theo"
    " từng đơn vị; ô trống là đơn vị không ghi hoặc phiếu chưa được chấp nhận."
)


_GIVEN_LEGEND = "Ghi chú: mỗi ô ghi kết quả / chỉ tiêu giao; ô trống là không giao chỉ tiêu này."


@dataclass(frozen=True, slots=True)
class SumOf:
    """The sum of a row's cells, from the first column to the last."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class ShareOf:
    """Percent of one line in another, in the same column of the annex of totals."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class TotalOf:
    """The line's total in the annex of totals."""

    code: str


@dataclass(frozen=True, slots=True)
class DifferenceOf:
    """One column of the row less another."""

    later: int
    earlier: int


Formula = SumOf | ShareOf | TotalOf | DifferenceOf


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What is printed, and the bare number behind it where a workbook can calculate with it.

    ``suffix`` is printed behind the number. ``formula`` says how the number comes about; it stands
    only where calculating it from the other cells gives this number.
    """

    text: str
    number: Decimal | None = None
    suffix: str = ""
    formula: Formula | None = None
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """``code`` names the line of the catalogue that the row tells of."""

    cells: tuple[SheetCell, ...]
    kind: RowKind = RowKind.PLAIN
    code: str = ""


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """One annex; a group row has one cell over all columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    note: str = ""
    is_totals: bool = False
    # Another table of the same annex, under the first; its title stands above it.
    below: "AnnexSheet | None" = None


def annex_sheets(content: Content) -> list[AnnexSheet]:
    return [_sheet(annex, content) for annex in content["annexes"]]


def as_annex(sheet: AnnexSheet) -> Annex:
    """The annex as the official document prints it."""
    tables = [_table(sheet)]
    if sheet.below:
        tables.append(replace(_table(sheet.below), title=sheet.below.title))
    return Annex(sheet.title, tuple(tables))


def _table(sheet: AnnexSheet) -> Table:
    rows = tuple(_printed(row, len(sheet.columns)) for row in sheet.rows)
    return Table(sheet.columns, rows, note=sheet.note)


def _printed(row: SheetRow, width: int) -> Row:
    if row.kind is RowKind.GROUP:
        return Row((Cell(row.cells[0].text, colspan=width),), row.kind)
    return Row(tuple(Cell(cell.text) for cell in row.cells), row.kind)


def _sheet(annex: AnnexContent, content: Content) -> AnnexSheet:
    table = annex["table"]
    if table is None:
        return _OVER_FIGURES[Kind(annex["kind"])](annex["title"], content)
    columns = tuple(
        Column(column["header"], column["share"], Align(column["align"]))
        for column in table["columns"]
    )
    rows = tuple(
        SheetRow(tuple(SheetCell(text) for text in row["cells"]), RowKind(row["kind"]))
        for row in table["rows"]
    )
    return AnnexSheet(annex["title"], columns, rows)


# --- By place ---------------------------------------------------------------------------------


def _totals(title: str, content: Content) -> AnnexSheet:
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Chỉ tiêu", 11),
        Column("Đơn vị tính", 4, Align.CENTER),
        *(Column(capfirst(unit["name"]), 4, Align.RIGHT) for unit in content["units"]),
        Column("Tổng cộng", 5, Align.RIGHT),
    )
    rows = tuple(_with_shares(list(_grouped(content, _total_cells)), content))
    return AnnexSheet(title, columns, rows, _LEGEND, is_totals=True)


def _total_cells(line: LineContent, content: Content) -> Iterator[SheetCell]:
    said = {cell["code"]: cell for cell in line["by_locality"]}
    cells = [_place_cell(line, said.get(unit["code"])) for unit in content["units"]]
    yield from cells
    total = _total_cell(line)
    numbers = [cell.number for cell in cells if cell.number is not None]
    if numbers and total.number == sum(numbers) and len(numbers) == _told(line):
        total = replace(total, formula=SumOf(_FIRST_UNIT, _FIRST_UNIT + len(cells) - 1))
    yield total


def _told(line: LineContent) -> int:
    """How many places tell a figure."""
    return sum(cell["amount"] is not None for cell in line["by_locality"])


def _with_shares(rows: Sequence[SheetRow], content: Content) -> Iterator[SheetRow]:
    """Percents as what they are made of, column by column, where both parts stand there."""
    by_code = {row.code: row for row in rows if row.code}
    parts = {line["code"]: line.get("parts", []) for line in lines_of(content)}
    for row in rows:
        wanted = [by_code[code] for code in parts.get(row.code, []) if code in by_code]
        if len(wanted) == _PARTS:
            numerator, denominator = wanted
            cells = zip(row.cells, numerator.cells, denominator.cells, strict=True)
            formula = ShareOf(numerator.code, denominator.code)
            yield replace(row, cells=tuple(_shared(*trio, formula) for trio in cells))
        else:
            yield row


def _shared(
    cell: SheetCell, numerator: SheetCell, denominator: SheetCell, formula: ShareOf
) -> SheetCell:
    if cell.number is None or numerator.number is None or not denominator.number:
        return cell
    if share(numerator.number, denominator.number) != cell.number:
        return cell
    return replace(cell, formula=formula)


def _place_cell(line: LineContent, cell: CellContent | None) -> SheetCell:
    if cell is None:
        return SheetCell("")
    if cell["amount"] is None:
        return SheetCell(_MARKS.get(cell["state"], ""))
    if line["sensitive"]:
        return SheetCell(_WITHHELD)
    return _amount_cell(line, cell["amount"])


def _total_cell(line: LineContent) -> SheetCell:
    """A total from fewer places than expected says so beside the figure."""
    cell = _amount_cell(line, line["total"], is_total=True)
    if line["total"] is None or line["accepted"] >= line["expected"]:
        return cell
    coverage = f" ({line['accepted']}/{line['expected']} đơn vị)"
    return replace(cell, text=cell.text + coverage, suffix=cell.suffix + coverage)


def _amount_cell(
    line: LineContent, stored: AmountContent | None, *, is_total: bool = False
) -> SheetCell:
    amount = read_amount(stored)
    if amount is None:
        return SheetCell("")
    if is_withheld(amount, is_sensitive=line["sensitive"]):
        return SheetCell(f"dưới {SMALLEST_TOLD}")
    if line["places"] == Indicator.Places.YES:
        return SheetCell(_yes(line, amount, is_total=is_total))
    suffix = "%" if line["places"] == Indicator.Places.RATIO else ""
    if amount.relation != Relation.EXACT:
        return SheetCell(amount.written(suffix))
    return SheetCell(amount.written(suffix), amount.value, suffix)


def _yes(line: LineContent, amount: Amount, *, is_total: bool) -> str:
    if not is_total:
        return "Có" if amount.value else "Không"
    answered = read_amount(line["denominator"])
    return f"{amount.written()}/{answered.written()}" if answered else amount.written()


# --- Against last year and the targets --------------------------------------------------------


def _comparison(title: str, content: Content) -> AnnexSheet:
    year = content["period"]["year"]
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Chỉ tiêu (đơn vị tính)", 12),
        Column(f"Năm {year - 1}", 5, Align.RIGHT),
        Column(f"Năm {year}", 5, Align.RIGHT),
        Column("Tăng, giảm", 5, Align.RIGHT),
        Column(f"Chỉ tiêu năm {year}", 6, Align.RIGHT),
        Column(f"Chỉ tiêu năm {year + 1}", 5, Align.RIGHT),
    )
    rows: list[SheetRow] = []
    has_totals = Kind.TOTALS in {annex["kind"] for annex in content["annexes"]}
    for line in lines_of(content):
        if line["total"] or line["target"] or line["next_target"]:
            name = SheetCell(f"{line['name']} ({line['unit']})")
            number = SheetCell(str(len(rows) + 1))
            cells = (number, name, *_comparison_cells(line, has_totals=has_totals))
            rows.append(SheetRow(cells, code=line["code"]))
    return AnnexSheet(title, columns, tuple(rows), below=_given(content))


def _given(content: Content) -> AnnexSheet | None:
    """What each unit reached of what it was given; nothing where none was given anything."""
    lines = [line for line in lines_of(content) if line.get("given") and not line["sensitive"]]
    if not lines:
        return None
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Chỉ tiêu (đơn vị tính)", 9),
        *(Column(capfirst(unit["name"]), 5, Align.RIGHT) for unit in content["units"]),
    )
    rows = tuple(
        SheetRow(
            (
                SheetCell(str(number)),
                SheetCell(f"{line['name']} ({line['unit']})"),
                *_given_cells(line, content),
            ),
            code=line["code"],
        )
        for number, line in enumerate(lines, start=1)
    )
    title = f"Kết quả thực hiện chỉ tiêu giao của các {content['office']['units_word']}"
    return AnnexSheet(title, columns, rows, _GIVEN_LEGEND)


def _given_cells(line: LineContent, content: Content) -> Iterator[SheetCell]:
    said = {cell["code"]: cell for cell in line["by_locality"]}
    given = {row["code"]: row["amount"] for row in line.get("given", [])}
    for unit in content["units"]:
        cell, aim = said.get(unit["code"]), read_amount(given.get(unit["code"]))
        yield _given_cell(line, cell, aim) if aim else SheetCell("")


def _given_cell(line: LineContent, cell: CellContent | None, aim: Amount) -> SheetCell:
    """ "95% / 94% đạt": what was reached, what was given, how they stand."""
    reached = _place_cell(line, cell)
    amount = read_amount(cell["amount"]) if cell else None
    outcome = amount.against(aim) if amount else None
    written = aim.written("%" if line["places"] == Indicator.Places.RATIO else "")
    behind = f" / {written}{f' {outcome}' if outcome else ''}"
    return replace(reached, text=reached.text + behind, suffix=reached.suffix + behind)


def _comparison_cells(line: LineContent, *, has_totals: bool) -> Iterator[SheetCell]:
    before = _amount_cell(line, line["previous"])
    now = _amount_cell(line, line["total"], is_total=True)
    if has_totals and now.number is not None:
        now = replace(now, formula=TotalOf(line["code"]))
    yield before
    yield now
    yield _change_cell(line, before, now)
    yield SheetCell(_target(line))
    yield SheetCell(_written(line, line["next_target"]))


def _change(line: LineContent) -> str:
    years = (read_amount(line["total"]), read_amount(line["previous"]))
    withheld = any(is_withheld(amount, is_sensitive=line["sensitive"]) for amount in years)
    if line["moved"] is None or withheld:
        return ""
    moved = Decimal(line["moved"])
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    return f"{sign}{write_figure(abs(moved))}"


def _change_cell(line: LineContent, before: SheetCell, now: SheetCell) -> SheetCell:
    text = _change(line)
    if not text or line["moved"] is None or before.number is None or now.number is None:
        return SheetCell(text)
    moved = Decimal(line["moved"])
    is_difference = now.number - before.number == moved
    formula = DifferenceOf(_THIS_YEAR, _LAST_YEAR) if is_difference else None
    return SheetCell(text, moved, formula=formula, is_change=True)


def _target(line: LineContent) -> str:
    target, amount = read_amount(line["target"]), read_amount(line["total"])
    if target is None:
        return ""
    written = _written(line, line["target"])
    reached = amount.reaches(target) if amount else None
    if reached is None:
        return written
    return f"{written} ({'đạt' if reached else 'chưa đạt'})"


def _written(line: LineContent, stored: AmountContent | None) -> str:
    amount = read_amount(stored)
    suffix = "%" if line["places"] == Indicator.Places.RATIO else ""
    return amount.written(suffix) if amount else ""


def _grouped(
    content: Content, cells: Callable[[LineContent, Content], Iterator[SheetCell]]
) -> Iterator[SheetRow]:
    number = 0
    for section in content["sections"]:
        yield SheetRow((SheetCell(section["name"]),), RowKind.GROUP)
        for line in section["lines"]:
            number += 1
            head = (SheetCell(str(number)), SheetCell(line["name"]), SheetCell(line["unit"]))
            yield SheetRow((*head, *cells(line, content)), code=line["code"])


_OVER_FIGURES: dict[Kind, Callable[[str, Content], AnnexSheet]] = {
    Kind.TOTALS: _totals,
    Kind.COMPARISON: _comparison,
}
