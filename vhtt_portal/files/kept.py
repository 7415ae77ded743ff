"""Files that are kept: under a random name outside the web's reach, safe before a row tells of it.

A row outlives its file where a copy was restored without the folder of files. Then there is no file
to hand out, the log says which one, and pages and papers do without it.
"""

import logging
import os
from pathlib import Path
from uuid import uuid4

from django.core.files.storage import default_storage
from django.db import models
from django.http import Http404, HttpResponse

from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.content import Evidence
from vhtt_portal.files.evidence.names import disposition

_log = logging.getLogger(__name__)


class KeptFile(models.Model):
    """What every kept file has: its name, what it is, where it lies, who sent it when."""

    class Type(models.TextChoices):
        JPEG = kinds.JPEG, "Ảnh JPEG"
        PNG = kinds.PNG, "Ảnh PNG"
        WEBP = kinds.WEBP, "Ảnh WebP"
        PDF = kinds.PDF, "Tệp PDF"

    name = models.CharField("tên tệp", max_length=200)
    type = models.CharField("loại tệp", max_length=20, choices=Type)
    file = models.FileField("tệp", max_length=120)
    size = models.PositiveIntegerField("dung lượng")
    sha256 = models.CharField("mã băm", max_length=64)
    at = models.DateTimeField("gửi lúc")
    by_name = models.CharField("người gửi", max_length=120)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        return self.type != self.Type.PDF


def write(folder: str, evidence: Evidence, small: Evidence | None = None) -> str:
    """The file's new name below the media root; on the disk, its entry in the folder too.

    A small picture of it lies beside it.
    """
    name = f"{folder}/{uuid4().hex}"
    path = _path(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _put(path, evidence)
    if small is not None:
        _put(_small_path(name), small)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return name


def erase(row: KeptFile) -> None:
    for path in (_path(str(row.file.name)), _small_path(str(row.file.name))):
        path.unlink(missing_ok=True)


def response(row: KeptFile) -> HttpResponse:
    """The file for whoever may see it. It runs nothing and belongs to no page."""
    return _answer(row, _read(row))


def small_response(row: KeptFile) -> HttpResponse:
    """What a page shows of a photo, for whoever may see it."""
    return _answer(row, small_picture(row))


def small_picture(row: KeptFile) -> Evidence | None:
    """The small picture of a photo, or the photo itself where there is none; None: both are gone."""
    try:
        return Evidence(kinds.JPEG, _small_path(str(row.file.name)).read_bytes())
    except FileNotFoundError:
        return _read(row)


def _read(row: KeptFile) -> Evidence | None:
    try:
        return Evidence(row.type, _path(str(row.file.name)).read_bytes())
    except FileNotFoundError:
        _log.exception("A kept file is gone: %s", row.file.name)
        return None


def _answer(row: KeptFile, kept: Evidence | None) -> HttpResponse:
    if kept is None:
        raise Http404
    answer = HttpResponse(kept.content, content_type=kept.type)
    answer.headers["Content-Disposition"] = disposition(row.name, is_shown=row.is_image)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _put(path: Path, evidence: Evidence) -> None:
    with path.open("xb") as file:
        file.write(evidence.content)
        file.flush()
        os.fsync(file.fileno())


def _path(name: str) -> Path:
    return Path(default_storage.path(name))


def _small_path(name: str) -> Path:
    return _path(f"{name}-nho")
