"""What one form version asks, checks and says otherwise than another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.catalogue.description import level, readable, spoken, traits
from reports.catalogue.form import Form, FormIndicator, FormRule, ReportForm


@dataclass(frozen=True, slots=True)
class TraitChange:
    """One thing said of a line, before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that both versions have and describe differently."""

    line: FormIndicator
    changes: tuple[TraitChange, ...]


@dataclass(frozen=True, slots=True)
class TextChange:
    """A check or a sentence: new where ``before`` is empty, gone where ``after`` is."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """From an older version to a newer one."""

    added: tuple[FormIndicator, ...]
    removed: tuple[FormIndicator, ...]
    changed: tuple[LineChange, ...]
    rules: tuple[TextChange, ...]
    sentences: tuple[TextChange, ...]
    exhibits: tuple[TextChange, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A form version with its report, prepared for use."""

    form: Form
    report: ReportForm


def difference(old: Version, new: Version) -> Difference:
    """No query."""
    before, after = old.form.by_code, new.form.by_code
    return Difference(
        added=tuple(line for line in new.form.indicators if line.code not in before),
        removed=tuple(line for line in old.form.indicators if line.code not in after),
        changed=tuple(_changed_lines(old.form, new.form)),
        rules=tuple(_changed_texts(_rules(old.form), _rules(new.form))),
        sentences=tuple(_changed_texts(_sentences(old), _sentences(new))),
        exhibits=tuple(_changed_texts(_exhibits(old), _exhibits(new))),
    )


def line_changes(
    line: FormIndicator, form: Form, other: FormIndicator, other_form: Form
) -> tuple[TraitChange, ...]:
    """From ``line`` to ``other``, its name among them."""
    before = {"Tên": line.name, **_traits(line, form)}
    after = {"Tên": other.name, **_traits(other, other_form)}
    return tuple(
        TraitChange(label, before.get(label, ""), after.get(label, ""))
        for label in dict.fromkeys((*before, *after))
        if before.get(label, "") != after.get(label, "")
    )


def _traits(line: FormIndicator, form: Form) -> dict[str, str]:
    told: dict[str, str] = {}
    for trait in traits(line, form):
        known = told.get(trait.label)
        told[trait.label] = f"{known}; {trait.value}" if known else trait.value
    return told


def _changed_lines(old: Form, new: Form) -> Iterator[LineChange]:
    for line in new.indicators:
        known = old.by_code.get(line.code)
        if known and (changes := line_changes(known, old, line, new)):
            yield LineChange(line, changes)


def _changed_texts(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[TextChange]:
    for code in dict.fromkeys((*after, *before)):
        old, new = before.get(code, ""), after.get(code, "")
        if old != new:
            yield TextChange(old, new)


def _rules(form: Form) -> dict[str, str]:
    """A check that stands for a whole class of lines is told once, by its first line."""
    first: dict[str, FormRule] = {}
    for rule in form.rules:
        first.setdefault(rule.code, rule)
    return {code: f"{level(rule)}: {spoken(rule)}" for code, rule in first.items()}


def _sentences(version: Version) -> dict[str, str]:
    return {
        sentence.code: readable(sentence.template, version.form)
        for heading in version.report.headings
        for sentence in heading.sentences
    }


def _exhibits(version: Version) -> dict[str, str]:
    names = {code: line.name for code, line in version.form.by_code.items()}
    return {
        exhibit.code: f"{readable(exhibit.title, version.form)} ({exhibit.kind.label}):"
        f" {', '.join(names[code] for code in exhibit.indicators)}"
        for exhibit in version.report.exhibits
    }
