"""Files as people send them, and as nobody should: each with the type it is to be taken as."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image, PngImagePlugin

from vhtt_portal.files.evidence.content import JPEG, PDF, PNG, WEBP

Case = tuple[str, bytes, str | None]
CANARY = b"Chu-may-Nguyen-Van-Canary"
TORN = "torn"
SCRIPT = b"<script>alert(1)</script>"


# --- Pictures -----------------------------------------------------------------------------------


def picture(form: str, mode: str = "RGB", size: tuple[int, int] = (64, 48), **options) -> bytes:
    image = Image.linear_gradient("L").resize(size).convert(mode)
    return saved(image, form, **options)


def saved(image: Image.Image, form: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def photo(form: str, *, orientation: int = 6, size: tuple[int, int] = (64, 48)) -> bytes:
    """As a phone makes it: with its owner, its place, a comment, a smaller picture of its own."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = exif[0x8298] = CANARY.decode()
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (18.0, 31.0, 42.0), 3: "E", 4: (105.0, 42.0, 0.0), 29: "2020:12:10"}
    )
    exif.get_ifd(0x8769)[0x9286] = CANARY
    options = {"exif": exif.tobytes(), "xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"}
    if form == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", CANARY.decode(), zip=False)
        options = {"exif": exif.tobytes(), "pnginfo": text}
    elif form == "JPEG":
        options["comment"] = CANARY
    return picture(form, size=size, **options)


def _frames(form: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in (0, 90, 200)]
    return saved(frames[0], form, save_all=True, append_images=frames[1:])


def _zipped(name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(name, SCRIPT)
    return out.getvalue()


def _png(width: int, height: int, rows: bytes) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _honest_pictures() -> Iterator[Case]:
    for mode in ("RGB", "L", "CMYK"):
        yield f"jpeg {mode}", picture("JPEG", mode), JPEG
    yield "jpeg progressive", picture("JPEG", progressive=True), JPEG
    yield "jpeg of 39 million points", picture("JPEG", size=(7300, 5350), quality=40), JPEG
    for mode in ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"):
        yield f"png {mode}", picture("PNG", mode), PNG
    yield "png of 39 million points", picture("PNG", size=(7300, 5350), compress_level=1), PNG
    yield "png with one clear colour", picture("PNG", "P", transparency=3), PNG
    yield "apng", _frames("PNG"), PNG
    yield "webp", picture("WEBP"), WEBP
    yield "webp without loss", picture("WEBP", "RGBA", lossless=True), WEBP
    yield "webp that moves", _frames("WEBP"), WEBP
    for turn in range(1, 9):
        yield f"photo turned {turn}", photo("JPEG", orientation=turn), JPEG
    # A second file behind the picture does not come through.
    yield "jpeg and zip", picture("JPEG") + _zipped(), JPEG
    yield "png and script", picture("PNG") + SCRIPT, PNG
    yield "webp and html", picture("WEBP") + b"<html>" + SCRIPT, WEBP


def _hostile_pictures() -> Iterator[Case]:
    yield "png of 14.000 by 14.000", _png(14_000, 14_000, bytes(1751 * 14_000)), None
    yield "png that lies about its size", _png(60_000, 60_000, b""), None
    yield "png of 40 million clear points", picture("PNG", "RGBA", (7300, 5350)), None
    huge = bytearray(picture("JPEG"))
    at = huge.index(b"\xff\xc0") + 5
    huge[at : at + 4] = b"\xff\x00\xff\x00"
    yield "jpeg that lies about its size", bytes(huge), None
    wide = bytearray(picture("WEBP", lossless=True))
    wide[21:25] = b"\xff\xff\xff\x0f"
    yield "webp that lies about its size", bytes(wide), None
    for form in ("JPEG", "PNG", "WEBP"):
        whole = picture(form, size=(300, 200))
        for share in (8, 2):
            yield f"{form} cut to 1/{share}", whole[: len(whole) // share], None
        yield f"{form} head alone", whole[:16], None


# --- Papers -------------------------------------------------------------------------------------


def paper(change=lambda pdf: None, **options) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def _opening(kind: str, **more):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pdf.make_indirect(action(kind, **more))

    return change


def action(kind: str, **more) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def _to_its_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit])


def _linked(pdf: pikepdf.Pdf) -> None:
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=action("URI", URI="https://hatinh.gov.vn/"),
    )  # fmt: skip
    pdf.pages[0].Annots = pikepdf.Array([link])


def _signed(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), SigFlags=3)


def _carrying(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def _named_script(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(Names=pikepdf.Array(["x", action("JavaScript", JS="app.alert(1)")]))
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=script)


def _when_closed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].AA = pikepdf.Dictionary(C=action("JavaScript", JS="1"))


def _forms(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(XFA="<xdp/>", Fields=pikepdf.Array())


_PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def _honest_papers() -> Iterator[Case]:
    yield "pdf", paper(), PDF
    yield "pdf in object streams", paper(_linked, **_PACKED), PDF
    yield "pdf for a slow line", paper(linearize=True), PDF
    yield "pdf that opens at its page", paper(_to_its_page), PDF
    yield "pdf with a link", paper(_linked), PDF
    yield "pdf with signature fields", paper(_signed), PDF
    yield "pdf with empty lines behind", paper() + b"\r\n\r\n", PDF


def _hostile_papers() -> Iterator[Case]:
    script = _opening("JavaScript", JS="app.alert(1)")
    for name, change in {
        "script at opening": script, "script by name": _named_script,
        "script at closing": _when_closed, "program": _opening("Launch", F="calc.exe"),
        "file inside": _carrying, "form that sends": _opening("SubmitForm", F="http://x/"),
        "data from outside": _opening("ImportData", F="x.fdf"),
        "film": _opening("Rendition", JS="1"), "forms of its own": _forms,
        "paper inside": _opening("GoToE", T="x"),
    }.items():  # fmt: skip
        yield f"pdf, {name}", paper(change), None
        yield f"pdf, {name}, in object streams", paper(change, **_PACKED), None
    spelled = paper(script).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")
    yield "pdf, script spelled otherwise", spelled, None
    yield "pdf with a password", paper(encryption=pikepdf.Encryption(owner="a", user="b")), None
    yield "pdf for reading only", paper(encryption=pikepdf.Encryption(owner="a", user="")), None
    whole = paper()
    yield "pdf and html", whole.replace(b"%PDF-1.3\n", b"%PDF-1.3\n<html>" + SCRIPT + b"\n"), None
    yield "html and pdf", b"<html>" + SCRIPT + whole, None
    yield "pdf and zip", whole + _zipped(), None
    yield "pdf cut in two", whole[: len(whole) // 2], None
    yield "pdf head and foot alone", b"%PDF-1.7\n%%EOF\n", None
    yield "pdf without its table", whole.replace(b"xref", b"xxxx"), None
    loop = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\n" + b"[" * 200_000
    yield "pdf of brackets", loop + b"\ntrailer<</Root 1 0 R>>\n%%EOF", None


# --- Everything else ----------------------------------------------------------------------------


def _others() -> Iterator[Case]:
    yield "nothing", b"", None
    yield "one byte", b"\xff", None
    yield "gif", picture("GIF", "P"), None
    yield "gif and script", b"GIF89a/*" + bytes(40) + b"*/=1;alert(1)//", None
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>", None
    yield "html", b"<!doctype html>" + SCRIPT, None
    yield "eps", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(calc) run\n", None
    yield "fits", b"SIMPLE  =                    T".ljust(2880), None
    yield "gd", b"\xff\xfe\x00\x40\x00\x40" + bytes(400), None
    yield "bdf", b"STARTFONT 2.1\nFONT x\nSIZE 9 9 9\nENDFONT\n", None
    yield "psd", b"8BPS\x00\x01" + bytes(40), None
    yield "bmp", picture("BMP"), None
    yield "tiff", picture("TIFF"), None
    yield "tiff that lies", picture("TIFF").replace(struct.pack("<H", 64), b"\xff\xff"), None
    yield "ico", picture("ICO"), None
    yield "jpeg 2000", picture("JPEG2000"), None
    yield "avif", b"\x00\x00\x00\x20ftypavif" + bytes(60), None
    yield "zip", _zipped(), None
    yield "jar", _zipped("META-INF/MANIFEST.MF"), None
    yield "program", b"MZ" + bytes(200), None
    yield "text", "Kính gửi Phòng Văn hóa".encode(), None
    yield "space and pdf", b"\n" + paper(), None


def crafted() -> list[Case]:
    return [
        *_honest_pictures(), *_honest_papers(), *_hostile_pictures(), *_hostile_papers(), *_others(),
    ]  # fmt: skip


def torn(chance: random.Random) -> Case:
    """An honest file with some bytes changed, and the only type as which it may be taken."""
    whole, kind = chance.choice([
        (photo("JPEG"), JPEG), (photo("PNG"), PNG), (photo("WEBP"), WEBP), (paper(_linked), PDF),
    ])  # fmt: skip
    changed = bytearray(whole)
    for _ in range(chance.randint(1, 6)):
        changed[chance.randrange(12, len(changed))] = chance.randrange(256)
    if chance.random() < 0.2:
        del changed[chance.randrange(16, len(changed)) :]
    return TORN, bytes(changed), kind
