"""Papers made ready: what a kind of paper usually says, as data, with blanks and names filled in.

One file of ``data`` a template; a template of an occasion holds several papers. Between braces
stand names that ``words`` knows; whatever else only the writer can know is left as ``BLANK``.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from pathlib import Path

from django.utils.text import capfirst

from documents.issuer import Issuer, of_office, of_place
from documents.models import Keeper
from documents.outgoing.lines import BLANK
from documents.outgoing.models import Paper
from localities.models import Office
from vhtt_portal.dates import official_date

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """The texts of one paper, still with names between braces."""

    kind: Paper.Kind
    subject: str
    addressees: str = ""
    legal_bases: str = ""
    body: str = ""
    recipients: str = ""
    is_in_person: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """What can be begun: one paper, or those of an occasion together."""

    code: str
    name: str
    hint: str
    papers: tuple[PaperTemplate, ...]
    is_occasion: bool = False
    is_for_office: bool = False


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where people meet, and who leads them; what is not known yet stays blank."""

    held_on: date | None = None
    begins_at: time | None = None
    venue: str = ""
    chair: str = ""

    @property
    def when(self) -> str:
        if self.held_on is None:
            return BLANK
        hour = f"{self.begins_at:%H} giờ {self.begins_at:%M} phút, " if self.begins_at else ""
        return f"{hour}{official_date(self.held_on)}"


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Who has not sent the figures of a period yet: the names of their committees."""

    period: str = BLANK
    due: str = BLANK
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aim:
    """What a year is to bring, beside what the year before brought, both as they are printed."""

    name: str
    unit: str
    before: str = BLANK
    wanted: str = BLANK


# What a plan's table asks for as long as nobody has set targets.
_USUAL_AIMS = (
    Aim("Tỷ lệ gia đình đạt danh hiệu “Gia đình văn hóa”", "%"),
    Aim("Tỷ lệ thôn, tổ dân phố đạt danh hiệu văn hóa", "%"),
    Aim("Tỷ lệ cơ quan, đơn vị, doanh nghiệp đạt chuẩn văn hóa", "%"),
    Aim("Tỷ lệ nhà văn hóa đạt chuẩn", "%"),
    Aim("Tỷ lệ người dân tập luyện thể dục, thể thao thường xuyên", "%"),
)


@cache
def templates() -> Mapping[str, Template]:
    """By code, in the order in which they are offered."""
    read = [(path.stem, tomllib.loads(path.read_text())) for path in _DATA.glob("*.toml")]
    read.sort(key=lambda one: one[1]["order"])
    return {code: _template(code, row) for code, row in read}


def _template(code: str, row: dict[str, object]) -> Template:
    """Fails loudly on an unknown word or kind."""
    papers = row.pop("paper")
    del row["order"]
    assert isinstance(papers, list)  # noqa: S101 - data of the portal's own
    return Template(code=code, papers=tuple(_paper(paper) for paper in papers), **row)  # type: ignore[arg-type]


def _paper(row: dict[str, str]) -> PaperTemplate:
    return PaperTemplate(**{**row, "kind": Paper.Kind(row["kind"])})  # type: ignore[arg-type]


def words(
    keeper: Keeper,
    year: int,
    *,
    occasion: Occasion | None = None,
    outstanding: Outstanding | None = None,
    aims: Sequence[Aim] = (),
) -> dict[str, str]:
    """What stands between the braces. The keeper comes with its kinds, see ``queries.keepers``."""
    issuer = of_office(keeper) if isinstance(keeper, Office) else of_place(keeper)
    held, late = occasion or Occasion(), outstanding or Outstanding()
    places = _places(keeper)
    return {
        "year": str(year),
        "last_year": str(year - 1),
        "next_year": str(year + 1),
        "issuer": issuer.letterhead.name,
        "above": _above(keeper, issuer),
        "recipients": "\n".join(issuer.recipients),
        "units": keeper.units_word if isinstance(keeper, Office) else "thôn, tổ dân phố",
        "places": places,
        "places_title": str(capfirst(places)),
        "when": held.when,
        "venue": held.venue or BLANK,
        "chair": held.chair or BLANK,
        "period": late.period,
        "due": late.due,
        "late": "\n".join(late.names) or BLANK,
        "aims": "\n".join(_rows(aims or _USUAL_AIMS)),
    }


def _rows(aims: Sequence[Aim]) -> Iterator[str]:
    for number, aim in enumerate(aims, start=1):
        yield f"| {number} | {aim.name} | {aim.unit} | {aim.before} | {aim.wanted} |"


def filled(template: PaperTemplate, names: Mapping[str, str]) -> PaperTemplate:
    return PaperTemplate(
        kind=template.kind,
        subject=template.subject.format_map(names),
        addressees=template.addressees.format_map(names).strip(),
        legal_bases=template.legal_bases.format_map(names).strip(),
        body=template.body.format_map(names).strip(),
        recipients=template.recipients.format_map(names).strip(),
        is_in_person=template.is_in_person,
    )


def _places(keeper: Keeper) -> str:
    if isinstance(keeper, Office):
        return f"Ủy ban nhân dân các {keeper.units_word}"
    return "các thôn, tổ dân phố"


def _above(keeper: Keeper, issuer: Issuer) -> str:
    """The committee of the office's own place, or of the place above a phường or xã."""
    if isinstance(keeper, Office):
        return of_place(keeper.locality).letterhead.name
    return of_place(keeper.parent).letterhead.name if keeper.parent else issuer.letterhead.name
