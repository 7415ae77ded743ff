"""What still stands between a draft and a signature."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from django.utils.text import Truncator

from audit.chain import sha256
from reports.catalogue.templates import TargetSlot, parse, slots
from reports.narrative.engine import DraftNode
from reports.narrative.models import Explanation
from reports.narrative.proofreading import Stretch, proofread
from reports.narrative.queries import Material
from reports.narrative.wording import Facts
from reports.rollup.lines import Sheet
from vhtt_portal.dates import short_date

# A shorter name ("Hộ gia đình") is said of many things.
_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, with the heading, sheet or target where it is mended.

    ``stops``: as long as it stands nobody signs. All others only warn and want an explanation.
    """

    sentence: str
    node_code: str = ""
    stops: bool = False
    submission_id: int | None = None
    target_code: str = ""
    explanation: Explanation | None = None

    @property
    def key(self) -> str:
        """By its very words: when they change it is another one."""
        return sha256(self.sentence)

    @property
    def wants_word(self) -> bool:
        return not self.stops and self.explanation is None


def findings(material: Material) -> list[Finding]:
    """In the order in which one would mend them, each once. No query."""
    found = chain(
        _sheets(material),
        _empty_headings(material),
        _missing_targets(material),
        _lists_that_moved(material),
        _moved_sentences(material),
        _open_assignments(material),
        _open_comments(material),
        _missing_figures(material),
        text_faults(material),
    )
    explained = material.teamwork.explanations
    return [replace(row, explanation=explained.get(row.key)) for row in dict.fromkeys(found)]


def stopping(material: Material) -> list[Finding]:
    """What keeps the report from being signed: its text contradicts itself or has a gap."""
    found = (*_missing_figures(material), *text_faults(material))
    return [finding for finding in found if finding.stops]


def _sheets(material: Material) -> Iterator[Finding]:
    rollup = material.comparison.now
    for sheet in (*rollup.units, rollup.office):
        if not sheet.is_accepted:
            whose = "của cơ quan" if sheet is rollup.office else f"của {sheet.name}"
            yield Finding(
                f"Phiếu số liệu {whose} {_state(sheet)}.", submission_id=sheet.submission_id
            )


def _state(sheet: Sheet) -> str:
    if sheet.status is None:
        return "chưa được mở"
    return f"chưa được chấp nhận ({sheet.status.label.lower()})"


def _empty_headings(material: Material) -> Iterator[Finding]:
    parents = {node.heading.parent for node in material.draft.nodes}
    for node in material.draft.nodes:
        heading = node.heading
        if heading.code not in parents and not node.has_text:
            yield Finding(f"Mục “{node.title}” chưa có nội dung.", node_code=heading.code)


def _missing_targets(material: Material) -> Iterator[Finding]:
    for heading in material.form.headings:
        for sentence in heading.sentences:
            for slot in slots(parse(sentence.template)):
                if isinstance(slot, TargetSlot) and slot.code not in material.facts.next_targets:
                    name = material.comparison.now.form.by_code[slot.code].name
                    yield Finding(
                        f"Chưa đặt chỉ tiêu năm {material.facts.words['next_year']}: {name}.",
                        target_code=slot.code,
                    )


def _lists_that_moved(material: Material) -> Iterator[Finding]:
    """The register has changed since the sheet was accepted: figure and names disagree."""
    counted = {line.register: line for line in material.comparison.now.form.indicators}
    for name, names in material.facts.lists.items():
        line = material.comparison.now.by_code[counted[name].code] if name in counted else None
        if line and line.amount and names and line.amount.value != len(names):
            yield Finding(
                f"{line.indicator.name}: số liệu đã chấp nhận là {line.written},"
                f" sổ hiện có {len(names)} mục."
            )


def _missing_figures(material: Material) -> Iterator[Finding]:
    """A figure in the office's own words that is not there yet leaves a gap in the sentence."""
    names = {line.code: line.name for line in material.comparison.now.form.indicators}
    for node in material.draft.nodes:
        missing = [code for sentence in node.sentences for code in sentence.missing]
        missing += [code for passage in node.passages for code in passage.missing]
        for code in dict.fromkeys(missing):
            yield Finding(
                f"Lời văn mục “{node.title}” dùng số liệu chưa có: {names.get(code, code)}."
                " Hãy chờ có số liệu hoặc bỏ số liệu ấy khỏi câu.",
                node_code=node.heading.code,
                stops=True,
            )


def _moved_sentences(material: Material) -> Iterator[Finding]:
    """The figures write a sentence differently from how they did when the office reworded it."""
    for node in material.draft.nodes:
        for sentence in node.sentences:
            if sentence.own and sentence.has_moved:
                yield Finding(
                    f"Số liệu của câu đã sửa ở mục “{node.title}” đã đổi: trước là"
                    f" “{sentence.own.drafted}”, nay là “{sentence.drafted}”. Hãy xem lại câu.",
                    node_code=node.heading.code,
                )


def _open_assignments(material: Material) -> Iterator[Finding]:
    for node in material.draft.nodes:
        given = material.teamwork.assignments.get(node.heading.code)
        if given and given.done_at is None:
            yield Finding(
                f"Mục “{node.title}” giao cho {given.assignee.full_name},"
                f" hạn {short_date(given.due_on)}, chưa báo xong.",
                node_code=node.heading.code,
            )


def _open_comments(material: Material) -> Iterator[Finding]:
    for node in material.draft.nodes:
        for comment in material.teamwork.comments.get(node.heading.code, ()):
            if comment.resolved_at is None:
                yield Finding(
                    f"Ý kiến của {comment.by_name} ở mục “{node.title}” chưa xử lý:"
                    f" “{Truncator(comment.text).chars(80)}”.",
                    node_code=node.heading.code,
                )


def text_faults(material: Material) -> Iterator[Finding]:
    stretches = [stretch for node in material.draft.nodes for stretch in _stretches(node)]
    known = {
        line.indicator.name: _numbers(code, material.facts)
        for code, line in material.facts.lines.items()
        if not line.indicator.is_ratio and len(line.indicator.name.split()) >= _NAME_WORDS
    }
    for fault in proofread(stretches, known, on=material.period.cut_off_on):
        yield Finding(fault.sentence, node_code=fault.where, stops=fault.is_certain)


def _stretches(node: DraftNode) -> Iterator[Stretch]:
    code = node.heading.code
    drafted = [sentence.text for sentence in node.sentences if not sentence.is_typed]
    yield Stretch(code, drafted, is_typed=False)
    typed = [sentence.text for sentence in node.sentences if sentence.is_typed]
    typed += [line.text for passage in node.passages for line in passage.lines]
    yield Stretch(code, typed, is_typed=True)


def _numbers(code: str, facts: Facts) -> set[Decimal]:
    """Every number that the figures know of a line."""
    amounts = [
        *(line.amount for lines in (facts.lines, facts.previous) if (line := lines.get(code))),
        facts.targets.get(code),
        facts.next_targets.get(code),
    ]
    ends = {end for amount in amounts if amount for end in (amount.value, amount.upper)}
    return {end for end in ends if end is not None} | {
        figure.value for figure in facts.places.get(code, ()) if figure.value is not None
    }
