"""What a digital signature shows on the page.

Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.7–8: the person's signature is a blue image, the
agency's seal a red one in its real size, both PNG on a transparent ground.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageStat, UnidentifiedImageError

from documents.pdf import draw
from documents.signature_place import Place
from vhtt_portal.rules import RuleError

NO_PNG = "Ảnh phải là tệp PNG có nền trong suốt."
NOT_BLUE = "Ảnh chữ ký của người ký phải màu xanh; ảnh này thì không."
NOT_RED = "Ảnh dấu của cơ quan phải màu đỏ; ảnh này thì không."

_POINTS_A_MM = 72 / 25.4
# A round seal of a body of the local administration, as it is cut.
SEAL_MM = 36.0
_WIDEST_MM, _HIGHEST_MM = 50.0, 26.0
_MOST_PIXELS = 20_000_000

# Left, bottom, right, top: points from the lower left corner of the page.
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ink:
    """What is drawn on a transparent ground, without the empty margin around it."""

    png: bytes
    width: int
    height: int


def signature_ink(png: bytes) -> Ink:
    return _ink(png, strong=2, weak=0, refusal=NOT_BLUE)


def seal_ink(png: bytes) -> Ink:
    return _ink(png, strong=0, weak=2, refusal=NOT_RED)


def _ink(png: bytes, *, strong: int, weak: int, refusal: str) -> Ink:
    """``strong`` and ``weak``: the bands of red, green and blue that must outweigh and be outweighed."""
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as opened:
            if opened.width * opened.height > _MOST_PIXELS:
                raise RuleError(NO_PNG)
            image = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        raise RuleError(NO_PNG) from None
    drawn = image.getchannel("A")
    edges = drawn.getbbox()
    if edges is None or drawn.getextrema()[0] == 255:  # noqa: PLR2004 - nothing, or no ground
        raise RuleError(NO_PNG)
    mean = ImageStat.Stat(image.convert("RGB"), mask=drawn).mean
    if mean[strong] <= mean[weak]:
        raise RuleError(refusal)
    out = BytesIO()
    cut = image.crop(edges)
    cut.save(out, "PNG")
    return Ink(out.getvalue(), cut.width, cut.height)


def signature_box(place: Place, ink: Ink) -> Box:
    """In the middle between post and name, as large as the room allows."""
    across, down = _WIDEST_MM * _POINTS_A_MM, _HIGHEST_MM * _POINTS_A_MM
    scale = min(across / ink.width, down / ink.height)
    middle, level = (place.left + place.right) / 2, (place.bottom + place.top) / 2
    return _around(middle, level, ink.width * scale, ink.height * scale)


def seal_box(signature: Box) -> Box:
    """Over a third of the person's signature, on its left."""
    left, bottom, right, top = signature
    side = SEAL_MM * _POINTS_A_MM
    edge = left + (right - left) / 3
    return _around(edge - side / 2, (bottom + top) / 2, side, side)


def _around(middle: float, level: float, width: float, height: float) -> Box:
    """Whole points wide and high: what lies beyond them pyHanko cuts off."""
    across, down = round(width) / 2, round(height) / 2
    return (middle - across, level - down, middle + across, level + down)


def stamp(ink: Ink, box: Box) -> bytes:
    """A PDF of one page of the box's size that shows the image, as PDF/A allows it to be shown."""
    width, height = box[2] - box[0], box[3] - box[1]
    address = "portal:pictures/stamp"
    style = (
        f"@page{{size:{width}pt {height}pt;margin:0}}"
        f"img{{display:block;width:{width}pt;height:{height}pt;object-fit:contain;"
        "image-rendering:crisp-edges}"
    )
    html = f'<html lang="vi"><body><img src="{address}" alt="Chữ ký"></body></html>'
    return draw(html, own_style=style, pictures={address: (ink.png, "image/png")})
