"""What is different between two contents of a report, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.editions.content import (
    Content,
    LineContent,
    NodeContent,
    lines_of,
    passages_of,
    read_amount,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure or passage that is not what it was."""

    label: str
    old: str
    new: str


def differences(old: Content, new: Content) -> list[Difference]:
    return [*_figures(old, new), *_words(old, new)]


def _figures(old: Content, new: Content) -> Iterator[Difference]:
    before = {line["code"]: line for line in lines_of(old)}
    for line in lines_of(new):
        known = before.get(line["code"])
        was, now = _written(known), _written(line)
        if was != now:
            yield Difference(line["name"], was, now)


def _written(line: LineContent | None) -> str:
    amount = read_amount(line["total"]) if line else None
    return amount.written() if amount else "chưa có"


def _words(old: Content, new: Content) -> Iterator[Difference]:
    before = {node["code"]: _passages(node) for node in old["narrative"]}
    for node in new["narrative"]:
        was, now = before.get(node["code"], []), _passages(node)
        if was != now:
            yield Difference(f"Lời văn mục “{node['title']}”", _count(was), _count(now))


def _passages(node: NodeContent) -> list[str]:
    return [
        "\n".join("".join(run["text"] for run in line["runs"]) for line in passage)
        for passage in passages_of(node)
    ]


def _count(passages: list[str]) -> str:
    return f"{len(passages)} đoạn, {sum(map(len, passages))} ký tự"
