"""The three things that are put into a cell: a text, a number, a formula of ours."""

from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet


def put_text(page: Worksheet, address: str, words: str, look: str = "") -> None:
    """A text stays a text: "=…" typed by somebody calculates nothing."""
    cell = page[address]
    if words:
        cell.value = words
        cell.data_type = "s"
    if look:
        cell.style = look


def put_across(page: Worksheet, start: str, end: str, words: str, look: str) -> None:
    put_text(page, start, words, look)
    page.merge_cells(f"{start}:{end}")


def put_number(
    page: Worksheet, address: str, number: Decimal | int, look: str = "", shown: str = ""
) -> None:
    cell = page[address]
    cell.value = int(number) if number == int(number) else float(number)
    _dress(page, address, look, shown)


def put_formula(
    page: Worksheet, address: str, formula: str, look: str = "", shown: str = ""
) -> None:
    """``formula`` is one of ours, from ``formulas``, never anybody's words."""
    page[address] = f"={formula}"
    _dress(page, address, look, shown)


def _dress(page: Worksheet, address: str, look: str, shown: str) -> None:
    if look:
        page[address].style = look
    if shown:
        page[address].number_format = shown
