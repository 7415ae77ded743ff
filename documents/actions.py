"""Changes to the book of issued documents."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from audit.actions import Actor, record
from audit.chain import row_values
from documents.models import Book, BookEntry, Keeper
from documents.queries import whose
from vhtt_portal.dates import moment, short_date
from vhtt_portal.rules import RuleError


class NumberTaken(RuleError):  # noqa: N818 - a refusal named as the clerk would say it
    """Another document got the number that this one was drawn with."""


@transaction.atomic
def register(
    *,
    keeper: Keeper,
    year: int,
    symbol: str,
    kind: str,
    subject: str,
    issued_on: date,
    signer_name: str,
    by: Actor,
    expected_number: int | None = None,
    at: datetime | None = None,
) -> BookEntry:
    """Give the next number of the year's book, in the caller's transaction.

    The book is locked until that transaction ends, so numbers have no gap: what rolls back gives
    its number back. ``expected_number`` is the one already printed in a drawn PDF; when another
    document took it meanwhile, the caller draws again.
    """
    happened_at = moment(at)
    book = _locked_book(keeper, year)
    last = BookEntry.objects.filter(book=book).order_by("-number").first()
    number = last.number + 1 if last else 1
    if expected_number not in {None, number}:
        raise NumberTaken(
            f"Số {expected_number:02d}/{symbol} vừa được cấp cho văn bản khác. Hãy cấp số lại."
        )
    _require_day(year, issued_on, last, happened_at)
    entry = BookEntry(
        book=book,
        number=number,
        symbol=symbol,
        kind=kind,
        subject=subject,
        issued_on=issued_on,
        signer_name=signer_name,
        registered_by=by.audit_name,
        registered_at=happened_at,
    )
    entry.save(force_insert=True)
    record(
        by=by,
        verb="book.registered",
        target=entry,
        changes={
            "number": (None, number),
            "issued_on": (None, issued_on),
            "row": (None, row_values(entry)),
        },
        place=str(keeper),
        at=at,
    )
    return entry


def _locked_book(keeper: Keeper, year: int) -> Book:
    """The year's book, opened by its first document; a second clerk waits here."""
    book, _ = Book.objects.select_for_update().get_or_create(
        **whose(keeper), year=year, defaults={"name": f"Sổ đăng ký văn bản năm {year}"}
    )
    return book


def _require_day(year: int, issued_on: date, last: BookEntry | None, happened_at: datetime) -> None:
    """Điều 15 and 18: numbers follow the days, within the year, on the day of issue."""
    if issued_on.year != year:
        raise RuleError(f"Ngày ban hành {short_date(issued_on)} không thuộc sổ năm {year}.")
    if last and issued_on < last.issued_on:
        raise RuleError(
            f"Ngày ban hành không được trước ngày {short_date(last.issued_on)} của văn bản số {last}."
        )
    if issued_on > timezone.localdate(happened_at):
        raise RuleError("Ngày ban hành không được sau ngày cấp số.")
