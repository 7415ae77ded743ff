"""The part of a form that one kind of sheet asks: a unit's, a rural unit's, the office's own."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from reports.catalogue.computing import needs
from reports.catalogue.form import Form, FormIndicator, FormRule, FormSection
from reports.catalogue.queries import form
from reports.entry.models import Submission

# More kinds of sheets than any portal has open at once.
_MOST_KEPT = 64
_prepared: dict[tuple[int, bool, bool], "SheetForm"] = {}


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What has to be looked at again when one cell changes."""

    changing: tuple[str, ...]  # the computed lines that follow the cell, parts before wholes
    judged: tuple[str, ...]  # the lines whose rules may now speak differently, the cell first
    rules: tuple[FormRule, ...]  # all rules of the judged lines
    codes: frozenset[str]  # every line whose figure these rules and computed lines need


@dataclass(frozen=True, eq=False)
class SheetForm:
    """The lines, rules and sections of one kind of sheet."""

    form: Form
    sections: tuple[FormSection, ...]
    lines: tuple[FormIndicator, ...]
    by_code: Mapping[str, FormIndicator]
    rules: tuple[FormRule, ...]
    rules_by_code: Mapping[str, tuple[FormRule, ...]]
    register_lines: tuple[FormIndicator, ...]
    # Lines that do not apply to the place by its kind: they are not asked and count as nothing.
    left_out: frozenset[str]

    @property
    def answerable_count(self) -> int:
        return sum(not line.is_computed for line in self.lines)


def sheet_form(submission: Submission) -> SheetForm:
    """The form of this sheet. No query once the form version is prepared."""
    whole = form(submission.period.form_version)
    own, rural = submission.is_office_own, submission.locality.kind.is_rural
    key = (id(whole), own, rural)  # its entry below keeps ``whole`` alive, so the id stays its own
    if key not in _prepared:
        if len(_prepared) >= _MOST_KEPT:
            _prepared.clear()
        _prepared[key] = _prepare(whole, own=own, rural=rural)
    return _prepared[key]


def _prepare(whole: Form, *, own: bool, rural: bool) -> SheetForm:
    lines = tuple(_asked(whole, own=own, rural=rural))
    by_code = {line.code: line for line in lines}
    left_out = frozenset(
        line.code for line in whole.indicators if line.rural_only and not rural and not own
    )
    present = by_code.keys() | left_out
    rules = tuple(
        rule for rule in whole.rules if present.issuperset(rule.codes) and _asks(rule, by_code)
    )
    return SheetForm(
        form=whole,
        sections=tuple(_narrowed(whole.sections, by_code)),
        lines=lines,
        by_code=by_code,
        rules=rules,
        rules_by_code={code: tuple(r for r in rules if code in r.codes) for code in by_code},
        register_lines=tuple(line for line in lines if line.register),
        left_out=left_out,
    )


def _asked(whole: Form, *, own: bool, rural: bool) -> Iterator[FormIndicator]:
    """Typed and counted lines of the sheet, and the computed ones whose parts are all on it."""
    typed = whole.for_office() if own else whole.for_units(rural=rural)
    present = {line.code for line in typed if not line.is_computed}
    hidden = {line.code for line in whole.indicators if line.rural_only and not (own or rural)}
    for line in whole.computing:
        parts = set(needs(line)) - hidden
        if parts and parts <= present:
            present.add(line.code)
    return (line for line in whole.indicators if line.code in present)


def _asks(rule: FormRule, by_code: Collection[str]) -> bool:
    return any(code in by_code for code in rule.codes)


def _narrowed(
    sections: Iterable[FormSection], by_code: Mapping[str, FormIndicator]
) -> Iterator[FormSection]:
    for section in sections:
        lines = tuple(line for line in section.indicators if line.code in by_code)
        if lines:
            yield replace(section, indicators=lines)


@lru_cache(maxsize=4096)
def neighbourhood(sheet: SheetForm, code: str) -> Neighbourhood:
    """The lines and rules that one cell touches, directly or through computed lines."""
    changed = {code}
    changing = []
    for line in sheet.form.computing:
        if line.code in sheet.by_code and changed.intersection(needs(line)):
            changed.add(line.code)
            changing.append(line.code)
    touched = [rule for each in (code, *changing) for rule in sheet.rules_by_code[each]]
    spoken = (each for rule in touched for each in rule.codes if each in sheet.by_code)
    judged = tuple(dict.fromkeys((code, *changing, *spoken)))
    rules = tuple(dict.fromkeys(r for each in judged for r in sheet.rules_by_code[each]))
    codes = {each for rule in rules for each in rule.codes} | set(judged)
    return Neighbourhood(tuple(changing), judged, rules, _with_parts(sheet, codes))


def surroundings(
    sheet: SheetForm, codes: Iterable[str]
) -> tuple[tuple[str, ...], tuple[FormRule, ...]]:
    """The lines, and the rules about them, that look different once these cells have changed."""
    near = [neighbourhood(sheet, code) for code in codes if code in sheet.by_code]
    lines = dict.fromkeys(code for each in near for code in each.judged)
    rules = dict.fromkeys(rule for each in near for rule in each.rules)
    return tuple(lines), tuple(rules)


def _with_parts(sheet: SheetForm, codes: Collection[str]) -> frozenset[str]:
    found = set(codes)
    for line in reversed(sheet.form.computing):  # wholes before parts
        if line.code in found:
            found.update(needs(line))
    return frozenset(found)
