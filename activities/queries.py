"""Reading the papers that the portal itself gave numbers to beside those that were typed."""

from django.db.models import Exists, OuterRef, QuerySet

from activities.models import Directive
from documents.kinds import INVITATION, MINUTES, REPORT
from documents.models import BookEntry

# They tell what was done or said, or invite, and direct nobody.
_RECORDS = (REPORT, MINUTES, INVITATION)


def entries_beside_the_register() -> QuerySet[BookEntry]:
    """The directing papers of the offices' books that the register does not hold as well.

    A paper is known by whose it is, the year of its book, its symbol and its number (Nghị định
    30/2020/NĐ-CP, Điều 15), so that one which was typed and numbered here is one paper.
    """
    typed = Directive.objects.filter(
        place=OuterRef("book__office__locality"), book_year=OuterRef("book__year"),
        symbol=OuterRef("symbol"), number=OuterRef("number"),
    )  # fmt: skip
    return BookEntry.objects.exclude(kind__in=_RECORDS).exclude(Exists(typed))
