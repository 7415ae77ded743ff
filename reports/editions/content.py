"""Everything a report prints, as one JSON document: what is shown, signed and sealed.

Figures are texts ("1175", "98.08"), so that one content has one hash on every database.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NotRequired, TypedDict

from audit.chain import canonical_json, plain, sha256
from reports.catalogue.models import Annex
from reports.editions.exhibits import ExhibitContent, exhibit_content
from reports.editions.registers import RegisterTable, register_table
from reports.entry.models import Figure, Period
from reports.narrative.engine import DraftNode, DraftSentence, Run, fill
from reports.narrative.queries import Material, material
from reports.rollup.amounts import Amount
from reports.rollup.lines import Line, PlaceFigure
from vhtt_portal.text import paragraphs


class AmountContent(TypedDict):
    value: str
    relation: str
    upper: str | None


class CellContent(TypedDict):
    code: str
    name: str
    state: str
    amount: AmountContent | None


class GivenContent(TypedDict):
    """What one unit was given to reach."""

    code: str
    amount: AmountContent


class LineContent(TypedDict):
    code: str
    name: str
    unit: str
    places: str
    sensitive: bool
    total: AmountContent | None
    numerator: AmountContent | None
    denominator: AmountContent | None
    # The codes of the lines that a percent is made of; of old nothing told them.
    parts: NotRequired[list[str]]
    accepted: int
    expected: int
    previous: AmountContent | None
    # How much the total moved since; nothing where the two years cannot be compared.
    moved: str | None
    target: AmountContent | None
    next_target: AmountContent | None
    by_locality: list[CellContent]
    # By unit, in the order of the annexes; it stands there only where one was given a target.
    given: NotRequired[list[GivenContent]]


class SectionContent(TypedDict):
    code: str
    name: str
    lines: list[LineContent]


class SheetContent(TypedDict):
    code: str
    name: str
    status: str
    hash: str


class UnitContent(TypedDict):
    code: str
    name: str


class RunContent(TypedDict):
    text: str
    code: str


class OwnWordingContent(TypedDict):
    drafted: str
    reason: str


class SentenceContent(TypedDict):
    """``own``: the office has reworded what the figures write; without runs it left that out."""

    code: str
    runs: list[RunContent]
    own: NotRequired[OwnWordingContent]


class ProseLineContent(TypedDict):
    is_bullet: bool
    runs: list[RunContent]


class NodeContent(TypedDict):
    code: str
    parent: str
    level: str
    title: str
    sentences: list[SentenceContent]
    # Read it through ``passages_of``: of old, a passage was one plain text.
    passages: list[list[ProseLineContent] | str]


class AnnexContent(TypedDict):
    kind: str
    title: str
    table: RegisterTable | None


class OfficeContent(TypedDict):
    code: str
    name: str
    full_name: str
    parent_body: str
    issuing_body: str
    symbol: str
    place_name: str
    head_post: str
    archive_line: str
    units_word: str
    recipients: list[str]


class PeriodContent(TypedDict):
    code: str
    name: str
    year: int
    next_code: str
    cut_off_on: str


class FormContent(TypedDict):
    code: str
    name: str
    sha256: str


class Content(TypedDict):
    office: OfficeContent
    period: PeriodContent
    form: FormContent
    subject: str
    opening: str
    closing: str
    accepted: int
    expected: int
    sheets: list[SheetContent]
    units: list[UnitContent]
    sections: list[SectionContent]
    narrative: list[NodeContent]
    # Charts and tables in the text; of old there were none.
    exhibits: NotRequired[list[ExhibitContent]]
    annexes: list[AnnexContent]


def content(period: Period) -> Content:
    """The report as it would be signed now. The queries of its material, the recipients, and up
    to four for each register that stands in an annex."""
    return of_material(material(period))


def of_material(source: Material) -> Content:
    period, rollup = source.period, source.comparison.now
    return {
        "office": _office(period),
        "period": _period(period, source),
        "form": {
            "code": rollup.form.code,
            "name": rollup.form.name,
            "sha256": rollup.form.sha256,
        },
        "subject": source.draft.subject,
        "opening": source.draft.opening,
        "closing": source.draft.closing,
        "accepted": rollup.accepted_count,
        "expected": rollup.expected_count,
        "sheets": [
            {
                "code": sheet.code,
                "name": sheet.name,
                "status": sheet.status or "",
                "hash": sheet.content_hash,
            }
            for sheet in (*rollup.units, rollup.office)
        ],
        "units": [{"code": sheet.code, "name": sheet.name} for sheet in rollup.units],
        "sections": section_contents(source),
        "narrative": [_node(node) for node in source.draft.nodes],
        "exhibits": [exhibit_content(exhibit) for exhibit in source.exhibits],
        "annexes": _annexes(source),
    }


def section_contents(source: Material) -> list[SectionContent]:
    """The figures alone. No query."""
    rollup = source.comparison.now
    return [
        {
            "code": section.code,
            "name": section.name,
            "lines": [_line(line, source) for line in rollup.in_section(section)],
        }
        for section in rollup.form.sections
    ]


def sealed_text(content: Content) -> str:
    """The canonical text that the hash is taken of."""
    return canonical_json(content)


def content_hash(content: Content) -> str:
    return sha256(sealed_text(content))


def lines_of(content: Content) -> list[LineContent]:
    return [line for section in content["sections"] for line in section["lines"]]


def passages_of(node: NodeContent) -> list[list[ProseLineContent]]:
    """The office's own words; those sealed before figures could stand in them have none."""
    return [
        _lines(passage) if isinstance(passage, str) else passage for passage in node["passages"]
    ]


def _lines(text: str) -> list[ProseLineContent]:
    return [
        {"is_bullet": is_bullet, "runs": [{"text": words, "code": ""}]}
        for is_bullet, words in paragraphs(text)
    ]


def read_amount(stored: AmountContent | None) -> Amount | None:
    if stored is None:
        return None
    upper = stored["upper"]
    return Amount(
        Decimal(stored["value"]),
        Figure.Relation(stored["relation"]),
        None if upper is None else Decimal(upper),
    )


def _office(period: Period) -> OfficeContent:
    office = period.office
    return {
        "code": office.code,
        "name": office.name,
        "full_name": str(office),
        "parent_body": office.parent_body,
        "issuing_body": office.issuing_body,
        "symbol": office.symbol,
        "place_name": office.place_name,
        "head_post": office.head_post,
        "archive_line": office.archive_line,
        "units_word": office.units_word,
        "recipients": [row.text for row in office.recipients.all()],
    }


def _period(period: Period, source: Material) -> PeriodContent:
    return {
        "code": period.code,
        "name": period.name,
        "year": period.year,
        "next_code": source.comparison.next_code,
        "cut_off_on": period.cut_off_on.isoformat(),
    }


def _line(line: Line, source: Material) -> LineContent:
    before = source.comparison.previous(line.code)
    moved = line.moved_since(before)
    indicator = line.indicator
    said: LineContent = {
        "code": line.code,
        "name": indicator.name,
        "unit": indicator.unit,
        "places": indicator.places.value,
        "sensitive": indicator.sensitive,
        "total": _amount(line.amount),
        "numerator": _amount(line.numerator),
        "denominator": _amount(line.denominator),
        "accepted": line.accepted,
        "expected": line.expected,
        "previous": _amount(before.amount if before else None),
        "moved": None if moved is None else plain(moved),
        "target": _amount(source.comparison.targets.get(line.code)),
        "next_target": _amount(source.comparison.next_targets.get(line.code)),
        "by_locality": [_cell(figure) for figure in source.places[line.code]],
    }
    if indicator.numerator and indicator.denominator:
        said["parts"] = [indicator.numerator, indicator.denominator]
    if given := _given(line, source):
        said["given"] = given
    return said


def _given(line: Line, source: Material) -> list[GivenContent]:
    targets = source.comparison.unit_targets.get(line.code, {})
    return [
        {"code": sheet.code, "amount": _amount_content(targets[sheet.place_id])}
        for sheet in source.comparison.now.units
        if sheet.place_id in targets
    ]


def _cell(figure: PlaceFigure) -> CellContent:
    return {
        "code": figure.sheet.code,
        "name": figure.sheet.name,
        "state": figure.cell.state.value,
        "amount": _amount(figure.amount),
    }


def _amount(amount: Amount | None) -> AmountContent | None:
    return None if amount is None else _amount_content(amount)


def _amount_content(amount: Amount) -> AmountContent:
    return {
        "value": plain(amount.value),
        "relation": amount.relation.value,
        "upper": None if amount.upper is None else plain(amount.upper),
    }


def _node(node: DraftNode) -> NodeContent:
    return {
        "code": node.heading.code,
        "parent": node.heading.parent or "",
        "level": node.heading.level.value,
        "title": node.title,
        "sentences": [_sentence(sentence) for sentence in node.sentences],
        "passages": [
            [{"is_bullet": line.is_bullet, "runs": _runs(line.runs)} for line in passage.lines]
            for passage in node.passages
        ],
    }


def _sentence(sentence: DraftSentence) -> SentenceContent:
    said: SentenceContent = {"code": sentence.code, "runs": _runs(sentence.runs)}
    if sentence.own:
        said["own"] = {"drafted": sentence.drafted, "reason": sentence.own.reason}
    return said


def _runs(runs: Iterable[Run]) -> list[RunContent]:
    return [{"text": run.text, "code": run.code} for run in runs]


def _annexes(source: Material) -> list[AnnexContent]:
    """Annexes over figures are drawn from the lines; those over registers keep their rows."""
    annexes: list[AnnexContent] = []
    for annex in source.form.annexes:
        table = register_table(Annex.Kind(annex.kind), source.period)
        if annex.kind in _OVER_FIGURES or table:
            title = fill(annex.title, source.facts)
            annexes.append({"kind": annex.kind.value, "title": title, "table": table})
    return annexes


_OVER_FIGURES = frozenset({Annex.Kind.TOTALS, Annex.Kind.COMPARISON})
