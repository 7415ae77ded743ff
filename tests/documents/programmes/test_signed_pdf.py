"""IM-4: what is not exactly the issued paper and honest signatures is refused."""

import hashlib
import io
import time
from collections.abc import Callable
from random import Random

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from documents import signatures
from documents.pdf import render_pdf
from tests.documents.samples import short_document
from tests.documents.signing_outside import _sign, signed
from vhtt_portal.files.refusals import RefusedError

name, text = generic.pdf_name, generic.pdf_string
Words, Numbers = generic.DictionaryObject, generic.ArrayObject


def accepted(content: bytes, issued: bytes) -> bool:
    try:
        signatures.inspect(signatures.asked(content, issued=len(issued), roots=[]))
    except RefusedError:
        return False
    return True


@pytest.fixture(scope="module")
def papers() -> tuple[bytes, bytes]:
    """The paper as it was issued, and as it came back."""
    issued = render_pdf(short_document())
    return issued, signed(issued, "Lê Văn Trưởng", certify=True)


@pytest.mark.programme("IM-4")
def test_no_flipped_bit_in_what_is_signed_is_accepted(papers, volume, seed, say):
    issued, paper = papers
    embedded = PdfFileReader(io.BytesIO(paper)).embedded_signatures[0]
    start, first, second, rest = embedded.byte_range
    gap = range(start + first, second)
    chance, flips, begin = Random(seed), volume(short=15, full=3_000), time.monotonic()
    whole, through, in_gap = hashlib.sha256(paper).hexdigest(), [], 0
    assert accepted(paper, issued)
    assert second + rest == len(paper)

    for _ in range(flips):
        at = chance.randrange(len(paper))
        flipped = bytearray(paper)
        flipped[at] ^= 1 << chance.randrange(8)
        assert hashlib.sha256(flipped).hexdigest() != whole
        if accepted(bytes(flipped), issued):
            in_gap += at in gap
            through += [at] if at not in gap else []

    assert through == []
    took = time.monotonic() - begin
    say(
        f"{flips} bit lật, {took:.0f} giây: trong phần được ký nhận 0; {in_gap} trong chỗ chứa chữ"
        " ký (mã băm của tệp vẫn khác)"
    )


# --- Crafted updates ----------------------------------------------------------------------------

Change = Callable[[IncrementalPdfFileWriter], None]


def _page(writer):
    return writer.root["/Pages"]["/Kids"][0].get_object()


def _stream(writer, data: bytes, **entries):
    stream = generic.StreamObject(stream_data=data)
    stream.update({name(f"/{key}"): value for key, value in entries.items()})
    return writer.add_object(stream)


def _catalogue(key: str, value) -> Change:
    def change(writer):
        writer.root[name(key)] = value(writer) if callable(value) else value
        writer.update_root()

    return change


def _on_page(key: str, value) -> Change:
    def change(writer):
        page = _page(writer)
        page[name(key)] = value(writer) if callable(value) else value
        writer.update_container(page)

    return change


def _words_over(writer):
    page = _page(writer)
    old = page.raw_get("/Contents")
    new = _stream(writer, b"BT /F1 12 Tf 99 700 Td (10) Tj ET")
    page[name("/Contents")] = Numbers([old, new])
    writer.update_container(page)


def _annotation(writer, subtype: str, **more):
    page = _page(writer)
    entries = {
        name("/Type"): name("/Annot"), name("/Subtype"): name(subtype),
        name("/Rect"): Numbers(map(generic.NumberObject, (0, 0, 600, 800))),
        **{name(f"/{key}"): value for key, value in more.items()},
    }  # fmt: skip
    page[name("/Annots")] = Numbers([writer.add_object(Words(entries))])
    writer.update_container(page)


def _field(writer, kind: str):
    form = writer.root["/AcroForm"]
    field = Words({
        name("/FT"): name(kind), name("/T"): text("moi"), name("/V"): text("10"),
    })  # fmt: skip
    form["/Fields"].append(writer.add_object(field))
    writer.update_container(form)


def _form(key: str, value) -> Change:
    def change(writer):
        form = writer.root["/AcroForm"]
        form[name(key)] = value(writer) if callable(value) else value
        writer.update_container(form)

    return change


def _pages(reorder) -> Change:
    def change(writer):
        pages = writer.root["/Pages"]
        kids = [pages["/Kids"].raw_get(at) for at in range(len(pages["/Kids"]))]
        pages[name("/Kids")] = Numbers(reorder(writer, kids))
        pages[name("/Count")] = generic.NumberObject(len(pages["/Kids"]))
        writer.update_container(pages)

    return change


def _another_page(writer):
    page = Words(_page(writer))
    page[name("/Contents")] = _stream(writer, b"BT ET")
    return writer.add_object(page)


def _font_map(writer):
    """Every digit shown is another one: the fonts' own streams are replaced."""
    fonts = _page(writer)["/Resources"]["/Font"]
    for key in fonts:
        font = fonts[key].get_object()
        font[name("/ToUnicode")] = _stream(writer, b"begincmap endcmap")
        writer.update_container(font)


def _script(writer):
    return Words({
        name("/S"): name("/JavaScript"), name("/JS"): text("app.alert(1)"),
    })  # fmt: skip


def _attached(writer):
    file = _stream(writer, b"x", Type=name("/EmbeddedFile"))
    told = Words({
        name("/Type"): name("/Filespec"), name("/F"): text("a.exe"),
        name("/EF"): Words({name("/F"): file}),
    })  # fmt: skip
    return Words({name("/EmbeddedFiles"): Words({name("/Names"): Numbers([text("a"), told])})})


def _signature_field(change: Callable[[generic.DictionaryObject], None]) -> Change:
    def run(writer):
        field = writer.root["/AcroForm"]["/Fields"][0].get_object()
        change(field)
        writer.update_container(field)

    return run


def _box(*corners: int):
    return Numbers(map(generic.NumberObject, corners))


CHANGES: dict[str, Change] = {
    "words over": _words_over,
    "other contents": _on_page("/Contents", lambda w: _stream(w, b"BT ET")),
    "empty resources": _on_page("/Resources", lambda w: Words()),
    "a cropped page": _on_page("/CropBox", _box(0, 0, 600, 100)),
    "another media box": _on_page("/MediaBox", _box(0, 400, 600, 800)),
    "a turned page": _on_page("/Rotate", generic.NumberObject(180)),
    "page script": _on_page("/AA", lambda w: Words({name("/O"): _script(w)})),
    "a covering note": lambda w: _annotation(w, "/FreeText", Contents=text("10")),
    "a white square": lambda w: _annotation(w, "/Square"),
    "a stamp": lambda w: _annotation(w, "/Stamp"),
    "a link": lambda w: _annotation(w, "/Link", A=_script(w)),
    "a redaction": lambda w: _annotation(w, "/Redact"),
    "a text field": lambda w: _field(w, "/Tx"),
    "a button": lambda w: _field(w, "/Btn"),
    "appearances anew": _form("/NeedAppearances", generic.BooleanObject(True)),
    "an XFA form": _form("/XFA", lambda w: _stream(w, b"<xdp/>")),
    "pages exchanged": _pages(lambda w, kids: [_another_page(w), *kids[1:]]),
    "a page more": _pages(lambda w, kids: [*kids, _another_page(w)]),
    "a page twice": _pages(lambda w, kids: [*kids, kids[0]]),
    "other glyphs": _font_map,
    "a script at opening": _catalogue("/OpenAction", _script),
    "an attachment": _catalogue("/Names", _attached),
    "layers": _catalogue("/OCProperties", lambda w: Words({name("/OCGs"): Numbers()})),
    "page labels": _catalogue("/PageLabels", lambda w: Words({name("/Nums"): Numbers()})),
    "outlines": _catalogue("/Outlines", lambda w: Words({name("/Count"): generic.NumberObject(0)})),
    "other tags": _catalogue("/StructTreeRoot", lambda w: Words()),
    "a moved signature": _signature_field(lambda f: f.update({name("/Rect"): _box(0, 0, 9, 9)})),
    "another field name": _signature_field(lambda f: f.update({name("/T"): text("khac")})),
    "no signature value": _signature_field(lambda f: f.pop("/V")),
}  # fmt: skip


# Signing tools set it; the paper has no field whose words could be drawn otherwise.
HARMLESS_WHEN_SIGNED = "appearances anew"


def after_the_signature(paper: bytes, change: Change) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def under_another_signature(paper: bytes, change: Change) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(paper))
    change(writer)
    return _sign(writer, "Người khác", None, certify=False)


def raw(paper: bytes) -> dict[str, bytes]:
    """Files made without any library's help."""
    at = paper.rindex(b"/ByteRange")
    end = paper.index(b"]", at)
    numbers = paper[at:end].split(b"[")[1].split()
    wide = b"/ByteRange [0 %d %s %s" % (len(paper), numbers[2], numbers[3])
    hybrid = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/XRefStm 0/Prev 0>>\n"
    return {
        "junk behind": paper + b"\n% 10\n",
        "another end": paper + b"\nstartxref\n0\n%%EOF\n",
        "a hybrid table": paper + hybrid + b"startxref\n%d\n%%%%EOF\n" % len(paper),
        "cut": paper[:-40],
        "cut in half": paper[: len(paper) // 2],
        "junk before": b"%PDF-1.7\n" + paper,
        "a wide range": paper[:at] + wide.ljust(end - at)[: end - at] + paper[end:],
        "no signature": paper[: paper.rindex(b"/ByteRange")] + b"%%EOF",
        "twice": paper + paper,
        "nothing": b"",
    }


@pytest.mark.programme("IM-4")
def test_no_crafted_update_is_accepted(papers, volume, seed, say):
    issued, paper = papers
    assert accepted(signed(paper, "Phòng Văn hóa"), issued)  # an honest second one is
    made: dict[str, Callable[[], bytes]] = {}
    for title, change in CHANGES.items():
        made[title] = lambda change=change: after_the_signature(paper, change)
        if title != HARMLESS_WHEN_SIGNED:
            made[f"{title}, signed"] = lambda change=change: under_another_signature(paper, change)
    made |= {title: lambda content=content: content for title, content in raw(paper).items()}
    chosen = Random(seed).sample(sorted(made), volume(short=14, full=len(made)))

    taken = [title for title in chosen if accepted(made[title](), issued)]

    assert taken == []
    assert len(made) >= 60
    say(f"{len(chosen)} cách ghi thêm vào tệp đã ký; nhận 0")
