"""Photos and papers at a register's row: kept, captioned, taken away, each with its entry in the trail."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from accounts.rows import require_reason
from accounts.scope import require_writing
from audit.actions import Actor, record
from audit.chain import sha256
from audit.locking import lock
from audit.models import Source
from localities.models import Locality
from vhtt_portal.dates import moment
from vhtt_portal.files import kept
from vhtt_portal.files.evidence.content import Evidence
from vhtt_portal.files.evidence.names import tidy_name
from vhtt_portal.files.kept import KeptFile
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

MOST_FILES = 20


class RowFile(KeptFile):
    """A file of a register's row, with the words under it."""

    caption = models.CharField("chú thích", max_length=200, blank=True)

    class Meta:
        abstract = True


File = TypeVar("File", bound=RowFile)


@dataclass(frozen=True, slots=True)
class FileRegister(Generic[File]):
    """The files of one kind of row.

    ``owner`` is the field of ``model`` that leads to the row, ``folder`` where they lie,
    ``place_of`` tells in whose register a row stands.
    """

    model: type[File]
    name: str
    owner: str
    folder: str
    place_of: Callable[[Any], Locality]

    def add(
        self, row: models.Model, *, name: str, evidence: Evidence, small: Evidence | None = None,
        caption: str = "", by: Actor, at: datetime | None = None,
    ) -> File:  # fmt: skip
        """Keep a file at a row; the same file sent twice is kept once.

        ``evidence`` is what the limited process made of it, ``small`` its picture for pages. The file is safe on the disk before
        its row is written, and outside of the transaction: nobody waits for the disk.
        """
        fresh = self.model(
            name=tidy_name(name, evidence.type), type=evidence.type, caption=tidy(caption),
            file=kept.write(self.folder, evidence, small), size=len(evidence.content),
            sha256=sha256(evidence.content), at=moment(at), by_name=by.audit_name,
        )  # fmt: skip
        try:
            stored = self._store(fresh, row, by)
        except BaseException:
            kept.erase(fresh)
            raise
        if stored is not fresh:
            kept.erase(fresh)
        return stored

    @transaction.atomic
    def _store(self, fresh: File, row: models.Model, by: Actor) -> File:
        current = lock(row)
        place = self.place_of(current)
        require_writing(by, {place.pk})
        there = list(self._of(current))
        for one in there:
            if one.sha256 == fresh.sha256:
                return one
        if len(there) >= MOST_FILES:
            raise RuleError(f"Mục này đã có {MOST_FILES} tệp. Hãy bỏ bớt một tệp rồi gửi lại.")
        setattr(fresh, self.owner, current)
        fresh.save()
        record(
            by=by, verb=f"{self.name}.added", target=current,
            changes={fresh.name: (None, fresh.sha256)}, place=place.full_name,
            source=Source.REGISTER, at=fresh.at,
        )  # fmt: skip
        return fresh

    @transaction.atomic
    def remove(self, file: File, *, reason: str, by: Actor, at: datetime | None = None) -> None:
        """Take a file away; it leaves the disk once that is certain."""
        reason = require_reason(reason)
        row = lock(getattr(file, self.owner))
        place = self.place_of(row)
        require_writing(by, {place.pk})
        stored = self._of(row).filter(pk=file.pk).first()
        if stored is None:
            return  # somebody else was faster
        stored.delete()
        record(
            by=by, verb=f"{self.name}.removed", target=row,
            changes={stored.name: (stored.sha256, None)}, place=place.full_name, reason=reason,
            source=Source.REGISTER, at=at,
        )  # fmt: skip
        transaction.on_commit(lambda: kept.erase(stored))

    def _of(self, row: models.Model) -> "models.QuerySet[File]":
        manager: models.Manager[File] = self.model._default_manager  # noqa: SLF001 - whichever model
        return manager.filter(**{self.owner: row})
