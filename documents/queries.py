"""Reads over the book of issued documents."""

from django.db.models import Max

from documents.models import Book, BookEntry
from localities.models import Office


def next_number(office: Office, year: int) -> int:
    """The number that the next document of the year would get. One query.

    A forecast for the page that is being drawn: only ``actions.register`` gives a number.
    """
    entries = BookEntry.objects.filter(book__office=office, book__year=year)
    last: int | None = entries.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def books(place_ids: frozenset[int]) -> list[Book]:
    """The books of the offices at these places, newest year first. One query."""
    rows = Book.objects.filter(office__locality__in=place_ids)
    return list(rows.select_related("office__locality").order_by("-year", "office", "pk"))


def entries(book: Book) -> list[BookEntry]:
    """A book's documents by number, each with the report that it is. One query."""
    rows = BookEntry.objects.filter(book=book).select_related("edition__supersedes")
    return list(rows.order_by("number"))
