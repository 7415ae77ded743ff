"""Vietnamese syllables made by chance, for tests that need many."""

import random
import unicodedata

from vhtt_portal import legacy
from vhtt_portal.legacy import Encoding

SURNAMES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ", "Bùi", "Đỗ", "Hà", "Lý", "Ngô"]
_ONSETS = ["", "b", "ch", "đ", "h", "kh", "l", "m", "n", "nh", "ph", "t", "th", "tr", "v", "x"]
_RHYMES = [
    "a", "ai", "an", "anh", "ao", "âm", "ân", "ăn", "âu", "en", "ê", "ên", "i", "iên", "iêu", "o",
    "oa", "on", "ông", "ôi", "ơ", "ơn", "u", "ung", "uôn", "uyên", "ư", "ươi", "ương", "y",
]  # fmt: skip
_STOPPED = ["ac", "at", "ap", "ăt", "âp", "êt", "iêc", "ich", "oc", "ôt", "uôc", "ươc", "ưt"]
_TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
_LATIN_1 = [
    "à",
    "á",
    "ã",
    "è",
    "é",
    "ì",
    "í",
    "ò",
    "ó",
    "õ",
    "ù",
    "ú",
    "ý",
    "ân",
    "ên",
    "ông",
    "ài",
]


def syllables(chance: random.Random, count: int) -> list[str]:
    return [_syllable(chance) for _ in range(count)]


def syllables_of_latin_1(chance: random.Random, count: int) -> list[str]:
    """Such as "Bá Hà": bytes that the old encodings use for other letters."""
    return [
        chance.choice(_ONSETS).replace("đ", "d") + chance.choice(_LATIN_1) for _ in range(count)
    ]


def typed(text: str, encoding: Encoding) -> str:
    """The same text as an old keyboard driver left it."""
    table = legacy._TCVN3 if encoding is Encoding.TCVN3 else legacy._VNI
    back: dict[str, str] = {}
    for old, letter in table.items():
        back.setdefault(letter, old)
    return "".join(back.get(char, char) for char in text)


def _syllable(chance: random.Random) -> str:
    if chance.random() < 0.2:
        rhyme, tone = chance.choice(_STOPPED), chance.choice(_TONES[4:])
    else:
        rhyme, tone = chance.choice(_RHYMES), chance.choice(_TONES)
    return chance.choice(_ONSETS) + _toned(rhyme, tone)


def _toned(rhyme: str, tone: str) -> str:
    """The tone stands on the letter with a hat or a horn, else on the first vowel but one of three."""
    at = max((n for n, char in enumerate(rhyme) if char in "ăâêôơư"), default=0)
    if rhyme[at] not in "ăâêôơư" and rhyme == "oa":
        at = 1
    return unicodedata.normalize("NFC", rhyme[: at + 1] + tone + rhyme[at + 1 :])
