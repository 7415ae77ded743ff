"""An issued PDF as it comes back digitally signed: the issued bytes, then signatures, nothing else."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from documents import signatures
from documents.signatures import DigitalSignature
from vhtt_portal.files import child
from vhtt_portal.rules import RuleError


def added_signatures(content: bytes, *, latest: bytes, issued: int) -> list[DigitalSignature]:
    """All signatures on ``content``, which must go on from ``latest``, the newest file we keep.

    ``issued``: how many of its first bytes went out. Refuses whatever else came to the file.
    """
    if content == latest:
        raise RuleError("Tệp này chính là tệp cổng đang giữ. Hãy ký số tệp rồi gửi lại.")
    if not content.startswith(latest):
        raise RuleError(
            "Tệp này không phải bản PDF mới nhất tải từ cổng rồi ký thêm."
            " Hãy tải lại bản mới nhất, ký số rồi gửi lại."
        )
    return signatures_on(content, issued=issued)


def signatures_on(content: bytes, *, issued: int) -> list[DigitalSignature]:
    """Of a PDF whose first ``issued`` bytes are the portal's; refuses any other change."""
    question = signatures.asked(content, issued=issued, roots=_roots())
    return signatures.answered(child.run(signatures.inspect, question))


def _roots() -> Iterator[bytes]:
    folder = Path(settings.SIGNATURE_ROOTS)
    return (path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file())
