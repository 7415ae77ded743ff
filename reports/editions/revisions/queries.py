"""Reading kept revisions, and what moved since somebody read."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.utils import timezone

from accounts.models import User
from audit.chain import sha256
from reports.editions.changes import Difference, moved_figures
from reports.editions.content import Content, section_contents
from reports.editions.models import ReaderLink, Reading, Revision
from reports.entry.models import Period
from reports.narrative.queries import Material


@dataclass(frozen=True, slots=True)
class SinceRead:
    """Which figures are not what they were when this person read the report, and when that was."""

    at: datetime
    revision_id: int
    moved: list[Difference]

    @property
    def sentence(self) -> str:
        when = timezone.localtime(self.at)
        return f"{len(self.moved)} con số đã thay đổi từ lần bạn đọc ({when:%H:%M %d/%m/%Y})"


def since_read(source: Material, user: User) -> SinceRead | None:
    """Nothing for whoever has marked nothing as read. One query."""
    row = Reading.objects.filter(period=source.period, user=user).select_related("revision").first()
    if row is None:
        return None
    moved = moved_figures(content_of(row.revision)["sections"], section_contents(source))
    return SinceRead(row.at, row.revision_id, moved)


def revisions(period: Period) -> list[Revision]:
    """Newest first, without their content. One query."""
    return list(Revision.objects.filter(period=period).defer("content"))


def reader_links(period: Period) -> list[ReaderLink]:
    """Newest first. One query."""
    return list(
        ReaderLink.objects.filter(revision__period=period)
        .select_related("revision__period__office__locality")
        .defer("revision__content")
    )


def link_of(secret: str) -> ReaderLink | None:
    """The link that an address was made for. One query."""
    rows = ReaderLink.objects.select_related("revision__period__office__locality")
    return rows.defer("revision__content").filter(secret_hash=sha256(secret)).first()


def content_of(revision: Revision) -> Content:
    return cast("Content", json.loads(revision.content))
