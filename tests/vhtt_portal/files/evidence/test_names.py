"""Names of files: whatever somebody's machine calls them, a header and a disk can bear them."""

import random
import re
import unicodedata
from urllib.parse import unquote

import pytest

from vhtt_portal.files.evidence.content import JPEG, PDF
from vhtt_portal.files.evidence.names import disposition, tidy_name

PIECES = (
    "../", "..\\", "/etc/passwd", "C:\\", "\x00", "\r\n", "\r\nSet-Cookie: a=b", "\u202e", "\u2066",
    "\u200b", '"', "'", ";", "%0d%0a", "%2e%2e%2f", ".htaccess", "con", "LPT1", "nul.", "Ảnh nhà văn hóa",
    "e\u0302\u0301", "đ", "😀", "\ud800", "a" * 300, "ế" * 120, " ", ".", "*?<>|:", "\x85", ".php", ".jpg",
    "filename=x", ",", "=", "\t", "<script>",
)  # fmt: skip
HEADER = re.compile(r"""inline; filename="[\w.() -]+"; filename\*=UTF-8''[\w.~%-]+""", re.ASCII)
UNFIT = re.compile(r'[\\/:*?"<>|%;\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]')


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Ảnh nhà văn hóa.JPG", "Ảnh nhà văn hóa.jpg"),
        ("../../.htaccess", "htaccess.jpg"),
        ("con.jpg", "tep con.jpg"),
        ("gpj.\u202eexe", "gpj.exe.jpg"),
        ("", "tep.jpg"),
        ("anh.png", "anh.png.jpg"),
        ("a\r\nSet-Cookie: b.jpeg", "a Set-Cookie b.jpeg"),
    ],
)
def test_a_name_is_kept_as_every_system_can_hold_it(sent, kept):
    assert tidy_name(sent, JPEG) == kept


def test_the_header_tells_old_and_new_browsers():
    assert disposition("Ảnh “đình”.pdf", is_shown=False) == (
        'attachment; filename="anh _dinh_.pdf";'
        " filename*=UTF-8''%E1%BA%A2nh%20%E2%80%9C%C4%91%C3%ACnh%E2%80%9D.pdf"
    )


@pytest.mark.programme("UP-2")
def test_no_name_leaves_its_folder_or_its_header(volume, seed, say):
    chance = random.Random(seed)
    count = volume(short=500, full=500)
    for _ in range(count):
        sent = "".join(chance.choices(PIECES, k=chance.randint(1, 6)))
        for kind, suffixes in ((JPEG, (".jpg", ".jpeg")), (PDF, (".pdf",))):
            kept = tidy_name(sent, kind)

            assert kept.endswith(suffixes)
            assert not UNFIT.search(kept), (sent, kept)
            assert len(kept.encode()) <= 200
            assert kept == unicodedata.normalize("NFC", kept)
            assert not kept.startswith(".")
            assert not re.match(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", kept, re.IGNORECASE)
            header = disposition(kept, is_shown=True)
            assert HEADER.fullmatch(header), header
            assert unquote(header.partition("UTF-8''")[2]) == kept
    say(f"{count} tên, 0 lối ra")
