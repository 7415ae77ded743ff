"""Whatever address a workbook names, nobody goes there: not over the network, not to a file."""

import ctypes
import io
import itertools
import os
import random
import socket
import struct
import threading
import zipfile
from contextlib import suppress
from urllib.request import ProxyHandler, build_opener
from xml.parsers import expat

import pytest

from tests.reports.entry.excel import inside
from tests.reports.entry.excel.packages import LINKS, parts, sheet, strings, styles, zipped
from vhtt_portal.files.child import FileError, run
from vhtt_portal.files.refusals import RefusedError
from vhtt_portal.files.workbook import reading
from vhtt_portal.files.workbook.intake import read_workbook

_OPENED, _ANY_TIME = 0x20, 0o4000  # IN_OPEN, IN_NONBLOCK
_opener = build_opener(ProxyHandler({}))
_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
# How a part of XML names an address: before its first element, and inside it.
_WAYS = {
    "an entity": ('<!DOCTYPE x [<!ENTITY e SYSTEM "{}">]>', "&e;"),
    "a parameter entity": ('<!DOCTYPE x [<!ENTITY % e SYSTEM "{}">%e;]>', ""),
    "a document type": ('<!DOCTYPE x SYSTEM "{}">', ""),
    "a public document type": ('<!DOCTYPE x PUBLIC "-//X//EN" "{}">', ""),
    "an inclusion": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{}"/>'),
    "a style sheet": ('<?xml-stylesheet type="text/xsl" href="{}"?>', ""),
    "a schema": ("", '<s s:schemaLocation="x {0}" xmlns:s="http://www.w3.org/2001/XMLSchema-instance"/>'),
}  # fmt: skip
_PARTS = (
    "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml",
)  # fmt: skip
_RELATIONS = (
    "image", "oleObject", "attachedTemplate", "externalLinkPath", "hyperlink", "worksheet", "styles",
)  # fmt: skip
_FORMULAS = ('WEBSERVICE("{}")', 'HYPERLINK("{}")', "'{}[a.xlsx]S'!A1", 'IMAGE("{}")')


class _Canary:
    """An address on loopback and a file, both of which tell how often somebody came."""

    def __init__(self, folder) -> None:
        self._server = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.calls = 0
        threading.Thread(target=self._listen, daemon=True).start()
        file = folder / "canary.dtd"
        file.write_text("yellow")
        self.path = str(file)
        self.addresses = (f"http://127.0.0.1:{self._server.getsockname()[1]}/x", file.as_uri())
        libc = ctypes.CDLL(None)
        self._watch = libc.inotify_init1(_ANY_TIME)
        assert libc.inotify_add_watch(self._watch, os.fsencode(self.path), _OPENED) > 0

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._server.accept()
                self.calls += 1
                with caller:
                    caller.recv(4096)
                    caller.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 6\r\n\r\nyellow")

    def readings(self) -> int:
        """How often the file was opened since this was asked last. Events alike that follow each
        other are told as one, so a control asks after each."""
        try:
            told = os.read(self._watch, 1 << 16)
        except BlockingIOError:
            return 0
        return len(told) // struct.calcsize("iIII")

    def close(self) -> None:
        self._server.close()
        os.close(self._watch)


@pytest.fixture
def canary(tmp_path):
    bird = _Canary(tmp_path)
    yield bird
    bird.close()


def _naming(address: str) -> list[tuple[str, bytes]]:
    """Workbooks that name an address in every way, in every part, in two encodings."""
    files = []
    whole = parts(sheet(_ROW), styled=styles(), shared=strings("<t>a</t>"))
    for part, (way, (before, within)), encoding in itertools.product(
        _PARTS, _WAYS.items(), ("utf-8", "utf-16")
    ):
        head, _, text = whole[part].decode().partition("?>\n")
        start, end = text.split("</", 1)[0], "</" + text.split("</", 1)[1]
        text = f"{before}{start}{within}{end}".replace("{}", address).replace("{0}", address)
        head = head.replace("UTF-8", encoding)
        files.append((way, zipped({**whole, part: f"{head}?>{text}".encode(encoding)})))
    for kind in _RELATIONS:
        for mode in (' TargetMode="External"', ""):
            link = f'<Relationship Id="rId9" Type="{LINKS}/{kind}" Target="{address}"{mode}/>'
            files.append((kind, zipped(parts(sheet(_ROW), more_links=link))))
    for formula in _FORMULAS:
        told = formula.replace("{}", address).replace('"', "&quot;")
        row = f'<row r="1"><c r="A1"><f>{told}</f><v>1</v></c></row>'
        files.append(("a formula", zipped(parts(sheet(row)))))
    return files


@pytest.mark.programme("XL-5")
def test_no_address_in_a_workbook_is_ever_visited(volume, seed, say, canary):
    """Through the limited process; and here, where the network is open and nothing else guards."""
    files = [file for address in canary.addresses for file in _naming(address)]
    called, opened = _visits_of_the_credulous(files, canary)
    assert (called, opened) == (56, 56)  # four ways, seven parts, two encodings
    chosen = random.Random(seed).sample(files, volume(short=20, full=len(files)))
    calls = canary.calls
    read = 0

    for _, content in chosen:
        with suppress(FileError):
            read += bool(read_workbook(content))
    for _, content in files:
        with suppress(RefusedError):
            assert b"yellow" not in reading.read(content)
        with suppress(RefusedError):  # and were there no gate
            assert "yellow" not in str(reading.workbook(content))

    calls, readings = canary.calls - calls, canary.readings()
    say(
        f"{len(chosen)} tệp qua tiến trình hạn chế ({read} tệp đọc được, còn lại bị từ chối),"
        f" {len(files)} tệp đọc thẳng: {calls} lần gọi mạng, {readings} lần mở tệp mồi; đối chứng:"
        f" bộ đọc cả tin gọi mạng {called} lần, mở tệp mồi {opened} lần."
    )
    assert len(chosen) >= volume(short=20, full=200)
    assert 0 < read < len(chosen)
    assert (calls, readings) == (0, 0)


def _visits_of_the_credulous(files, canary) -> tuple[int, int]:
    """What the same files make the same parser do when it is told to follow addresses."""
    calls, readings = canary.calls, 0
    for _, content in files:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                parser = expat.ParserCreate()
                parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_ALWAYS)
                parser.ExternalEntityRefHandler = _visit
                with suppress(expat.ExpatError):
                    parser.Parse(package.read(name), True)
                readings += canary.readings() > 0
    return canary.calls - calls, readings


def _visit(_context, _base, address, _public) -> int:
    _opener.open(address, timeout=5).close()
    return 1


def test_the_canary_hears_the_limited_process_too(canary):
    """It may read files, as it must read its own modules; so silence tells of the reader."""
    assert run(inside.read_file, canary.path.encode()) == b"yellow"
    assert canary.readings() > 0
