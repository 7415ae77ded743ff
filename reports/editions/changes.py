"""What is different between two contents of a report, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.editions.content import (
    Content,
    LineContent,
    NodeContent,
    RunContent,
    SectionContent,
    passages_of,
    read_amount,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a sentence; ``moved``: they are only here and not in the other version."""

    text: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure or sentence that is not what it was. An empty side: it was not there."""

    label: str
    old: str
    new: str

    @property
    def old_pieces(self) -> list[Piece]:
        return _pieces(self.old, self.new)

    @property
    def new_pieces(self) -> list[Piece]:
        return _pieces(self.new, self.old)


def differences(old: Content, new: Content) -> list[Difference]:
    return [*moved_figures(old["sections"], new["sections"]), *moved_words(old, new)]


def moved_figures(old: Iterable[SectionContent], new: Iterable[SectionContent]) -> list[Difference]:
    before = {line["code"]: line for section in old for line in section["lines"]}
    found = []
    for section in new:
        for line in section["lines"]:
            was, now = _written(before.get(line["code"])), _written(line)
            if was != now:
                found.append(Difference(line["name"], was, now))
    return found


def moved_words(old: Content, new: Content) -> Iterator[Difference]:
    """Sentence by sentence, in the order of the newer report; headings gone come last."""
    before = {node["code"]: node for node in old["narrative"]}
    for node in new["narrative"]:
        was = before.pop(node["code"], None)
        yield from _sentences(node["title"], _lines(was, old) if was else [], _lines(node, new))
    for node in before.values():
        yield from _sentences(node["title"], _lines(node, old), [])


def _sentences(label: str, old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, from_old, to_old, from_new, to_new in matcher.get_opcodes():
        if tag == "equal":
            continue
        was, now = old[from_old:to_old], new[from_new:to_new]
        for place in range(max(len(was), len(now))):
            yield Difference(
                label,
                was[place] if place < len(was) else "",
                now[place] if place < len(now) else "",
            )


def _lines(node: NodeContent, content: Content) -> list[str]:
    """With the titles of charts and tables, which say what their figures do."""
    drafted = [_text(sentence["runs"]) for sentence in node["sentences"] if sentence["runs"]]
    own = [_text(line["runs"]) for passage in passages_of(node) for line in passage]
    shown = [row["title"] for row in content.get("exhibits", []) if row["node"] == node["code"]]
    return drafted + own + shown


def _text(runs: Iterable[RunContent]) -> str:
    return "".join(run["text"] for run in runs)


def _written(line: LineContent | None) -> str:
    amount = read_amount(line["total"]) if line else None
    return amount.written() if amount else "chưa có"


def _pieces(text: str, other: str) -> list[Piece]:
    """Word by word against the other version."""
    words, others = text.split(), other.split()
    pieces = []
    for tag, start, end, *_ in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        if start < end:
            pieces.append(Piece(" ".join(words[start:end]), tag != "equal"))
    return pieces
