"""Reads over the book of issued documents."""

from django.db.models import Max

from documents.models import BookEntry
from localities.models import Office


def next_number(office: Office, year: int) -> int:
    """The number that the next document of the year would get. One query.

    A forecast for the page that is being drawn: only ``actions.register`` gives a number.
    """
    entries = BookEntry.objects.filter(book__office=office, book__year=year)
    last: int | None = entries.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
