"""What is no .xlsx is refused by what it holds: there is no name or suffix to believe."""

import random
import struct
import zipfile

import pytest

from tests.reports.entry.excel.corpus import CASES
from tests.reports.entry.excel.corpus.resaved import resaved
from tests.reports.entry.excel.corpus.variants import unzipped
from tests.reports.entry.excel.hostile.outside import OLE
from tests.reports.entry.excel.packages import zipped
from vhtt_portal.files.child import FileError
from vhtt_portal.files.refusals import LOCKED, MACRO, NOT_XLSX
from vhtt_portal.files.workbook.intake import read_workbook

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SAVED = {
    "xls": NOT_XLSX, "ods": NOT_XLSX, "csv": NOT_XLSX, "html": NOT_XLSX, "pdf": NOT_XLSX,
    "xlsm": MACRO,
}  # fmt: skip
_EACH = 5


def _compound(*streams: str) -> bytes:
    """A compound file whose directory names these streams, each a sector of chance."""
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(478)
    directory = b"".join(
        (name + "\0").encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, 5 if name == "Root Entry" else 2, 1)
        + bytes(60)
        for name in ("Root Entry", *streams)
    )
    return head + directory + random.Random(len(streams)).randbytes(512 * len(streams))


def _table(row: str, start: str = "", end: str = "") -> bytes:
    return (start + "".join(row.format(n, "Nhà văn hóa") for n in range(40)) + end).encode()


def _typed(content: bytes, kind: str) -> bytes:
    made = unzipped(content)
    types = made["[Content_Types].xml"].decode()
    whole = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert whole in types
    return zipped({**made, "[Content_Types].xml": types.replace(whole, kind).encode()})


def _ods() -> bytes:
    manifest = f'<m:manifest xmlns:m="x"><m:file-entry m:media-type="{_ODS}"/></m:manifest>'
    return zipped(
        {"mimetype": _ODS.encode(), "content.xml": b"<x/>", "META-INF/manifest.xml": manifest.encode()},
        zipfile.ZIP_STORED,
    )  # fmt: skip


def _by_hand(honest: list[bytes]) -> list[tuple[str, bytes, str]]:
    """Eight kinds, five of each."""
    macro = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    binary = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    texts = {
        "csv": ["{},{}\n", "{};{}\r\n", "{}\t{}\n", "\ufeff{},{}\n", '"{}","{}"\n'],
        "html": [
            f"{start}<table><tr><td>{{}}<td>{{}}</table>"
            for start in ("<html>", "<!DOCTYPE html>", "\ufeff<html>", "\n <HTML>", "<?xml?><html>")
        ],
        "pdf": [f"%PDF-1.{n}\n{{}} 0 obj ({{}}) endobj\n" for n in range(3, 8)],
    }
    files = [(kind, _table(text), NOT_XLSX) for kind, written in texts.items() for text in written]
    for at, content in enumerate(honest):
        more = [f"S{n}" for n in range(at)]
        files += [
            ("xls", _compound("Workbook", *more), NOT_XLSX),
            ("encrypted", _compound("EncryptionInfo", "EncryptedPackage", *more), LOCKED),
            ("xlsm", _typed(content, macro), MACRO),
            ("xlsb", _typed(content, binary), NOT_XLSX),
        ]
    return [*files, *[("ods", _ods(), NOT_XLSX)] * _EACH]


@pytest.mark.programme("XL-4")
def test_other_files_are_refused_by_what_they_hold(volume, say, tmp_path):
    honest = [case.build() for case in CASES[:_EACH]]
    files = _by_hand(honest)
    by_office = volume(short=0, full=len(_SAVED))
    for suffix, sentence in list(_SAVED.items())[:by_office]:
        saved = resaved(tmp_path, {str(at): content for at, content in enumerate(honest)}, suffix)
        files += [(f"{suffix} by LibreOffice", content, sentence) for content in saved.values()]

    ends = [(kind, _end(content)) for kind, content, _ in files]

    refused = sum(end != "read" for _, end in ends)
    say(
        f"{refused}/{len(files)} tệp bị từ chối theo nội dung ({_EACH * by_office} do LibreOffice lưu)."
    )
    assert ends == [(kind, sentence) for kind, _, sentence in files]
    assert len(files) == volume(short=40, full=40 + _EACH * len(_SAVED))
    assert {_end(content) for content in honest} == {"read"}


def _end(content: bytes) -> str:
    try:
        read_workbook(content)
    except FileError as refusal:
        return str(refusal)
    return "read"
