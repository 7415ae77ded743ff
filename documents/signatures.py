"""Digital signatures on a PDF that the portal issued: whose they are, and that nothing else came to it.

``inspect`` runs in the limited process of ``vhtt_portal.files.child``: what is signed elsewhere is a
file from outside. It takes and gives bytes (``asked``, ``answered``) and imports no model.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Coroutine, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Any, TypeVar

from vhtt_portal.files.refusals import RefusedError

NO_SIGNATURE = "Tệp này chưa có chữ ký số nào. Hãy ký số tệp PDF tải từ cổng rồi gửi lại."
OTHER_CHANGE = (
    "Ngoài chữ ký số, tệp này còn bị thay đổi sau khi ban hành."
    " Hãy tải lại tệp PDF từ cổng, chỉ ký số rồi gửi lại."
)
WRITTEN_AFTER = (
    "Sau chữ ký số cuối cùng, tệp này còn bị ghi thêm. Hãy gửi đúng tệp mà phần mềm ký đã lưu."
)
NOT_WHOLE = "Chữ ký số của {} không còn nguyên vẹn. Hãy ký lại tệp PDF tải từ cổng."
NOT_PREPARED = (
    "Bản này ban hành khi cổng chưa chuẩn bị chỗ ký số, nên không nhận lại bản ký số của nó được."
)
UNREADABLE = "Không đọc được chữ ký số của tệp này. Hãy gửi đúng tệp PDF mà phần mềm ký đã lưu."

Answer = TypeVar("Answer")
_VIET_NAM = timezone(timedelta(hours=7))


@dataclass(frozen=True, slots=True)
class DigitalSignature:
    """``at`` is what the signer's machine says, ISO 8601 with its zone; ``issuer`` who vouches.

    ``is_trusted``: the certificate leads to one of the roots that the installation trusts.
    """

    name: str
    issuer: str
    at: str
    is_trusted: bool

    @property
    def day(self) -> str:
        """When it was put, by the signer's clock: 28/12/2020 10:15."""
        if not self.at:
            return ""
        return datetime.fromisoformat(self.at).astimezone(_VIET_NAM).strftime("%d/%m/%Y %H:%M")


def asked(signed: bytes, *, issued: int, roots: Iterable[bytes]) -> bytes:
    """The question: a file whose first ``issued`` bytes are the portal's, and trusted certificates."""
    head = {"issued": issued, "roots": [b64encode(root).decode() for root in roots]}
    return json.dumps(head).encode() + b"\n" + signed


def answered(answer: bytes) -> list[DigitalSignature]:
    """In the order in which they were put."""
    return [DigitalSignature(**row) for row in json.loads(answer)]


def inspect(question: bytes) -> bytes:
    """The signatures, when they are all that came to the issued bytes; otherwise refuses."""
    head, _, signed = question.partition(b"\n")
    terms = json.loads(head)
    try:
        found = _found(signed, terms["issued"], [b64decode(root) for root in terms["roots"]])
    except RefusedError:
        raise
    except Exception as fault:  # what a crafted file makes of the library is nobody's to foresee
        raise RefusedError(UNREADABLE) from fault
    return json.dumps([asdict(signature) for signature in found]).encode()


def _found(signed: bytes, issued: int, roots: list[bytes]) -> list[DigitalSignature]:
    """PDF (ISO 32000-2, 12.8): each signature covers the file up to itself, the last one all of it."""
    from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel  # noqa: PLC0415
    from pyhanko.sign.validation.status import SignatureCoverageLevel  # noqa: PLC0415

    _silence()
    read, before = reader(signed), reader(signed[:issued])
    if "/AcroForm" not in before.root:
        raise RefusedError(NOT_PREPARED)
    if not read.embedded_signatures:
        raise RefusedError(NO_SIGNATURE)
    policy = _policy()
    changes = policy.review_file(read, before.xrefs.total_revisions - 1)
    if (
        not isinstance(changes, DiffResult)
        or changes.modification_level > ModificationLevel.FORM_FILLING
    ):
        raise RefusedError(OTHER_CHANGE)
    _require_all_kept(read, before.xrefs.total_revisions)
    found = []
    for embedded in read.embedded_signatures:
        status = _validated(embedded, policy, roots)
        name = _common_name(status.signing_cert.subject)
        if not (status.intact and status.valid):
            raise RefusedError(NOT_WHOLE.format(name))
        if status.docmdp_ok is False:
            raise RefusedError(OTHER_CHANGE)
        at = status.signer_reported_dt
        issuer = _common_name(status.signing_cert.issuer)
        found.append(
            DigitalSignature(name, issuer, at.isoformat() if at else "", bool(status.trusted))
        )
    if status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise RefusedError(WRITTEN_AFTER)
    return found


def _silence() -> None:
    """The library tells of every fault in detail; we tell in a sentence."""
    import logging  # noqa: PLC0415 - the limited process imports little

    for library in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)


def _require_all_kept(read: Any, issued: int) -> None:
    """Nobody's signature is taken out or exchanged by whoever signs after; what is gone from the last
    revision is in none of the signatures that are looked at. ``issued``: the portal's own revisions.
    """
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    kept: set[tuple[str, tuple[int, ...]]] = set()
    for revision in range(issued, read.xrefs.total_revisions):
        then = read.get_historical_resolver(revision)
        filled = {
            (name, tuple(map(int, then.get_object(value.reference)["/ByteRange"])))
            for name, value, _ in enumerate_sig_fields(then, filled_status=True)
        }
        if not kept <= filled:
            raise RefusedError(OTHER_CHANGE)
        kept = filled


def _validated(embedded: Any, policy: Any, roots: list[bytes]) -> Any:
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415
    from pyhanko.sign.validation import async_validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    trusted = [cert for root in roots for cert in load_certs_from_pemder_data(root)]
    context = ValidationContext(trust_roots=trusted, allow_fetching=False)
    return _finished(async_validate_pdf_signature(embedded, context, diff_policy=policy))


def _finished(work: Coroutine[Any, Any, Answer]) -> Answer:
    """Nothing is fetched, so nothing is ever waited for: no event loop, whose sockets are refused."""
    try:
        work.send(None)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]  # what the coroutine returns
    raise RuntimeError("the check of a signature waits for something")


def _policy() -> Any:
    """pyHanko's own rules, for the step from no signature at all to the first one as well."""
    from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, StandardDiffPolicy  # noqa: PLC0415
    from pyhanko.sign.diff_analysis.form_rules_api import FormUpdatingRule  # noqa: PLC0415
    from pyhanko.sign.diff_analysis.rules.file_structure_rules import (  # noqa: PLC0415
        CatalogModificationRule,
    )

    usual = DEFAULT_DIFF_POLICY.global_rules
    form: Any = DEFAULT_DIFF_POLICY.form_rule
    rule_of: Any = CatalogModificationRule
    catalogue = rule_of(rule_of().ignored_keys | {"/Perms"})
    return StandardDiffPolicy(
        global_rules=[
            catalogue if isinstance(rule, CatalogModificationRule) else rule for rule in usual
        ],
        form_rule=FormUpdatingRule(
            form.field_rules, ignored_acroform_keys=form.ignored_acroform_keys | {"/SigFlags"}
        ),
    )


def _common_name(name: Any) -> str:
    said = name.native
    return str(said.get("common_name") or said.get("organization_name") or "không rõ tên")


def reader(content: bytes) -> Any:
    from pyhanko.pdf_utils import generic  # noqa: PLC0415
    from pyhanko.pdf_utils.decode_limits import DecodePurpose  # noqa: PLC0415
    from pyhanko.pdf_utils.misc import PdfStrictReadError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    class Reader(PdfFileReader):
        """Reads the directory of an object stream once, not again for each of its objects.

        A tagged report is one stream of seven thousand objects: a second instead of a minute.
        """

        directories: dict[int, tuple[bytes, list[int], list[int]]]

        def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
            if stmnum not in self.directories:
                stream: Any = generic.Reference(stmnum, 0, self).get_object()
                data, first = stream.read_data(DecodePurpose.OBJECT_STREAM), stream["/First"]
                told = [int(number) for number in data[:first].split()]
                self.directories[stmnum] = (data, told[::2], [first + at for at in told[1::2]])
            data, numbers, places = self.directories[stmnum]
            if numbers[idx] != idnum:
                raise PdfStrictReadError("Object is in wrong index.")
            at = BytesIO(data)
            at.seek(places[idx])
            return generic.read_object(at, generic.Reference(idnum, 0, self))

    Reader.directories = {}
    return Reader(BytesIO(content))
