"""The checks on a sheet, worked out from its figures alone."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports.catalogue.form import FormRule, RuleTerm
from reports.catalogue.models import Rule
from vhtt_portal.numbers import write_figure

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# What the sentence of a check may say besides the codes of its own figures.
SIDES = frozenset({"left", "right"})
AGAINST_LAST_YEAR = frozenset({"name", "unit", "value", "previous", "change", "percent"})
# The words that a sentence gets besides figures; the workbook's live checks fill in the same ones.
NO_FIGURE = "chưa có số"
RISEN, FALLEN = "tăng", "giảm"
CHANGE = "{direction} {amount}"
CHANGE_WITH_SHARE = "{direction} {amount}, tức {share}%"

Values = Mapping[str, Decimal | None]


class State(StrEnum):
    VIOLATED = "violated"
    NOT_RUNNABLE = "not-runnable"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about a sheet. A rule that holds finds nothing."""

    rule: FormRule
    kind: Rule.Kind
    state: State
    codes: tuple[str, ...]
    sentence: str

    @property
    def stops_sending(self) -> bool:
        """A broken hard rule stops sending; nothing ever stops saving."""
        return self.state == State.VIOLATED and self.kind == Rule.Kind.HARD

    @property
    def asks_for_a_word(self) -> bool:
        """A broken soft rule is cleared by a note on the cell."""
        return self.state == State.VIOLATED and self.kind == Rule.Kind.SOFT


def check(
    rules: Iterable[FormRule],
    values: Values,
    previous: Values,
    *,
    not_applicable: Collection[str] = (),
) -> list[Finding]:
    """What the rules find; a rule that cannot run is a finding too, never a silent pass.

    Figures that do not apply to the place count as nothing; a rule all of whose left or right
    side does not apply is not asked. One code is one warning: a stock that falls is not also
    reported as a figure that moves.
    """
    found: list[Finding] = []
    for rule in rules:
        if rule.check == Rule.Check.AT_MOST:
            found.extend(_at_most(rule, values, not_applicable))
        elif rule.left[0].code not in not_applicable:
            found.extend(_against_last_year(rule, values, previous))
    fallen = {finding.codes for finding in found if _is_broken(finding, Rule.Check.FALLS)}
    return [
        finding
        for finding in found
        if not (_is_broken(finding, Rule.Check.MOVES) and finding.codes in fallen)
    ]


def _is_broken(finding: Finding, check_kind: Rule.Check) -> bool:
    return finding.rule.check == check_kind and finding.state == State.VIOLATED


def _at_most(rule: FormRule, values: Values, not_applicable: Collection[str]) -> Iterator[Finding]:
    left = [term for term in rule.left if term.code not in not_applicable]
    right = [term for term in rule.right if term.code not in not_applicable]
    if not left or not right:
        return
    missing = [term for term in (*left, *right) if values.get(term.code) is None]
    missing_right = any(values.get(term.code) is None for term in right)
    # Figures are never negative: a left side that is too large stays so whatever is still missing.
    if not missing_right and _total(left, values) > _total(right, values):
        yield _finding(rule, State.VIOLATED, _sides_sentence(rule, left, right, values))
    elif missing:
        names = ", ".join(dict.fromkeys(term.name for term in missing))
        yield _finding(rule, State.NOT_RUNNABLE, f"Chưa kiểm tra được vì còn thiếu: {names}.")


def _total(terms: Iterable[RuleTerm], values: Values) -> Decimal:
    return sum((values.get(term.code) or Decimal(0) for term in terms), Decimal(0))


def _sides_sentence(
    rule: FormRule, left: list[RuleTerm], right: list[RuleTerm], values: Values
) -> str:
    words = {code: _written(values.get(code)) for code in rule.codes}
    words["left"] = _written(_total(left, values))
    words["right"] = _written(_total(right, values))
    return fill(rule.sentence, words)


def _against_last_year(rule: FormRule, values: Values, previous: Values) -> Iterator[Finding]:
    term = rule.left[0]
    now, then = values.get(term.code), previous.get(term.code)
    if now is None or then is None:
        side = "năm nay" if now is None else "năm trước"
        yield _finding(
            rule,
            State.NOT_RUNNABLE,
            f"Chưa so sánh được với năm trước: {term.name} chưa có số {side}.",
        )
    elif _falls(rule, now, then) or _moves(rule, now, then):
        yield _finding(rule, State.VIOLATED, _year_sentence(rule, term, now, then))


def _falls(rule: FormRule, now: Decimal, then: Decimal) -> bool:
    return rule.check == Rule.Check.FALLS and now < then


def _moves(rule: FormRule, now: Decimal, then: Decimal) -> bool:
    """More than so many percent and more than so many units, up or down."""
    if rule.check != Rule.Check.MOVES or rule.percent is None or rule.units is None:
        return False
    moved = abs(now - then)
    return moved > rule.units and moved * 100 > then * rule.percent


def _year_sentence(rule: FormRule, term: RuleTerm, now: Decimal, then: Decimal) -> str:
    change = {
        "direction": RISEN if now > then else FALLEN,
        "amount": write_figure(abs(now - then)),
        "share": write_figure(abs(now - then) * 100 / then) if then else "",
    }
    return fill(
        rule.sentence,
        {
            "name": term.name,
            "unit": term.unit,
            "value": write_figure(now),
            "previous": write_figure(then),
            "change": fill(CHANGE_WITH_SHARE if then else CHANGE, change),
            "percent": str(rule.percent or ""),
        },
    )


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """The sentence with its words in place; the loader has seen that it asks for no others."""
    return PLACEHOLDER.sub(lambda found: words[found.group(1)], sentence)


def _written(value: Decimal | None) -> str:
    return NO_FIGURE if value is None else write_figure(value)


def _finding(rule: FormRule, state: State, sentence: str) -> Finding:
    return Finding(rule=rule, kind=rule.kind, state=state, codes=rule.codes, sentence=sentence)
