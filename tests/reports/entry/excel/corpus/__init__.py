"""Dirty but honest workbooks: what wards really send, each with what is to be read and proposed.

``CASES`` is the list, ``resaved.cases(folder)`` makes those that LibreOffice writes. A case has
    name      what is odd about it
    build     makes the bytes of its workbook
    cells     by sheet and address everything that is to be read, and nothing else: a ``Told``, or
              plain text for a cell of text
    answers   by indicator code what the sheet answers, as an official would type it: what matching
              and preview are to propose
    doubts    codes of lines that the workbook answers in a way that must not be taken silently: a
              formula without a value, an error, a date where a number belongs, two answers for
              one line; they are told, and never proposed without the person's own decision

Lines are those of ``LINES``, which stand in the form of 2020; unless a case says otherwise, they
stand in a table of ``STANDARD`` columns. Nothing may change silently: a value is as expected, or
there is a message.
"""

from tests.reports.entry.excel.corpus import markup, old_letters, tables
from tests.reports.entry.excel.corpus.case import ANSWERS, LINES, STANDARD, Case, Told

CASES: tuple[Case, ...] = (*tables.CASES, *markup.CASES, *old_letters.CASES)

__all__ = ["ANSWERS", "CASES", "LINES", "STANDARD", "Case", "Told"]
