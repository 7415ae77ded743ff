"""A digital signature put on an issued PDF by whoever holds the key: the person first, then the agency.

Runs on the signer's own computer; the key never leaves the token. The person's signature certifies
the paper and allows nothing but signing (DocMDP P2, ISO 32000-2, 12.8.2.2), the agency's locks it
(P1): after that any change shows.
"""

from dataclasses import replace
from enum import Enum
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from documents import signature_place, signatures
from documents.appearance import Box, seal_box, seal_ink, signature_box, signature_ink, stamp
from vhtt_portal.rules import RuleError

NO_PDF = "Tệp này không phải PDF hoặc đã hỏng. Hãy tải lại tệp PDF từ cổng."
ALREADY_SIGNED = (
    "Tệp này đã có chữ ký số. Người ký ký trước, cơ quan ký sau; hãy ký tệp PDF tải từ cổng."
)
PERSON_FIRST = "Tệp này chưa có chữ ký số của người ký. Người ký ký trước, cơ quan ký sau."
SEALED_ALREADY = "Tệp này đã có chữ ký số của cơ quan nên không ký thêm được."
NOT_ALLOWED = "Chữ ký số đã có trên tệp này không cho ký thêm."
NO_PLACE = (
    "Tệp này không có chỗ ký do cổng đánh dấu nên không đặt hình ảnh được."
    " Hãy ký không kèm hình ảnh."
)
NO_ROOM_FOR_SEAL = (
    "Người ký đã ký không kèm hình ảnh nên tệp không có chỗ cho hình dấu."
    " Hãy ký không kèm hình ảnh."
)
SEAL_WANTED = "Tệp này có chỗ cho hình dấu của cơ quan. Hãy cho biết tệp ảnh của dấu."

_PERSON_FIELD, _AGENCY_FIELD = "NguoiKy", "CoQuan"
_SAID = {
    _PERSON_FIELD: "Chữ ký số của người ký",
    _AGENCY_FIELD: "Chữ ký số của cơ quan ban hành",
}


class Role(Enum):
    PERSON = "person"
    AGENCY = "agency"


def sign(pdf: bytes, *, role: Role, signer: Any, image: bytes | None = None) -> bytes:
    """The file with one more signature by ``signer`` (pyHanko's); ``image`` is what it shows, if anything.

    Starts an event loop of its own.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415

    try:
        reader = signatures.reader(pdf)
        writer = IncrementalPdfFileWriter.from_reader(reader)
    except PdfReadError:
        raise RuleError(NO_PDF) from None
    if role is Role.PERSON:
        return _by_person(reader, writer, signer, image)
    return _by_agency(reader, writer, signer, image)


def _by_person(reader: Any, writer: Any, signer: Any, image: bytes | None) -> bytes:
    if reader.embedded_signatures:
        raise RuleError(ALREADY_SIGNED)
    if image is None:
        _add_field(writer, _PERSON_FIELD)
        return _signed(writer, signer, _PERSON_FIELD, certify=True)
    place = signature_place.find(reader)
    if place is None:
        raise RuleError(NO_PLACE)
    ink = signature_ink(image)
    box = signature_box(place, ink)
    _add_field(writer, _PERSON_FIELD, page=place.page, box=box)
    # Once the paper is certified no visible field may come to it, so the seal's is put there now.
    _add_field(writer, _AGENCY_FIELD, page=place.page, box=seal_box(box))
    return _signed(writer, signer, _PERSON_FIELD, certify=True, shown=stamp(ink, box))


def _by_agency(reader: Any, writer: Any, signer: Any, image: bytes | None) -> bytes:
    if not reader.embedded_signatures:
        raise RuleError(PERSON_FIRST)
    if any(each.field_name == _AGENCY_FIELD for each in reader.embedded_signatures):
        raise RuleError(SEALED_ALREADY)
    box = _box_of(reader, _AGENCY_FIELD)
    if box is None:
        if image is not None:
            raise RuleError(NO_ROOM_FOR_SEAL)
        _add_field(writer, _AGENCY_FIELD)
        return _signed(writer, signer, _AGENCY_FIELD)
    if image is None:
        raise RuleError(SEAL_WANTED)
    return _signed(writer, signer, _AGENCY_FIELD, shown=stamp(seal_ink(image), box))


def _add_field(writer: Any, name: str, *, page: int = 0, box: Box | None = None) -> None:
    from pyhanko.sign import fields  # noqa: PLC0415

    described: Any = fields.SigFieldSpec
    spec = described(name, on_page=page, box=box, readable_field_name=_SAID[name])
    if name == _AGENCY_FIELD:
        spec = replace(
            spec,
            field_mdp_spec=fields.FieldMDPSpec(fields.FieldMDPAction.ALL),
            doc_mdp_update_value=fields.MDPPerm.NO_CHANGES,
        )
    fields.append_signature_field(writer, spec)


def _box_of(reader: Any, name: str) -> Box | None:
    from pyhanko.sign.fields import enumerate_sig_fields  # noqa: PLC0415

    for found, _, field in enumerate_sig_fields(reader, filled_status=False):
        if found == name:
            left, bottom, right, top = (float(each) for each in field.get_object()["/Rect"])
            return (left, bottom, right, top)
    return None


def _signed(
    writer: Any, signer: Any, field: str, *, certify: bool = False, shown: bytes | None = None
) -> bytes:
    from pyhanko.sign import PdfSignatureMetadata, PdfSigner  # noqa: PLC0415
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.general import SigningError  # noqa: PLC0415

    asked = PdfSignatureMetadata(
        field_name=field,
        subfilter=SigSeedSubFilter.PADES,
        certify=certify,
        docmdp_permissions=MDPPerm.FILL_FORMS if certify else MDPPerm.NO_CHANGES,
    )
    out = BytesIO()
    with TemporaryDirectory() as folder:
        style = None if shown is None else _style(Path(folder) / "stamp.pdf", shown)
        try:
            PdfSigner(asked, signer, stamp_style=style).sign_pdf(writer, output=out)
        except SigningError:
            raise RuleError(NOT_ALLOWED) from None
    return out.getvalue()


def _style(path: Path, shown: bytes) -> Any:
    """The library takes what is shown from a file only."""
    from pyhanko.pdf_utils import layout  # noqa: PLC0415
    from pyhanko.stamp import StaticStampStyle  # noqa: PLC0415

    path.write_bytes(shown)
    middle = layout.AxisAlignment.ALIGN_MID
    whole = layout.SimpleBoxLayoutRule(
        x_align=middle, y_align=middle, margins=layout.Margins(0, 0, 0, 0)
    )
    return StaticStampStyle.from_pdf_file(str(path), border_width=0, background_layout=whole)
