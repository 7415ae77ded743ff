"""A report as files: PDF, DOCX, workbook, JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from documents.archive import Enclosure
from documents.pdf import render_pdf
from documents.structure import OfficialDocument
from documents.word import render_docx
from reports.editions.compose import Signature, compose
from reports.editions.content import (
    AmountContent,
    CellContent,
    Content,
    LineContent,
    NodeContent,
    RunContent,
    lines_of,
    passages_of,
    read_amount,
)
from reports.editions.formats import MIME_TYPES, Format
from reports.editions.workbook import as_workbook
from reports.rollup.lines import CellState, is_withheld

_WITHHELD = "withheld"
_ENCLOSED = {
    Format.XLSX: "Số liệu các phụ lục của báo cáo, dạng bảng tính",
    Format.JSON: "Số liệu và lời văn của báo cáo, dạng JSON cho máy đọc",
}


@dataclass(frozen=True, slots=True)
class Issue:
    """What the clerk and the signer add to the content; a draft has none of it."""

    number: int
    issued_on: date
    signature: Signature


def as_draft(content: Content, file_format: Format) -> bytes:
    """Marked DỰ THẢO, without number, day and signature."""
    match file_format:
        case Format.PDF:
            return render_pdf(as_paper(content))
        case Format.DOCX:
            return render_docx(as_paper(content))
        case Format.XLSX:
            return as_workbook(content)
        case Format.JSON:
            return as_json(content)


def as_issued(content: Content, issue: Issue) -> dict[Format, bytes]:
    """All files of an edition. Its PDF has the figures inside, for whom the PDF alone reaches."""
    paper = as_paper(content, issue)
    data = {
        Format.XLSX: as_workbook(content, is_draft=False),
        Format.JSON: as_json(content, is_draft=False),
    }
    enclosed = [
        Enclosure(f"so-lieu.{name}", _ENCLOSED[name], data[name], MIME_TYPES[name]) for name in data
    ]
    pdf = render_pdf(paper, enclosed=enclosed)
    return {Format.PDF: pdf, Format.DOCX: render_docx(paper), **data}


def as_paper(content: Content, issue: Issue | None = None) -> OfficialDocument:
    if issue is None:
        return compose(content)
    return compose(
        content, signature=issue.signature, number=issue.number, issued_on=issue.issued_on
    )


# --- JSON -------------------------------------------------------------------------------------


def as_json(content: Content, *, is_draft: bool = True) -> bytes:
    """Figures as JSON numbers; what is missing is null, with its state."""
    exported: dict[str, Any] = {
        "office": content["office"]["code"],
        "period": content["period"]["code"],
        "coverage": {"accepted": content["accepted"], "expected": content["expected"]},
        "indicators": [_indicator(line) for line in lines_of(content)],
        "narrative": [_heading(node) for node in content["narrative"]],
        "targets": list(_targets(content)),
    }
    if is_draft:
        exported = {"status": "DỰ THẢO", **exported}
    return (json.dumps(exported, ensure_ascii=False, indent=2) + "\n").encode()


def _indicator(line: LineContent) -> dict[str, Any]:
    total = read_amount(line["total"])
    withheld = is_withheld(total, is_sensitive=line["sensitive"])
    return {
        "code": line["code"],
        "name": line["name"],
        "unit": line["unit"],
        **_told("total", None if withheld else line["total"]),
        "state": _total_state(line, withheld=withheld),
        "numerator": _value(line["numerator"]),
        "denominator": _value(line["denominator"]),
        "coverage": {"accepted": line["accepted"], "expected": line["expected"]},
        "by_locality": [_place(cell, line) for cell in line["by_locality"]],
    }


def _total_state(line: LineContent, *, withheld: bool) -> str:
    if withheld:
        return _WITHHELD
    return (CellState.VALUE if line["total"] else CellState.NOT_ENTERED).value


def _place(cell: CellContent, line: LineContent) -> dict[str, Any]:
    """Sensitive figures leave the office as totals only."""
    withheld = line["sensitive"] and cell["amount"] is not None
    return {
        "code": cell["code"],
        "name": cell["name"],
        **_told("value", None if withheld else cell["amount"]),
        "state": _WITHHELD if withheld else cell["state"],
    }


def _told(key: str, amount: AmountContent | None) -> dict[str, Any]:
    if amount is None:
        return {key: None, "relation": None, "upper": None}
    upper = amount["upper"]
    return {
        key: _value(amount),
        "relation": amount["relation"],
        "upper": None if upper is None else _number(Decimal(upper)),
    }


def _value(amount: AmountContent | None) -> int | float | None:
    return None if amount is None else _number(Decimal(amount["value"]))


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _heading(node: NodeContent) -> dict[str, Any]:
    return {
        "code": node["code"],
        "level": node["level"],
        "title": node["title"],
        "sentences": [
            _said(sentence["runs"]) | sentence.get("own", {}) for sentence in node["sentences"]
        ],
        "passages": [[_said(line["runs"]) for line in passage] for passage in passages_of(node)],
    }


def _said(runs: Sequence[RunContent]) -> dict[str, Any]:
    return {
        "text": "".join(run["text"] for run in runs),
        "indicators": list(dict.fromkeys(run["code"] for run in runs if run["code"])),
    }


def _targets(content: Content) -> Iterator[dict[str, Any]]:
    period = content["period"]
    for line in lines_of(content):
        for code, amount in (
            (period["code"], line["target"]),
            (period["next_code"], line["next_target"]),
        ):
            if amount is not None:
                yield _target(line, code, None, amount)
        for given in line.get("given", []):
            yield _target(line, period["code"], given["code"], given["amount"])


def _target(
    line: LineContent, period: str, locality: str | None, amount: AmountContent
) -> dict[str, Any]:
    """``locality`` is the code of the unit that it was given to, null for the office's own."""
    return {
        "period": period,
        "locality": locality,
        "code": line["code"],
        "name": line["name"],
        "unit": line["unit"],
        **_told("value", amount),
    }
