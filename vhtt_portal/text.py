"""Vietnamese text: one stored form, one search key, one order."""

import re
import unicodedata

# Letters of the Vietnamese alphabet in dictionary order. Letters that differ by a hat, a horn or a
# bar are different letters (primary difference); tones only break ties, in the order below.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: index for index, letter in enumerate(_ALPHABET)}
# ngang, huyền, hỏi, ngã, sắc, nặng
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LOOKALIKES = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
# Control characters, marks of direction, zero widths, tags, and what XML cannot hold.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# How a line begins that is an item of a list.
DASH = "- "
_DIGITS = re.compile(r"\d+")


def tidy(text: str) -> str:
    """The form in which text is stored: NFC, true Đ, no invisible characters, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())  # numbers and codes, of which a file holds thousands
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).translate(_LOOKALIKES)
    return " ".join(composed.split())


def tidy_lines(text: str) -> str:
    """``tidy`` for text of several lines; runs of empty lines become one."""
    lines = [tidy(line) for line in text.replace("\r\n", "\n").split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def paragraphs(text: str) -> list[tuple[bool, str]]:
    """The lines of plain prose as (is a dash paragraph, its words); empty lines are nothing."""
    lines = [tidy(line) for line in text.split("\n")]
    return [(line.startswith(DASH), line.removeprefix(DASH).strip()) for line in lines if line]


def fold(text: str) -> str:
    """The key under which text is searched: no marks, đ as d, lower case.

    Both tone placements (hoà, hòa) give the same key because the tones are gone.
    """
    decomposed = unicodedata.normalize("NFD", tidy(text).casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def sort_key(text: str) -> str:
    """A string whose code-point order is Vietnamese dictionary order, numbers by value.

    "Tổ dân phố 2" comes before "Tổ dân phố 10"; a ă â b c d đ are letters of their own; tones
    decide last, in the order ngang, huyền, hỏi, ngã, sắc, nặng. Stored beside the name, because
    neither database orders Vietnamese by itself.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in _DIGITS.sub(_padded, tidy(text).casefold()):
        letter, tone = _split(char)
        rank = _LETTER_RANK.get(letter)
        letters.append(chr(0x61 + rank) if rank is not None else letter)
        tones.append(str(tone))
    return "".join(letters) + "\x01" + "".join(tones)


def name_keys(name: str) -> dict[str, str]:
    """The keys stored beside a name: how it is found and where it stands in a list."""
    return {"search_key": fold(name), "sort_key": sort_key(name)}


def person_keys(full_name: str) -> dict[str, str]:
    """As ``name_keys``; lists of people go by the given name, which stands last, then the middle."""
    family, _, rest = tidy(full_name).partition(" ")
    middle, _, given = rest.rpartition(" ")
    return {"search_key": fold(full_name), "sort_key": sort_key(f"{given} {middle} {family}")}


def _padded(number: re.Match[str]) -> str:
    return number.group().zfill(12)


def _split(char: str) -> tuple[str, int]:
    marks = unicodedata.normalize("NFD", char)
    tone = next((_TONE_RANK[mark] for mark in marks if mark in _TONE_RANK), 0)
    letter = "".join(mark for mark in marks if mark not in _TONE_RANK)
    return unicodedata.normalize("NFC", letter), tone


def inside_sentence(text: str) -> str:
    """The text as it goes on within a sentence; "UBND …" and "Trung Lương …" keep their capitals."""
    first, _, rest = text.partition(" ")
    is_name = first[1:2].isupper() or rest[:1].isupper()
    return text if is_name else f"{text[:1].lower()}{text[1:]}"
