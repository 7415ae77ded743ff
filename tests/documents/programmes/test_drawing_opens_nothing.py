"""PS-1, PS-2, PS-3: whoever draws a paper opens its fonts and pictures and nothing else."""

import ast
import hashlib
import io
import os
import pickle
import socket
import subprocess
import sys
import threading
import zipfile
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from importlib.metadata import version
from importlib.resources import files as package_files
from itertools import product
from pathlib import Path
from random import Random

import pikepdf
import pytest
from django.conf import settings

from documents import pdf as drawing
from documents.charts import Mark, bars
from documents.pdf import render_pdf
from documents.structure import (
    Annex,
    Bullet,
    Cell,
    Chart,
    Column,
    Heading,
    Level,
    Picture,
    Row,
    Run,
    Table,
    article,
    paragraph,
)
from tests.documents.samples import photo, short_document

NO_TABLE = Table((Column("a"),), ())
SECRET = b"CANARY-OF-THE-FILE"
# Where text from a form can stand in a paper, and what a person typed there.
PLACES = {
    "narrative": lambda doc, text: replace(doc, body=(*doc.body, paragraph(text))),
    "dash": lambda doc, text: replace(doc, body=(*doc.body, Bullet((Run(text),)))),
    "heading": lambda doc, text: replace(doc, body=(Heading(Level.CLAUSE, text), *doc.body)),
    "article": lambda doc, text: replace(doc, body=(article(text), *doc.body)),
    "cell": lambda doc, text: replace(
        doc, body=(Table((Column(text),), (Row((Cell(text, small=text),)),), title=text, note=text),)
    ),
    "caption": lambda doc, text: replace(
        doc, body=(*doc.body, Picture(photo(size=(60, 40)), text))
    ),
    "chart": lambda doc, text: replace(
        doc, body=(*doc.body, Chart(text, bars([Mark(text, Decimal(2), text)]), text, NO_TABLE, text))
    ),
    "annex": lambda doc, text: replace(doc, annexes=(Annex(text, (paragraph(text),)),)),
    "names": lambda doc, text: replace(
        doc, subject=(text,), distribution=(text, text), title=text,
        signature=replace(doc.signature, signer_name=text, note=text),
    ),
}  # fmt: skip

_MARKUP = (
    '<img src="{url}">', '<img srcset="{url} 2x" src="{url}">', '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">', '<a rel="attachment" href="{url}">a</a>',
    '<style>@import url("{url}");</style>', '<style>p{{background:url("{url}")}}</style>',
    '<style>@font-face{{font-family:x;src:url("{url}")}} p{{font-family:x}}</style><p>x</p>',
    '<style>li{{list-style-image:url("{url}")}}</style><ul><li>x</li></ul>',
    '<style>p::before{{content:url("{url}")}}</style><p>x</p>',
    '<style>@page{{background:url("{url}")}}</style>', '<object data="{url}"></object>',
    '<embed src="{url}">', "<p style='border-image:url(\"{url}\") 1'>x</p>",
    '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{url}#a"/></svg>',
    '<svg><style>@import url("{url}");</style><rect width="9" height="9"/></svg>',
    '<svg><filter id="f"><feImage href="{url}"/></filter><rect filter="url(#f)" width="9" height="9"/></svg>',
    '<base href="{url}/"><img src="x.png">', '</p></body><img src="{url}"><p>',
    "{{%include '{url}'%}}", "${{url:{url}}}", '"><img src={url}>', "<!--><img src='{url}'>-->",
)  # fmt: skip


def vectors(base: str, secret: Path) -> list[str]:
    port = base.rpartition(":")[2]
    addresses = [
        f"{base}/a", secret.as_uri(), f"FILE://{secret}", f"//127.0.0.1:{port}/b", str(secret),
        f"http://2130706433:{port}/c", f"http://[::ffff:127.0.0.1]:{port}/d",
        f"\\\\127.0.0.1\\{secret.name}",
    ]  # fmt: skip
    return [way.format(url=address) for way, address in product(_MARKUP, addresses)]


_DRAWS = {"HTML", "CSS", "write_pdf"}
# The colours that PDF/A names, out of the renderer's own package.
_COLOURS = Path(str(package_files("weasyprint"))) / "pdf" / "sRGB2014.icc"


class Bait:
    """A server on this machine that counts who calls."""

    def __init__(self):
        self.calls = 0
        self.server = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self.server.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        with suppress(OSError):
            while True:
                caller, _ = self.server.accept()
                self.calls += 1
                caller.close()


@pytest.fixture
def bait():
    found = Bait()
    yield found
    found.server.close()


def drawn_apart(documents, pages=(), before=()) -> dict:
    child = Path(__file__).with_name("drawing_child.py")
    environment = {
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"], "PATH": os.environ["PATH"],
        "PYTHONPATH": str(settings.BASE_DIR),
    }  # fmt: skip
    done = subprocess.run(
        [*before, sys.executable, str(child)], input=pickle.dumps((list(documents), list(pages))),
        env=environment, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    return pickle.loads(done.stdout)


def unpacked(files) -> bytes:
    """Everything that the files hold, streams opened."""
    found = []
    for content in files:
        if content[:2] == b"PK":
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                found += [package.read(name) for name in package.namelist()]
        else:
            with pikepdf.open(io.BytesIO(content)) as paper:
                assert len(paper.attachments) == 0
                streams = (each for each in paper.objects if isinstance(each, pikepdf.Stream))
                found += [each.read_bytes() for each in streams if "/DCTDecode" not in str(each)]
    return b"".join(found)


@pytest.mark.programme("PS-1")
def test_nothing_that_is_typed_makes_a_drawing_open_anything(bait, tmp_path, volume, seed, say):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(SECRET)
    every = vectors(bait.base, secret)
    texts = Random(seed).sample(every, volume(short=4, full=60))
    chosen = list(product(PLACES, texts))
    documents = [PLACES[where](short_document(), text) for where, text in chosen]
    pages = Random(seed).sample(every, volume(short=40, full=len(every)))
    pages = [f"<html><body>{page}</body></html>" for page in pages]

    told = drawn_apart(documents if volume(short=0, full=1) else documents[::4], pages)

    assert [each for each in told["opened"] if each != f"open {_COLOURS}"] == []
    assert bait.calls == 0
    assert SECRET not in unpacked([*told["pdf"], *told["docx"], *told["pages"]])
    say(
        f"{len(told['pdf'])} tờ PDF, {len(told['docx'])} tờ DOCX có mã cài trong chữ,"
        f" {len(pages)} trang HTML cài thẳng: 0 tệp, 0 địa chỉ được mở"
    )


@pytest.mark.programme("PS-1")
def test_the_same_vectors_are_walked_into_where_they_are_markup(bait, tmp_path, monkeypatch, say):
    """The control: given as HTML, they ask the fetcher, which refuses."""
    asked, fetcher = [], drawing._closed_fetcher()
    honest = fetcher.fetch
    monkeypatch.setattr(
        fetcher, "fetch", lambda self, url, headers=None: asked.append(url) or honest(self, url)
    )
    for vector in vectors(bait.base, tmp_path / "none")[: 8 * 19]:
        drawing.draw(f"<html><body>{vector}</body></html>")

    tries = [url for url in asked if not url.startswith("portal:fonts/")]
    assert len(tries) >= 40
    assert bait.calls == 0
    say(f"đối chứng: cùng những mã ấy khi là HTML hỏi mở {len(tries)} địa chỉ, bị từ chối cả")


@pytest.mark.programme("PS-2")
def test_without_any_network_a_paper_is_the_same_to_the_byte(say):
    told = drawn_apart([], before=["unshare", "--map-root-user", "--net"])

    assert told["same"] == hashlib.sha256(render_pdf(short_document())).hexdigest()
    say("không có mạng: tệp PDF giống từng byte")


@pytest.mark.programme("PS-3")
def test_the_renderer_is_new_enough_and_never_given_a_path(say):
    assert tuple(map(int, version("weasyprint").split(".")[:2])) >= (70, 0)
    assert "allow_redirects=False" in Path(drawing.__file__).read_text()
    calls = [
        (path, call)
        for path in sorted(Path(settings.BASE_DIR).rglob("*.py"))
        if not {".venv", "tests"} & {*path.relative_to(settings.BASE_DIR).parts}
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and _name(call.func) in _DRAWS | ({"Attachment"} if path.name == "archive.py" else set())
    ]
    assert {path.name for path, _ in calls} == {"pdf.py", "archive.py"}
    assert len(calls) == 5
    for _, call in calls:
        given = {keyword.arg for keyword in call.keywords}
        assert not given & {"filename", "file_obj", "xmp_metadata"}
        assert not call.args
        if _name(call.func) in {"HTML", "CSS"}:
            assert "url" not in given
            assert {"string", "url_fetcher"} <= given
        if _name(call.func) == "Attachment":  # by an address of ours, through a fetcher of its own
            assert {"url", "url_fetcher"} <= given
    say(f"{len(calls)} chỗ gọi bộ vẽ, chỗ nào cũng có bộ mở tệp đóng")


def _name(called: ast.expr) -> str:
    return getattr(called, "attr", "") or getattr(called, "id", "")
