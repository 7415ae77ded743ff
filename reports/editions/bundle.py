"""An edition with everything that it was made from, in one archive that opens without the portal.

Beside the files as they went out lie the sealed content, the catalogue, what the trail says, and
the hashes of all of them; from the content alone the files can be drawn anew (``check``).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any, cast
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from django.core import serializers
from django.db.models import Q
from django.template.loader import render_to_string

from audit.chain import canonical_json, sealed_fields, sha256
from audit.models import AuditEntry
from reports.catalogue.models import (
    Annex,
    Exhibit,
    FormVersion,
    Indicator,
    OutlineNode,
    Rule,
    Section,
    Sentence,
)
from reports.editions.compose import Signature
from reports.editions.content import Content, content_hash
from reports.editions.exports import Issue, as_issued
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile, SignedFile
from reports.entry.models import Period, Submission
from vhtt_portal.rules import RuleError

INDEX, SUMS = "muc-luc.html", "SHA256SUMS"
CONTENT, ISSUE, CATALOGUE, TRAIL = (
    "noi-dung.json",
    "ban-hanh.json",
    "danh-muc.json",
    "nhat-ky.jsonl",
)
_STEM = "bao-cao"
_HASH_LENGTH = 64
# Bytes unpacked; the largest part is the PDF, of a few megabytes.
_LARGEST = 100_000_000
_DAMAGED = "Tệp này không phải bộ hồ sơ của cổng, hoặc đã hỏng. Hãy chép lại từ nơi lưu trữ."
_PARTS: Sequence[Any] = (Section, Indicator, Rule, OutlineNode, Sentence, Exhibit, Annex)


@dataclass(frozen=True, slots=True)
class BundledFile:
    """A file of the archive and what it is, as the index tells it."""

    name: str
    content: bytes
    what: str

    @property
    def sha256(self) -> str:
        return sha256(self.content)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """A file drawn anew from the sealed content: the same bytes, or the same figures, or neither."""

    name: str
    is_same: bool


def bundle(edition: Edition) -> bytes:
    """Refuses what is not issued. The same edition gives the same bytes until more happens to it."""
    if not edition.is_out:
        raise RuleError("Báo cáo chưa ban hành nên chưa có bộ hồ sơ.")
    files = list(_files(edition))
    index = render_to_string("editions/bundle_index.html", {"edition": edition, "files": files})
    sums = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in (
            (INDEX, index.encode()),
            *((file.name, file.content) for file in files),
            (SUMS, sums.encode()),
        ):
            archive.writestr(_entry(name, edition.issued_on), content, ZIP_DEFLATED)
    return stream.getvalue()


def check(data: bytes) -> list[Redrawn]:
    """Hold the archive's hashes, then draw its files anew from its content, asking no database.

    Refuses a damaged archive and one whose figures come out otherwise. A PDF or DOCX drawn by
    another release of the portal may differ in its bytes; JSON tells the figures.
    """
    files = _unpacked(data)
    said, issued = _read(files)
    _hold_trail(files[TRAIL].decode())
    redrawn = [
        Redrawn(name, content == files[name])
        for file_format, content in as_issued(said, issued).items()
        if (name := f"{_STEM}.{file_format}") in files
    ]
    figures = f"{_STEM}.{Format.JSON}"
    if any(row.name == figures and not row.is_same for row in redrawn):
        raise RuleError("Số liệu vẽ lại từ nội dung đã ký không giống tệp đã ban hành.")
    return redrawn


def _files(edition: Edition) -> Iterator[BundledFile]:
    for sealed in SealedFile.objects.filter(edition=edition).order_by("format"):
        what = f"Báo cáo như đã ban hành, dạng {sealed.format.upper()}"
        yield BundledFile(f"{_STEM}.{sealed.format}", bytes(sealed.content), what)
    for copy in SignedFile.objects.filter(edition=edition):
        what = f"Bản PDF có chữ ký số, lần {copy.order}"
        yield BundledFile(f"{_STEM}-ky-so-{copy.order}.pdf", bytes(copy.content), what)
    yield BundledFile(
        CONTENT, edition.snapshot.encode(), "Nội dung đã ký: mọi con số và lời văn của báo cáo"
    )
    yield BundledFile(ISSUE, _issue(edition), "Số, ngày, người ký, mã băm của nội dung đã ký")
    yield BundledFile(
        CATALOGUE, _catalogue(edition.period.form_version),
        "Danh mục chỉ tiêu, quy tắc, đề cương và câu mẫu đã dùng",
    )  # fmt: skip
    yield BundledFile(
        TRAIL, _trail(edition), "Nhật ký của báo cáo và của từng phiếu số liệu, nối bằng mã băm"
    )


def _issue(edition: Edition) -> bytes:
    day = edition.issued_on
    told = {
        "number": edition.number,
        "symbol": edition.symbol,
        "issued_on": day.isoformat() if day else None,
        "issued_by": edition.issued_by_name,
        "signer": edition.signer_name,
        "capacity_lines": edition.capacity_lines,
        "signing_basis": edition.signing_basis,
        "content_hash": edition.content_hash,
        "sequence": edition.sequence,
        "reason": edition.reason,
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _catalogue(version: FormVersion) -> bytes:
    """As ``loaddata`` reads it."""
    rows = [version, *(row for part in _PARTS for row in part.objects.filter(version=version))]
    return str(serializers.serialize("json", rows, indent=1, ensure_ascii=False)).encode()


def _trail(edition: Edition) -> bytes:
    """Every entry about the edition, its period and the period's sheets, one a line.

    A line without its "hash" is the text that this hash is taken of.
    """
    sheets = Submission.objects.filter(period=edition.period_id).values_list("pk", flat=True)
    about = (
        _about(Edition, [edition.pk])
        | _about(Period, [edition.period_id])
        | _about(Submission, sheets)
    )
    entries = AuditEntry.objects.filter(about).order_by("number")
    lines = (canonical_json({**sealed_fields(entry), "hash": entry.hash}) for entry in entries)
    return "".join(f"{line}\n" for line in lines).encode()


def _about(model: Any, keys: Iterable[int]) -> Q:
    return Q(target_type=model._meta.label_lower, target_id__in=[str(key) for key in keys])


def _entry(name: str, day: date | None) -> ZipInfo:
    entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0) if day else (1980, 1, 1, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    return entry


def _unpacked(data: bytes) -> Mapping[str, bytes]:
    """The archive's files, each held against its hash."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise RuleError(_DAMAGED)
            files = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        sums = {
            line[_HASH_LENGTH + 2 :]: line[:_HASH_LENGTH]
            for line in files[SUMS].decode().splitlines()
        }
    except (BadZipFile, KeyError, ValueError, EOFError, OSError, NotImplementedError) as fault:
        raise RuleError(_DAMAGED) from fault
    for name, expected in sums.items():
        if name not in files:
            raise RuleError(f"Bộ hồ sơ thiếu tệp {name}.")
        if sha256(files[name]) != expected:
            raise RuleError(f"Tệp {name} trong bộ hồ sơ đã bị sửa.")
    if extra := sorted(files.keys() - sums.keys() - {INDEX, SUMS}):
        raise RuleError(f"Bộ hồ sơ có tệp lạ: {extra[0]}.")
    return files


def _read(files: Mapping[str, bytes]) -> tuple[Content, Issue]:
    try:
        said = cast("Content", json.loads(files[CONTENT]))
        told = json.loads(files[ISSUE])
        issue = Issue(
            told["number"],
            date.fromisoformat(told["issued_on"]),
            Signature(tuple(told["capacity_lines"]), told["signer"]),
        )
        is_signed = content_hash(said) == told["content_hash"]
    except (KeyError, ValueError, TypeError) as fault:
        raise RuleError(_DAMAGED) from fault
    if not is_signed:
        raise RuleError("Nội dung trong bộ hồ sơ không phải nội dung đã ký.")
    return said, issue


def _hold_trail(lines: str) -> None:
    for line in lines.splitlines():
        entry = json.loads(line)
        kept = entry.pop("hash")
        if sha256(canonical_json(entry)) != kept:
            raise RuleError(f"Bản ghi nhật ký số {entry['number']} trong bộ hồ sơ đã bị sửa.")
