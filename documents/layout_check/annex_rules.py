"""Rules of annexes (Mục III.1) and of tables that run over pages."""

from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise

from documents.layout_check.anatomy import ANNEX_NAME, Anatomy, Sheet
from documents.layout_check.finding import Face, Finding, faced, shorten
from documents.layout_check.reading import Line, Page
from documents.numerals import roman
from documents.structure import END_MARK

_HEAD_ROWS = 8
# Columns of one table stand at the same places on all its pages, within this, in millimetres.
_SAME_PLACE = 1.5


def findings(anatomy: Anatomy) -> Iterator[Finding]:
    if anatomy.annexes:
        yield _numbering(anatomy)
        yield from _heads(anatomy)
        yield _ends(anatomy)
    tables = [page for page in anatomy.paper.pages if page.tables]
    if tables:
        yield _named_columns(anatomy)
        yield _repeated_heads(anatomy)


def _numbering(anatomy: Anatomy) -> Finding:
    names = [_head(annex[0])[0].text for annex in anatomy.annexes]
    count = len(names)
    wanted = [f"Phụ lục {roman(n)}" for n in range(1, count + 1)] if count > 1 else ["Phụ lục"]
    required = "I, II, III …; chỉ một thì không ghi số"
    return Finding(
        "Phụ lục: số thứ tự", "Mục III.1", required, ", ".join(names), ok=names == wanted
    )


def _heads(anatomy: Anatomy) -> Iterator[Finding]:
    heads = [_head(annex[0]) for annex in anatomy.annexes]
    names = [head[0] for head in heads]
    yield faced("Phụ lục: chữ", "Mục III.1", Face((14, 14), bold=True), names)
    titles = [row for head in heads for row in _title(head)]
    yield faced("Phụ lục: tên", "Mục III.1", Face((13, 14), bold=True, upper=True), titles)
    missing = next((head[0].text for head in heads if not _attached(head)), None)
    rows = [row for head in heads for row in _attached(head)]
    if missing:
        seen = f"{missing} không có"
        yield Finding("Phụ lục: dòng kèm theo", "Mục III.1", "“(Kèm theo …)”", seen, ok=False)
    else:
        yield faced("Phụ lục: dòng kèm theo", "Mục III.1", Face((13, 14), italic=True), rows)


def _head(sheet: Sheet) -> list[Line]:
    """The rows from the annex's name on, as far as its head can reach."""
    start = next(i for i, row in enumerate(sheet.rows) if ANNEX_NAME.match(row.text))
    return list(sheet.rows[start : start + _HEAD_ROWS])


def _title(head: list[Line]) -> list[Line]:
    rows: list[Line] = []
    for row in head[1:]:
        if row.text.startswith("(") or (rows and not row.bold):
            break
        rows.append(row)
        if row.text != row.text.upper():
            break
    return rows


def _attached(head: list[Line]) -> list[Line]:
    rows: list[Line] = []
    for row in head[1:]:
        if row.text.startswith("(Kèm theo") or rows:
            rows.append(row)
        if rows and row.text.endswith(")"):
            return rows
    return []


def _ends(anatomy: Anatomy) -> Finding:
    open_ended = [annex for annex in anatomy.annexes if not _is_ended(annex)]
    names = [_head(annex[0])[0].text for annex in open_ended]
    seen = f"thiếu ở {', '.join(names)}" if names else f"{len(anatomy.annexes)} phụ lục"
    required = f"“{END_MARK}” cuối mỗi phụ lục"
    return Finding("Dấu kết thúc phụ lục", "Phần V, Mẫu 2.1", required, seen, ok=not names)


def _is_ended(annex: tuple[Sheet, ...]) -> bool:
    """The last words of the annex, below or inside its last table."""
    page = annex[-1].page
    lines = [*annex[-1].rows, *(line for inside in page.table_lines for line in inside)]
    last = max(lines, key=lambda line: (round(line.baseline), line.x1), default=None)
    return last is not None and last.text.endswith(END_MARK)


def _head_row(page: Page, index: int) -> list[str]:
    """The names of the columns: the first row, bold, of more than one cell; empty without one."""
    table = page.tables[index]
    floor = next((y for y in table.rows if y > table.top + 1), table.bottom)
    lines = [line for line in page.table_lines[index] if line.baseline < floor]
    cells = {bisect(table.columns, line.centre) for line in lines}
    is_head = len(cells) > 1 and all(line.bold for line in lines)
    return [line.text for line in lines] if is_head else []


def _continues(anatomy: Anatomy, above: Page, below: Page) -> bool:
    """Whether the first table of a page goes on from the last one of the page before."""
    if not (above.tables and below.tables):
        return False
    first, last = below.tables[0], above.tables[-1]
    sheets = {sheet.page.index: sheet for sheet in anatomy.sheets}
    trailing = any(row.baseline > last.bottom for row in sheets[above.index].rows)
    leading = any(row.baseline < first.top for row in sheets[below.index].rows)
    same = len(first.columns) == len(last.columns) and all(
        abs(a - b) < _SAME_PLACE for a, b in zip(first.columns, last.columns, strict=True)
    )
    return same and not trailing and not leading


def _named_columns(anatomy: Anatomy) -> Finding:
    bare: list[int] = []
    pages = anatomy.paper.pages
    for index, page in enumerate(pages):
        for place in range(len(page.tables)):
            goes_on = place == 0 and index > 0 and _continues(anatomy, pages[index - 1], page)
            if not goes_on and not _head_row(page, place):
                bare.append(page.index + 1)
    seen = f"không có ở trang {', '.join(map(str, bare))}" if bare else "bảng nào cũng có"
    return Finding(
        "Bảng: dòng tên cột", "Mẫu 2.1", "dòng đầu ghi tên cột, chữ đậm", seen, ok=not bare
    )


def _repeated_heads(anatomy: Anatomy) -> Finding:
    runs: list[int] = []
    lost: list[int] = []
    pages = anatomy.paper.pages
    head: list[str] = []
    for above, below in pairwise(pages):
        if not _continues(anatomy, above, below):
            head = []
            continue
        if not head or len(above.tables) > 1:  # the one that goes on began on that page
            head = _head_row(above, len(above.tables) - 1)
        runs.append(below.index + 1)
        if head and _head_row(below, 0) != head:
            lost.append(below.index + 1)
    seen = (
        f"không lặp ở trang {', '.join(map(str, lost))}" if lost else f"{len(runs)} trang nối tiếp"
    )
    required = "lặp lại dòng tên cột ở trang sau"
    return Finding("Bảng: lặp tên cột", "Mẫu 2.1", required, shorten(seen), ok=not lost)
