"""Rules of the page: paper, margins, type, page numbers (Mục I)."""

from collections.abc import Iterator

from documents.layout_check.anatomy import Anatomy, Sheet, text_edges
from documents.layout_check.finding import Face, Finding, describe, measure
from documents.layout_check.reading import Line, Word
from documents.structure import PORTRAIT_COLUMNS
from documents.wrapping import letter_ems

_A4 = (210.0, 297.0)
# A line of type may end this short of the foot margin and the margin still be kept.
_LAST_LINE = 8.0
_FULL_PAGES = 3
_SLACK = 0.5
# Two faces whose letters differ by less than this, in ems, set the same lines.
_SAME_WIDTH = 0.02
# A page number stands this high at most, and this near the middle of paper or text.
_HEAD_MARGIN = 25.0
_MIDDLE = 12.0


def findings(anatomy: Anatomy) -> Iterator[Finding]:
    yield _paper_size(anatomy)
    yield _orientation(anatomy)
    yield _wide_tables(anatomy)
    yield from _margins(anatomy)
    yield _typeface(anatomy)
    yield _embedded(anatomy)
    yield _colour(anatomy)
    yield from _page_numbers(anatomy)


def _paper_size(anatomy: Anatomy) -> Finding:
    sizes = [sorted((page.width, page.height)) for page in anatomy.paper.pages]
    wrong = next((size for size in sizes if not _is_a4(size)), None)
    width, height = wrong or sizes[0]
    seen = f"{measure(width)} × {measure(height)} mm"
    return Finding("Khổ giấy", "Mục I.1", "A4, 210 × 297 mm", seen, ok=wrong is None)


def _is_a4(size: list[float]) -> bool:
    return all(abs(side - wanted) < 1 for side, wanted in zip(size, _A4, strict=True))


def _orientation(anatomy: Anatomy) -> Finding:
    lying = [sheet.page for sheet in anatomy.sheets if sheet.page.is_landscape]
    bare = [
        page.index + 1
        for page in lying
        if not page.tables and not _follows_table(anatomy, page.index)
    ]
    seen = f"trang ngang không có bảng: {_listed(bare)}" if bare else f"{len(lying)} trang ngang"
    required = "trang dọc; trang ngang chỉ khi có bảng, biểu"
    return Finding("Chiều trang", "Mục I.2", required, seen, ok=not bare)


def _follows_table(anatomy: Anatomy, index: int) -> bool:
    """The last words of an annex may run over to a page without a table."""
    return any(
        annex[0].page.index < index and any(sheet.page.tables for sheet in annex)
        for annex in anatomy.annexes
        if index in {sheet.page.index for sheet in annex}
    )


def _wide_tables(anatomy: Anatomy) -> Finding:
    pages = [sheet.page for annex in anatomy.annexes for sheet in annex]
    widths = [(table.column_count, page) for page in pages for table in page.tables]
    wrong = [
        page.index + 1
        for columns, page in widths
        if columns > PORTRAIT_COLUMNS and not page.is_landscape
    ]
    widest = max((columns for columns, _ in widths), default=0)
    seen = f"bảng rộng nhất {widest} cột" + (f", đứng ở trang {_listed(wrong)}" if wrong else "")
    required = f"bảng trên {PORTRAIT_COLUMNS} cột đặt trên trang ngang"
    return Finding("Phụ lục có bảng rộng", "Mục I.2", required, seen, ok=not wrong)


def _margins(anatomy: Anatomy) -> Iterator[Finding]:
    """The ink of the text against the edges; page numbers stand in the margin and do not count."""
    inked = [sheet for sheet in anatomy.sheets if sheet.rows]
    edges = [text_edges(sheet.rows, sheet.page.tables) for sheet in inked]
    # Of one or two full pages a signature or a heading kept together may leave any foot empty.
    is_long = sum(len(part) - 1 for part in (anatomy.main, *anatomy.annexes)) >= _FULL_PAGES
    sides = {
        "Lề trên": [_top(sheet) for sheet in inked],
        "Lề dưới": [_foot(sheet) for sheet in inked],
        "Lề trái": [left for left, _ in edges],
        "Lề phải": [s.page.width - right for s, (_, right) in zip(inked, edges, strict=True)],
    }
    bounds = {"Lề trên": (20, 25), "Lề dưới": (20, 25), "Lề trái": (30, 35), "Lề phải": (15, 20)}
    slack = {"Lề trên": 1.5, "Lề dưới": _LAST_LINE if is_long else 297.0}
    for name, values in sides.items():
        low, high = bounds[name]
        seen = min(values, default=0.0)
        ok = low - _SLACK <= seen <= high + slack.get(name, _SLACK)
        yield Finding(name, "Mục I.3", f"{low}–{high} mm", f"{seen:.1f} mm".replace(".", ","), ok)


def _top(sheet: Sheet) -> float:
    tables = (table.top for table in sheet.page.tables)
    return min(*(row.top for row in sheet.rows), *tables, sheet.page.height)


def _foot(sheet: Sheet) -> float:
    tables = (table.bottom for table in sheet.page.tables)
    return sheet.page.height - max(*(row.bottom for row in sheet.rows), *tables, 0.0)


def _typeface(anatomy: Anatomy) -> Finding:
    """By the widths of the letters: whatever a face is called, these are Times New Roman's."""
    words = list(_words(anatomy))
    strange = sorted({word.font for word in words if not _is_times(word)})
    names = strange or sorted({word.font for word in words})
    seen = ", ".join(names) + (" (khác độ rộng chữ)" if strange else " (đúng độ rộng chữ)")
    required = "Times New Roman hoặc phông có cùng độ rộng chữ"
    return Finding("Phông chữ", "Mục I.4", required, seen, ok=bool(words) and not strange)


def _is_times(word: Word) -> bool:
    style = ("Bold" if word.bold else "") + ("Italic" if word.italic else "") or "Regular"
    known = letter_ems(style)
    return all(
        abs(width - known[ord(letter)]) < _SAME_WIDTH
        for letter, width in word.letters
        if letter.isalpha() and len(letter) == 1 and ord(letter) in known
    )


def _words(anatomy: Anatomy) -> Iterator[Word]:
    for page in anatomy.paper.pages:
        for line in (*page.lines, *(line for lines in page.table_lines for line in lines)):
            yield from line.words


def _embedded(anatomy: Anatomy) -> Finding:
    missing = anatomy.paper.unembedded_fonts
    seen = f"chưa nhúng: {', '.join(missing)}" if missing else "đã nhúng đủ"
    return Finding("Nhúng phông chữ", "Mục I.4", "nhúng mọi phông chữ", seen, ok=not missing)


def _colour(anatomy: Anatomy) -> Finding:
    wrong = next((word for word in _words(anatomy) if not word.is_black), None)
    seen = f"“{wrong.text}” không phải màu đen" if wrong else "màu đen"
    return Finding("Màu chữ", "Mục I.4", "màu đen", seen, ok=wrong is None)


def _page_numbers(anatomy: Anatomy) -> Iterator[Finding]:
    first, *rest = anatomy.main
    shown = "có số" if first.number else "không có số"
    yield Finding(
        "Số trang: trang đầu", "Mục I.7", "không hiển thị", shown, ok=first.number is None
    )
    counted = [sheet.counted for sheet in rest]
    wanted = list(range(2, len(rest) + 2))
    yield Finding(
        "Số trang: thứ tự",
        "Mục I.7",
        "2, 3, 4 … từ trang thứ hai",
        _listed(counted),
        counted == wanted,
    )
    if anatomy.annexes:
        restarts = [[sheet.counted for sheet in annex] for annex in anatomy.annexes]
        ok = all(numbers == list(range(1, len(numbers) + 1)) for numbers in restarts)
        seen = "; ".join(_listed(numbers) for numbers in restarts)
        yield Finding("Số trang: phụ lục", "Mục I.7", "mỗi phụ lục từ số 1", seen, ok)
    numbers = [(sheet, sheet.number) for sheet in anatomy.sheets if sheet.number]
    if numbers:
        yield _number_place(numbers)
        yield _number_face([number for _, number in numbers])


def _number_place(numbers: list[tuple[Sheet, Line]]) -> Finding:
    wrong = [
        sheet.page.index + 1
        for sheet, number in numbers
        if not (
            number.baseline < _HEAD_MARGIN and abs(number.centre - sheet.page.width / 2) < _MIDDLE
        )
    ]
    sheet, number = next((pair for pair in numbers if pair[0].page.index + 1 in wrong), numbers[0])
    seen = (
        f"cách mép trên {measure(number.baseline)} mm,"
        f" cách giữa trang {measure(abs(number.centre - sheet.page.width / 2))} mm"
    )
    return Finding("Số trang: vị trí", "Mục I.7", "giữa, trong lề trên", seen, ok=not wrong)


def _number_face(numbers: list[Line]) -> Finding:
    face = Face((13, 14))
    # A number has no capitals to be told by.
    wrong = next((number for number in numbers if not face.fits(number)), None)
    seen = describe(wrong or numbers[0]).removeprefix("chữ thường, ")
    return Finding("Số trang: chữ", "Mục I.7", str(face), seen, ok=wrong is None)


def _listed(numbers: list[int] | list[int | None]) -> str:
    return ", ".join("–" if number is None else str(number) for number in numbers) or "không có"
