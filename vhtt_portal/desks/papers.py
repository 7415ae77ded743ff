"""The first pages of those who number papers and of those who read them."""

from django.urls import reverse

from accounts.models import User
from documents.models import BookEntry
from reports.editions.models import Edition
from vhtt_portal.dates import short_date
from vhtt_portal.desks.outgoing import papers_to_number
from vhtt_portal.desks.shapes import ClerkDesk, InspectorDesk, Paper

_RECENT = 5


def clerk_desk(user: User) -> ClerkDesk:
    signed = Edition.objects.visible_to(user).filter(status=Edition.Status.SIGNED)
    entries = BookEntry.objects.filter(book__office__locality__in=user.office_place_ids)
    recent = entries.select_related("book").order_by("-book__year", "-number")[:_RECENT]
    return ClerkDesk(
        book="Sổ đăng ký văn bản đi, mới nhất",
        papers=[
            Paper(
                title=f"Báo cáo {edition.period.inside}",
                detail=f"{edition.signer_name} đã ký",
                url=edition.get_absolute_url(),
            )
            for edition in signed.select_related("period").defer("snapshot")
        ]
        + papers_to_number(user),
        recent=[
            Paper(
                title=f"Số {entry.number:02d}/{entry.symbol}",
                detail=f"{short_date(entry.issued_on)} · {entry.subject}",
                url=reverse("documents:register"),
            )
            for entry in recent
        ],
    )


def inspector_desk(user: User) -> InspectorDesk:
    issued = Edition.objects.visible_to(user).filter(status__in=Edition.Status.out())
    return InspectorDesk(
        search_url=reverse("catalogue:indicator-list"),
        query="",
        papers=[
            Paper(
                title=f"Báo cáo {edition.period.inside}",
                detail=f"Số {edition.number:02d}/{edition.symbol}"
                f" ngày {short_date(edition.issued_on)}",
                url=edition.get_absolute_url(),
            )
            for edition in issued.select_related("period").defer("snapshot").order_by("-pk")
            if edition.number is not None and edition.issued_on is not None
        ],
    )
