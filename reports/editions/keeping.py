"""Whether everything that was signed and issued is still what the trail says it was."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from audit.chain import row_values, sha256
from audit.models import AuditEntry
from documents.models import BookEntry
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from reports.editions.models import Edition, SealedFile, SignedFile

# What the trail said last of one row, by its name in ``changes``; files handed in are a list.
Told = Mapping[str, Any]
_FILES, _HASH_OF = "file", "sha256."


def departures() -> Iterator[str]:
    """One sentence for each edition, each other paper and each number of the books that is not as
    it was written.

    The triggers refuse such a change; this finds what was changed past them. Reads every file.
    """
    yield from _departed(Edition.objects.select_related("period"), _edition_faults)
    yield from _departed(Paper.objects.all(), _paper_faults)
    yield from _departed(BookEntry.objects.all(), _row_faults)


def _departed(rows: Any, faults: Any) -> Iterator[str]:
    told = _told(rows.model._meta.label_lower)
    for row in rows.order_by("pk"):
        known = told.pop(str(row.pk), None)
        found = faults(row, known) if known else ["không có trong nhật ký"]
        if found:
            yield f"{row}: {', '.join(found)}."
    for gone in told.values():
        if gone.get("status", "") is not None:  # a draft may be thrown away, and the trail says so
            yield f"{gone['label']}: không còn trong cơ sở dữ liệu."


def _told(target_type: str) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = defaultdict(lambda: {_FILES: []})
    entries = AuditEntry.objects.filter(target_type=target_type).order_by("number")
    for target_id, label, changes in entries.values_list("target_id", "target_label", "changes"):
        known = told[target_id]
        known["label"] = label
        for name, (_, new) in changes.items():
            if name == _FILES:
                known[_FILES].append(new)
            else:
                known[name] = new
    return told


def _edition_faults(edition: Edition, told: Told) -> list[str]:
    found = list(_signed_faults(edition, told))
    if not edition.is_out:
        return found
    found += _issued_faults(edition, SealedFile.objects.filter(edition=edition), told)
    found += _copies_faults(SignedFile.objects.filter(edition=edition), told)
    return found


def _paper_faults(paper: Paper, told: Told) -> list[str]:
    found = list(_signed_faults(paper, told))
    if paper.is_out:
        found += _issued_faults(paper, PaperFile.objects.filter(paper=paper), told)
        found += _copies_faults(PaperCopy.objects.filter(paper=paper), told)
    return found


def _copies_faults(copies: Any, told: Told) -> Iterator[str]:
    if [row_values(row) for row in copies] != told[_FILES]:
        yield "bản ký số khác lúc nhận"


def _signed_faults(document: Edition | Paper, told: Told) -> Iterator[str]:
    if document.status != told.get("status"):
        yield "trạng thái khác nhật ký"
    signed = sha256(document.snapshot) if document.snapshot else ""
    if not signed == document.content_hash == told.get("content_hash", ""):
        yield "nội dung khác lúc ký"


def _issued_faults(document: Edition | Paper, files: Any, told: Told) -> Iterator[str]:
    yield from _row_faults(document, told)
    hashes = {name.removeprefix(_HASH_OF): told[name] for name in told if name.startswith(_HASH_OF)}
    if list(_sealed(files)) != sorted(hashes.items()):
        yield "tệp ban hành khác lúc ban hành"


def _sealed(files: Any) -> Iterator[tuple[str, str]]:
    for file in files.order_by("format"):
        content = bytes(file.content)
        is_itself = (file.sha256, file.size) == (sha256(content), len(content))
        yield file.format, sha256(content) if is_itself else ""


def _row_faults(row: Edition | Paper | BookEntry, told: Told) -> list[str]:
    """What was issued before the trail kept whole rows is held to what it kept."""
    if "row" not in told:
        return []
    now = row_values(row)
    names = [name for name, value in told["row"].items() if now.get(name) != value]
    labels = [str(getattr(row._meta.get_field(name), "verbose_name", name)) for name in names]
    return [f"khác lúc ghi: {', '.join(labels)}"] if labels else []
