"""Vietnamese typed before Unicode: TCVN3 (fonts .VnTime …) and VNI (fonts VNI-Times …).

Without its font such text looks like "§Ëu Liªu" or "Ñaäu Lieâu". It is recognised by the font's
name or by what it says, and converted only where the person is shown both.
Conversion comes before ``tidy``: the ư of TCVN3 is the soft hyphen, which tidying removes.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from vhtt_portal.text import tidy


class Encoding(StrEnum):
    TCVN3 = "TCVN3"
    VNI = "VNI"


# TCVN 5712:1993, the letters that the fonts show; capitals with tones are the same bytes in a font
# whose name ends in H.
_TCVN3 = dict(
    zip(
        "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
        "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb"
        "\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde"
        "\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee"
        "\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

_TCVN3_TABLE = str.maketrans(_TCVN3)

# VNI writes most letters as a plain one and a mark after it. The same marks stand on a, e, o, u,
# on ô (ơ) and ö (ư); those of â and ă are marks of their own.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_HATS = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_VNI_BREVES = {
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_MARKED = (
    ("aeouy", _VNI_TONES), ("aeo", _VNI_HATS), ("a", _VNI_BREVES), ("ôö", _VNI_TONES),
)  # fmt: skip
# Letters of one sign.
_VNI_SINGLE = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _vni() -> dict[str, str]:
    """Every pair and single of VNI, small and capital; a small mark after a capital is common."""
    small = {
        letter + mark: unicodedata.normalize("NFC", _VNI_SINGLE.get(letter, letter) + tone)
        for letters, marks in _VNI_MARKED
        for letter in letters
        for mark, tone in marks.items()
    } | _VNI_SINGLE
    capital = {typed.upper(): letter.upper() for typed, letter in small.items()}
    mixed = {typed[0].upper() + typed[1:]: letter.upper() for typed, letter in small.items()}
    return small | mixed | capital


_VNI = _vni()
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VNI_SIGNS = frozenset("".join(_VNI)) - frozenset("aeouyAEOUY")

# Letters that only Unicode has, or a mark of its own: such text needs no help.
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0128\u0129\u0168\u0169"
                      "\u0300-\u036f\u1e00-\u1eff]")  # fmt: skip
_HIGH = re.compile("[\xa1-\u024f]")
# What stands in a Latin text for a sign and in TCVN3 for a letter.
_SIGNS = re.compile("[\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7]")
_WORD = re.compile(r"[^\W\d_]+")

_FEW, _MOST = 3, 0.7
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ONSETS = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|qu|r|s|t|th|tr|v|x"
# Rhymes without their tones.
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    " e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu"
    " im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng"
    " oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp"
    " ơt u ua uâc uân uâng uât uây uc uê uêch uênh uêt ui um un ung uôc uôi uôm uôn uông uôt"
    " uơ up ut uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn"
    " ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu"
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})?(?:{_RHYMES.replace(' ', '|')})")
_STOPPED = re.compile(r"(?:[pt]|c|ch)$")  # such a syllable is sắc or nặng


def legacy_of(text: str, font: str = "") -> Encoding | None:
    """In which of the two encodings the text was typed; None for Unicode and for plain ASCII.

    A font that says so decides, unless the text reads as Vietnamese only as it is. Without one,
    enough of the text must lie in the encoding's table and read as Vietnamese there, better than
    it does as it is. A short text alone ("Hé" for Hộ) cannot tell: see ``legacy_around``.
    """
    if _UNICODE.search(text) or not _HIGH.search(text):
        return None
    as_it_is = _sense(text)
    if (named := _of_font(font)) is not None:
        plain = converted(text, named)
        is_typed_so = plain != text and as_it_is <= _sense(plain) and _fits(text, named)
        return named if is_typed_so else None
    if len(_HIGH.findall(text)) < _FEW:
        return None
    found = {encoding: _sense(converted(text, encoding)) for encoding in Encoding}
    best = max(Encoding, key=lambda encoding: found[encoding])
    is_better = found[best] >= _MOST and found[best] > as_it_is
    return best if is_better and _fits(text, best) else None


def legacy_around(texts: Iterable[str]) -> Encoding | None:
    """What the texts of one sheet are typed in as a whole, those in Unicode aside."""
    return legacy_of("\n".join(text for text in texts if not _UNICODE.search(text)))


def readable(
    text: str, font: str = "", *, around: Encoding | None = None
) -> tuple[str, Encoding | None]:
    """The text as it is stored, and what it was converted from: then show both to the person.

    ``around`` is what the texts beside it were typed in, for one too short to tell.
    """
    encoding = legacy_of(text, font)
    if encoding is None and around is not None and not _UNICODE.search(text):
        encoding = around if _HIGH.search(text) and _fits(text, around) else None
    if encoding is None:
        return tidy(text), None
    return tidy(converted(text, encoding, upper=is_capital_font(font))), encoding


def converted(text: str, encoding: Encoding, *, upper: bool = False) -> str:
    """The text in Unicode; ``upper`` where its font shows small letters as capitals."""
    if encoding is Encoding.TCVN3:
        plain = text.translate(_TCVN3_TABLE)
    else:
        plain = _VNI_PIECE.sub(lambda piece: _VNI[piece[0]], text)
    return plain.upper() if upper else plain


def is_capital_font(font: str) -> bool:
    """.VnTimeH, .VnArialH: small letters look like capitals, and only so do capitals have tones."""
    return _of_font(font) is Encoding.TCVN3 and font.endswith("H")


def _of_font(font: str) -> Encoding | None:
    name = font.casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni") else None


def _fits(text: str, encoding: Encoding) -> bool:
    """Whether most characters beyond ASCII are letters or marks of the encoding."""
    signs = _TCVN3.keys() if encoding is Encoding.TCVN3 else _VNI_SIGNS
    high = _HIGH.findall(text)
    return sum(char in signs for char in high) >= _MOST * len(high)


def _sense(text: str) -> float:
    """The share of words beyond ASCII that are Vietnamese syllables; 0 without such words."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    signs = len(_SIGNS.findall(text))
    return sum(map(_is_syllable, words)) / (len(words) + signs) if words else 0.0


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in letters if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(mark for mark in letters if mark not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not _STOPPED.search(plain) or tones in (["\u0301"], ["\u0323"])
