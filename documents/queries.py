"""Reads over the book of issued documents."""

from django.db.models import Max, Q

from documents.models import Book, BookEntry, Keeper
from localities.models import Locality, Office


def whose(keeper: Keeper) -> dict[str, Office | Locality]:
    """The column of a book that names its keeper."""
    return {"office": keeper} if isinstance(keeper, Office) else {"place": keeper}


def next_number(keeper: Keeper, year: int) -> int:
    """The number that the next document of the year would get. One query.

    A forecast for the page that is being drawn: only ``actions.register`` gives a number.
    """
    kept = Book.objects.filter(**whose(keeper), year=year)
    entries = BookEntry.objects.filter(book__in=kept)
    last: int | None = entries.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def books(office_place_ids: frozenset[int], place_ids: frozenset[int]) -> list[Book]:
    """Of the offices at the former and of the latter places themselves, newest first. One query."""
    rows = Book.objects.filter(
        Q(office__locality__in=office_place_ids) | Q(place__in=place_ids)
    ).select_related("office__locality", "place")
    return list(rows.order_by("-year", "office", "place__sort_key", "pk"))


def entries(book: Book) -> list[BookEntry]:
    """A book's documents by number, each with the report or the paper that it is. One query."""
    rows = BookEntry.objects.filter(book=book).select_related("edition__supersedes", "paper")
    return list(rows.order_by("number"))
