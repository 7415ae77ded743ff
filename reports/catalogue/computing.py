"""Figures that nobody types: sums of parts and ratios, from the parts alone."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from reports.catalogue.form import Form, FormIndicator
from vhtt_portal.numbers import share


class Computed(Protocol):
    """What a line says about the lines it is made of."""

    @property
    def parts(self) -> tuple[str, ...]: ...
    @property
    def numerator(self) -> str | None: ...
    @property
    def denominator(self) -> str | None: ...


def needs(line: Computed) -> tuple[str, ...]:
    """The codes a computed line is made of; none for any other line."""
    ratio = (line.numerator, line.denominator)
    return (*line.parts, *(code for code in ratio if code))


def computing_order(lines: Mapping[str, Computed]) -> tuple[str, ...]:
    """Computed codes, parts before wholes. The catalogue holds no circle: its loader refuses."""
    done: dict[str, None] = {}
    for code in lines:
        for found in _depth_first(code, lines, done):
            done[found] = None
    return tuple(code for code in done if needs(lines[code]))


def _depth_first(code: str, lines: Mapping[str, Computed], done: Collection[str]) -> Iterator[str]:
    if code in done:
        return
    for part in needs(lines[code]):
        yield from _depth_first(part, lines, done)
    yield code


def computed(
    form: Form,
    values: Mapping[str, Decimal | None],
    *,
    not_applicable: Collection[str] = (),
) -> dict[str, Decimal | None]:
    """The computed lines of a sheet or of totals; ratios in percent, as they are printed.

    A sum with a missing part and a ratio over nothing or zero are ``None``: never a guess.
    A part that does not apply to the place counts as nothing.
    """
    known = dict(values)
    answers: dict[str, Decimal | None] = {}
    for line in form.computing:
        answers[line.code] = known[line.code] = _compute(line, known, not_applicable)
    return answers


def _compute(
    line: FormIndicator, known: Mapping[str, Decimal | None], not_applicable: Collection[str]
) -> Decimal | None:
    if line.numerator and line.denominator:
        numerator, denominator = known.get(line.numerator), known.get(line.denominator)
        if numerator is None or denominator is None:
            return None
        return share(numerator, denominator)
    return _sum(line, known, not_applicable)


def _sum(
    line: FormIndicator, known: Mapping[str, Decimal | None], not_applicable: Collection[str]
) -> Decimal | None:
    applying = [code for code in line.parts if code not in not_applicable]
    values = [known.get(code) for code in applying]
    if not applying or None in values:
        return None
    return sum((value for value in values if value is not None), Decimal(0))
