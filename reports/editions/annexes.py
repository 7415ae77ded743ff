"""The annexes of a report as tables, once for the paper and once for the workbook."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
from vhtt_portal.numbers import write_figure

Kind = CatalogueAnnex.Kind
_MARKS = {CellState.NOT_APPLICABLE.value: "–", CellState.NO_DATA.value: "…"}
_WITHHELD = "*"
_LEGEND = (
    "Ghi chú: “–” là không áp dụng; “…” là không có số liệu; “*” là số liệu không công bố theo"
    " từng đơn vị; ô trống là đơn vị không ghi hoặc phiếu chưa được chấp nhận."
)


@dataclass(frozen=True, slots=True)
class SheetCell:
    """What is printed, and the bare number behind it where a workbook can calculate with it."""

    text: str
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    cells: tuple[SheetCell, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class AnnexSheet:
    """One annex; a group row has one cell over all columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    note: str = ""


def annex_sheets(content: Content) -> list[AnnexSheet]:
    return [_sheet(annex, content) for annex in content["annexes"]]


def as_annex(sheet: AnnexSheet) -> Annex:
    """The annex as the official document prints it."""
    rows = tuple(_printed(row, len(sheet.columns)) for row in sheet.rows)
    return Annex(sheet.title, (Table(sheet.columns, rows, note=sheet.note),))


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
    return AnnexSheet(title, columns, tuple(_grouped(content, _total_cells)), _LEGEND)


def _total_cells(line: LineContent, content: Content) -> Iterator[SheetCell]:
    said = {cell["code"]: cell for cell in line["by_locality"]}
    for unit in content["units"]:
        yield _place_cell(line, said.get(unit["code"]))
    yield _total_cell(line)


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
    return SheetCell(f"{cell.text} ({line['accepted']}/{line['expected']} đơn vị)")


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
    bare = amount.value if amount.relation == Relation.EXACT and not suffix else None
    return SheetCell(amount.written(suffix), bare)


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
        Column("Chỉ tiêu (đơn vị tính)", 13),
        Column(f"Năm {year - 1}", 5, Align.RIGHT),
        Column(f"Năm {year}", 5, Align.RIGHT),
        Column("Tăng, giảm", 5, Align.RIGHT),
        Column(f"Chỉ tiêu năm {year}", 6, Align.RIGHT),
        Column(f"Chỉ tiêu năm {year + 1}", 5, Align.RIGHT),
    )
    rows: list[SheetRow] = []
    for line in lines_of(content):
        if line["total"] or line["target"] or line["next_target"]:
            name = SheetCell(f"{line['name']} ({line['unit']})")
            number = SheetCell(str(len(rows) + 1))
            rows.append(SheetRow((number, name, *_comparison_cells(line))))
    return AnnexSheet(title, columns, tuple(rows))


def _comparison_cells(line: LineContent) -> Iterator[SheetCell]:
    yield _amount_cell(line, line["previous"])
    yield _amount_cell(line, line["total"], is_total=True)
    yield SheetCell(_change(line))
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
            yield SheetRow((*head, *cells(line, content)))


_OVER_FIGURES: dict[Kind, Callable[[str, Content], AnnexSheet]] = {
    Kind.TOTALS: _totals,
    Kind.COMPARISON: _comparison,
}
