"""Workbooks that mean harm, or look as if: crafted kinds, torn bytes, mutated markup.

Every kind is a function of chance, so that each call makes another variant. Some are only odd:
what matters is that each is read or refused in a sentence, soon, and within the memory.
"""

import random
import re
from functools import cache

from tests.reports.entry.excel.corpus import CASES
from tests.reports.entry.excel.corpus.variants import unzipped
from tests.reports.entry.excel.hostile import inner, outside
from tests.reports.entry.excel.packages import Parts, zipped

KINDS = outside.KINDS | inner.KINDS


def hostile(seed: int, at: int, crafted: int, torn: int) -> tuple[str, bytes]:
    """One of them by its number: the named kinds in turn, then honest workbooks with bytes
    flipped, then with their markup changed. Each has a chance of its own, so one can be made again.
    """
    chance = random.Random(f"{seed} {at}")
    if at < crafted:
        name = list(KINDS)[at % len(KINDS)]
        return name, KINDS[name](chance)
    honest = chance.choice(_honest())
    if at < crafted + torn:
        return "torn", _torn(honest, chance)
    return "mutated", zipped(_mutated(dict(unzipped(honest)), chance))


@cache
def _honest() -> list[bytes]:
    return [case.build() for case in CASES]


def _torn(content: bytes, chance: random.Random) -> bytes:
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made[: chance.randrange(len(made))]) if chance.random() < 0.1 else bytes(made)


_CHANGES: tuple[tuple[str, str], ...] = (
    (r'"\d+"', '"-1"'), (r'"\d+"', '"99999999999999999999"'), (r'"\d+"', '"x"'), (r'"\d+"', '""'),
    (r">[^<>]+<", ">1e999<"), (r">[^<>]+<", ">&x;<"), (r">[^<>]+<", ">\x01<"), (r">[^<>]+<", "><"),
    (r"<(\w+)[^<>]*/>", ""), (r"<(\w+)[^<>]*/>", r"<\1>"), (r"</\w+>", ""), (r"<\w+", "<v"),
    (r'r="[A-Z]+\d+"', 'r="ZZZZ9999999"'), (r'r="[A-Z]+\d+"', 'r="A0"'), (r'r="[A-Z]+\d+"', 'r=""'),
    (r't="\w+"', 't="s"'), (r't="\w+"', 't="d"'), (r't="\w+"', 't="?"'), (r's="\d+"', 's="-7"'),
    (r'Target="[^"]*"', 'Target="../../../../etc/passwd"'), (r'Target="[^"]*"', 'Target=""'),
    (r'r:id="\w+"', 'r:id="rId99"'), (r' \w+="[^"]*"', ""), (r'encoding="UTF-8"', 'encoding="cp037"'),
    (r'ref="[^"]*"', 'ref="A1:XFD1048576"'), (r'ref="[^"]*"', 'ref="#REF!"'), (r'"[^"]*"', '"&#0;"'),
    (r'formatCode="[^"]*"', 'formatCode="[h]:mm;;;"'), (r"<", "<!-- -->"), (r">", "><![CDATA[<]]>"),
)  # fmt: skip


def _mutated(made: Parts, chance: random.Random) -> Parts:
    """One to three changes of one part's markup, or a part gone, empty, doubled or swapped."""
    name = chance.choice(sorted(made))
    whole = chance.random()
    if whole < 0.05:
        del made[name]
        return made
    if whole < 0.1:
        made[name] = chance.choice((b"", b"\0", made[chance.choice(sorted(made))], made[name] * 2))
        return made
    text = made[name].decode("utf-8", "replace")
    for _ in range(chance.randint(1, 3)):
        pattern, into = chance.choice(_CHANGES)
        found = list(re.finditer(pattern, text))
        if found:
            at = chance.choice(found)
            text = text[: at.start()] + at.expand(into) + text[at.end() :]
    made[name] = text.encode()
    return made
