"""A sheet as papers: the unit's report, its filled form, the blank form, the receipt.

Each is one ``documents.structure.OfficialDocument``; the office's own report is drawn from the same
parts. Nothing here writes.
"""

from reports.entry.papers.form_paper import blank_form, filled_form
from reports.entry.papers.receipt import receipt
from reports.entry.papers.report import unit_report

__all__ = ["blank_form", "filled_form", "receipt", "unit_report"]
