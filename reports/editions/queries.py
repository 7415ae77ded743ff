"""Reading editions, and what a report would say now."""

import json
from typing import cast

from reports.editions.content import Content
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile, SignedFile
from reports.entry.models import Period


def prepared(period: Period) -> Period:
    """The period with its office, place and form, as every total needs it. One query."""
    rows = Period.objects.select_related("office__locality", "form_version")
    return rows.get(pk=period.pk)


def editions(period: Period) -> list[Edition]:
    """Newest first. One query."""
    rows = Edition.objects.with_page_relations().filter(period=period).defer("snapshot")
    return list(rows.order_by("-sequence"))


def in_force(period: Period) -> Edition | None:
    """The issued edition that counts, if there is one. One query."""
    return Edition.objects.filter(period=period, status=Edition.Status.ISSUED).first()


def sealed_content(edition: Edition) -> Content:
    """What was signed, read back from its sealed text."""
    return cast("Content", json.loads(edition.snapshot))


def signed_files(edition: Edition) -> list[SignedFile]:
    """The digitally signed copies without their bytes, the newest first. One query."""
    return list(edition.signed_files.defer("content").order_by("-order"))


def sealed_files(edition: Edition) -> list[SealedFile]:
    """The files without their bytes, the paper first. One query."""
    files = SealedFile.objects.filter(edition=edition).defer("content")
    return sorted(files, key=lambda file: list(Format).index(Format(file.format)))
