"""Photos drawn anew: the picture stays; place, device, owner and hidden load do not.

Runs in the limited process. Pillow is told the one format that the first bytes say, for its faults
sit in readers of formats that nobody sends here.
"""

import io
import math
import warnings
from collections.abc import Callable

from PIL import Image, ImageOps
from PIL.Image import DecompressionBombError, DecompressionBombWarning

from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.content import Evidence
from vhtt_portal.files.refusals import RefusedError

MAX_PIXELS = 40_000_000
# Of what needs several times the memory: WebP, and pictures that one sees through.
MAX_COSTLY_PIXELS = 16_000_000
# Longer sides show nothing more on a sheet of paper and cost the disk.
LONG_SIDE = 4096
# What a page shows of a photo, and a sheet of paper prints: some 60 KB on a slow line.
SMALL_SIDE = 640

_FORMATS = {kinds.JPEG: "JPEG", kinds.PNG: "PNG", kinds.WEBP: "WEBP"}
_QUALITY = 88
_SMALL_QUALITY = 75
_SEEN_THROUGH = {"LA", "PA", "RGBA"}


def drawn_anew(content: bytes, kind: str) -> Evidence:
    """The first picture of the file, upright, with nothing else of the file."""
    return _guarded(lambda: Evidence(kind, _drawn(content, _FORMATS[kind])))


def drawn_small(content: bytes, kind: str) -> Evidence:
    """A picture that was drawn anew once more, as a small JPEG; what one saw through is white."""
    return _guarded(lambda: Evidence(kinds.JPEG, _small(content, _FORMATS[kind])))


def _guarded(draw: Callable[[], Evidence]) -> Evidence:
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", DecompressionBombWarning)
            return draw()
    except (DecompressionBombError, DecompressionBombWarning, MemoryError) as fault:
        raise RefusedError(kinds.TOO_LARGE_IMAGE) from fault
    except Exception as fault:
        # A reader may stumble in any way over bytes that nobody vouches for.
        raise RefusedError(kinds.BROKEN) from fault


def _drawn(content: bytes, form: str) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=(form,)) as opened:
        is_seen_through = "transparency" in opened.info or opened.mode in _SEEN_THROUGH
        if (is_seen_through or form == "WEBP") and math.prod(opened.size) > MAX_COSTLY_PIXELS:
            raise DecompressionBombError
        factor = math.ceil(max(opened.size) / LONG_SIDE)
        size = max(opened.width // factor, 1), max(opened.height // factor, 1)
        opened.draft(None, size)
        image = _in_common_colours(opened, is_seen_through=is_seen_through)
        # Before it is turned, which needs a second one of the same size.
        image.thumbnail(size, reducing_gap=1)
        ImageOps.exif_transpose(image, in_place=True)
        image.info = {}
        options = {} if form == "PNG" else {"quality": _QUALITY}
        image.save(out, form, **options)
    return out.getvalue()


def _small(content: bytes, form: str) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=(form,)) as opened:
        opened.draft(None, (SMALL_SIDE, SMALL_SIDE))
        opened.thumbnail((SMALL_SIDE, SMALL_SIDE), reducing_gap=2)
        picture = Image.new("RGB", opened.size, "white")
        seen = opened.convert("RGBA")
        picture.paste(seen, mask=seen)
        picture.save(out, "JPEG", quality=_SMALL_QUALITY, optimize=True)
    return out.getvalue()


def _in_common_colours(image: Image.Image, *, is_seen_through: bool) -> Image.Image:
    """In colours that each of the formats holds."""
    if is_seen_through:
        return image.convert("RGBA")
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")
