"""A small form and its lines as values, without the database."""

from decimal import Decimal
from itertools import count
from types import MappingProxyType
from zlib import crc32

from reports.catalogue.form import Form, FormIndicator, FormSection
from reports.catalogue.models import Indicator
from reports.entry.models import Submission
from reports.rollup.amounts import Amount
from reports.rollup.lines import Cell, CellState, Line, Sheet

Places = Indicator.Places
_numbers = count()


def indicator(code, places=Places.SUM, **changes):
    known = {
        "pk": crc32(code.encode()),
        "code": code,
        "name": f"Chỉ tiêu {code}",
        "unit": "giải",
        "section": code.partition(".")[0],
        "order": 1,
        "places": places,
        "time": Indicator.Time.FLOW,
        "source": Indicator.Source.TYPED,
        "register": "",
        "numerator": None,
        "denominator": None,
        "parts": (),
        "as_of": Indicator.AsOf.CUT_OFF,
        "as_of_day": None,
        "as_of_month": None,
        "decimals": 0,
        "required": False,
        "sensitive": False,
        "rural_only": False,
        "allows_relation": False,
        "explanation": "",
        "basis": "",
        "example": "",
    }
    if "parts" in changes or "numerator" in changes:
        known["source"] = Indicator.Source.COMPUTED
    return FormIndicator(**known | changes)


def form(*indicators):
    by_code = {line.code: line for line in indicators}
    return Form(
        version_id=1,
        code=f"rieng-{next(_numbers)}",
        name="Mẫu",
        sha256="0" * 64,
        sections=(FormSection(1, "TT", "Thể thao", tuple(indicators)),),
        indicators=tuple(indicators),
        rules=(),
        computing=tuple(line for line in indicators if line.is_computed),
        by_code=MappingProxyType(by_code),
        by_pk=MappingProxyType({line.pk: line for line in indicators}),
        rules_by_code=MappingProxyType({}),
    )


def sheet(number, *, name="", is_rural=False, accepted=True):
    return Sheet(
        place_id=number,
        code=str(number),
        name=name or f"phường {number}",
        is_rural=is_rural,
        submission_id=number,
        status=Submission.Status.ACCEPTED if accepted else Submission.Status.SENT,
        content_hash="",
    )


def value(number):
    return Cell(CellState.VALUE, Amount(Decimal(number)))


def line(code, amount=None, *, accepted=6, expected=6, parts=(None, None), **changes):
    if not (amount is None or isinstance(amount, Amount)):
        amount = Amount(Decimal(amount))
    above, below = (None if part is None else Amount(Decimal(part)) for part in parts)
    return Line(indicator(code, **changes), amount, accepted, expected, above, below)
