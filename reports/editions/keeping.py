"""Whether everything that was signed and issued is still what the trail says it was."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from audit.chain import row_values, sha256
from audit.models import AuditEntry
from documents.models import BookEntry
from reports.editions.models import Edition, SealedFile, SignedFile

# What the trail said last of one row, by its name in ``changes``; files handed in are a list.
Told = Mapping[str, Any]
_FILES, _HASH_OF = "file", "sha256."


def departures() -> Iterator[str]:
    """One sentence for each edition and each number of the book that is not as it was written.

    The triggers refuse such a change; this finds what was changed past them. Reads every file.
    """
    yield from _departed(Edition.objects.select_related("period"), _edition_faults)
    yield from _departed(BookEntry.objects.all(), _row_faults)


def _departed(rows: Any, faults: Any) -> Iterator[str]:
    told = _told(rows.model._meta.label_lower)
    for row in rows.order_by("pk"):
        known = told.pop(str(row.pk), None)
        found = faults(row, known) if known else ["không có trong nhật ký"]
        if found:
            yield f"{row}: {', '.join(found)}."
    for label in (each["label"] for each in told.values()):
        yield f"{label}: không còn trong cơ sở dữ liệu."


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
    found = []
    if edition.status != told.get("status"):
        found.append("trạng thái khác nhật ký")
    signed = sha256(edition.snapshot) if edition.snapshot else ""
    if not signed == edition.content_hash == told.get("content_hash", ""):
        found.append("nội dung khác lúc ký")
    if not edition.is_out:
        return found
    found += _row_faults(edition, told)
    files = {name.removeprefix(_HASH_OF): told[name] for name in told if name.startswith(_HASH_OF)}
    if list(_sealed_files(edition)) != sorted(files.items()):
        found.append("tệp ban hành khác lúc ban hành")
    copies = [row_values(row) for row in SignedFile.objects.filter(edition=edition)]
    if copies != told[_FILES]:
        found.append("bản ký số khác lúc nhận")
    return found


def _sealed_files(edition: Edition) -> Iterator[tuple[str, str]]:
    for file in SealedFile.objects.filter(edition=edition).order_by("format"):
        content = bytes(file.content)
        is_itself = (file.sha256, file.size) == (sha256(content), len(content))
        yield file.format, sha256(content) if is_itself else ""


def _row_faults(row: Edition | BookEntry, told: Told) -> list[str]:
    """What was issued before the trail kept whole rows is held to what it kept."""
    if "row" not in told:
        return []
    now = row_values(row)
    names = [name for name, value in told["row"].items() if now.get(name) != value]
    labels = [str(getattr(row._meta.get_field(name), "verbose_name", name)) for name in names]
    return [f"khác lúc ghi: {', '.join(labels)}"] if labels else []
