"""In whose name a sheet's papers go out."""

from documents.issuer import Issuer, of_office, of_place
from reports.entry.models import Submission


def issuer(row: Submission) -> Issuer:
    """The office speaks on its own sheet, a place on its own; no query for a row from ``for_paper``."""
    return of_office(row.period.office) if row.is_office_own else of_place(row.locality)
