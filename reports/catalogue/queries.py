"""Reads of the catalogue, prepared once per process: a loaded version never changes."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from reports.catalogue.computing import computing_order
from reports.catalogue.form import (
    Form,
    FormIndicator,
    FormRule,
    FormSection,
    OutlineHeading,
    OutlineSentence,
    ReportAnnex,
    ReportExhibit,
    ReportForm,
    RuleTerm,
)
from reports.catalogue.models import (
    Annex,
    Exhibit,
    FormVersion,
    Indicator,
    OutlineNode,
    Rule,
    Section,
    Sentence,
)
from vhtt_portal.text import fold


def form(version: FormVersion) -> Form:
    """The version's sections, lines and rules. Three queries the first time, then none."""
    return _form(version.pk, version.sha256, version.loaded_at, version.code, version.name)


def report_form(version: FormVersion) -> ReportForm:
    """The version's outline, sentences, exhibits and annexes. Four queries the first time."""
    headings, exhibits, annexes = _report_parts(version.pk, version.sha256, version.loaded_at)
    return ReportForm(
        version_id=version.pk,
        subject=version.subject,
        opening=version.opening,
        closing=version.closing,
        headings=headings,
        exhibits=exhibits,
        annexes=annexes,
    )


def versions() -> list[FormVersion]:
    """All that were loaded, newest first. One query."""
    return list(FormVersion.objects.order_by("-year_from", "-pk"))


def matching(form: Form, words: str) -> tuple[FormSection, ...]:
    """The form's sections with the lines that speak of every word, typed with marks or without."""
    wanted = fold(words).split()
    found = (
        replace(section, indicators=tuple(i for i in section.indicators if _speaks(i, wanted)))
        for section in form.sections
    )
    return tuple(section for section in found if section.indicators)


def _speaks(line: FormIndicator, wanted: list[str]) -> bool:
    text = fold(f"{line.name} {line.explanation} {line.basis} {line.unit} {line.code}")
    return all(word in text for word in wanted)


@lru_cache(maxsize=64)
def _form(version_id: int, sha256: str, loaded_at: datetime, code: str, name: str) -> Form:
    del loaded_at  # part of the cache key only: a replaced version is another one
    lines = _indicators(version_id)
    by_code = {line.code: line for line in lines}
    rules = _rules(version_id, by_code)
    by_rule: dict[str, list[FormRule]] = defaultdict(list)
    for rule in rules:
        for rule_code in dict.fromkeys(rule.codes):
            by_rule[rule_code].append(rule)
    return Form(
        version_id=version_id,
        code=code,
        name=name,
        sha256=sha256,
        sections=_sections(version_id, lines),
        indicators=lines,
        rules=rules,
        computing=tuple(by_code[c] for c in computing_order(by_code)),
        by_code=MappingProxyType(by_code),
        by_pk=MappingProxyType({line.pk: line for line in lines}),
        rules_by_code=MappingProxyType({c: tuple(found) for c, found in by_rule.items()}),
    )


def _indicators(version_id: int) -> tuple[FormIndicator, ...]:
    rows = list(
        Indicator.objects.filter(version=version_id)
        .select_related("section")
        .order_by("section__order", "order")
    )
    codes = {row.pk: row.code for row in rows}
    return tuple(_line(row, codes) for row in rows)


def _line(row: Indicator, codes: dict[int, str]) -> FormIndicator:
    return FormIndicator(
        pk=row.pk,
        code=row.code,
        name=row.name,
        unit=row.unit,
        section=row.section.code,
        order=row.order,
        places=Indicator.Places(row.places),
        time=Indicator.Time(row.time),
        source=Indicator.Source(row.source),
        register=row.register,
        numerator=codes[row.numerator_id] if row.numerator_id else None,
        denominator=codes[row.denominator_id] if row.denominator_id else None,
        parts=tuple(row.parts),
        as_of=Indicator.AsOf(row.as_of),
        as_of_day=row.as_of_day,
        as_of_month=row.as_of_month,
        decimals=row.decimals,
        required=row.required,
        sensitive=row.sensitive,
        rural_only=row.rural_only,
        allows_relation=row.allows_relation,
        explanation=row.explanation,
        basis=row.basis,
        example=row.example,
    )


def _sections(version_id: int, lines: tuple[FormIndicator, ...]) -> tuple[FormSection, ...]:
    return tuple(
        FormSection(
            pk=row.pk,
            code=row.code,
            name=row.name,
            indicators=tuple(line for line in lines if line.section == row.code),
        )
        for row in Section.objects.filter(version=version_id).order_by("order")
    )


def _rules(version_id: int, by_code: dict[str, FormIndicator]) -> tuple[FormRule, ...]:
    prepared: list[FormRule] = []
    for row in Rule.objects.filter(version=version_id).order_by("order"):
        left = tuple(_term(by_code[code]) for code in row.left)
        right = tuple(_term(by_code[code]) for code in row.right)
        if row.check_kind == Rule.Check.AT_MOST:
            prepared.append(_rule(row, left, right))
        else:
            prepared.extend(_rule(row, (term,), ()) for term in left)
    return tuple(prepared)


def _term(line: FormIndicator) -> RuleTerm:
    return RuleTerm(code=line.code, name=line.name, unit=line.unit)


def _rule(row: Rule, left: tuple[RuleTerm, ...], right: tuple[RuleTerm, ...]) -> FormRule:
    return FormRule(
        code=row.code,
        kind=Rule.Kind(row.kind),
        check=Rule.Check(row.check_kind),
        left=left,
        right=right,
        percent=row.percent,
        units=row.units,
        sentence=row.sentence,
    )


@lru_cache(maxsize=64)
def _report_parts(
    version_id: int, sha256: str, loaded_at: datetime
) -> tuple[tuple[OutlineHeading, ...], tuple[ReportExhibit, ...], tuple[ReportAnnex, ...]]:
    del sha256, loaded_at  # part of the cache key only
    annexes = Annex.objects.filter(version=version_id).order_by("order")
    shown = tuple(
        ReportAnnex(pk=row.pk, title=row.title, kind=Annex.Kind(row.kind)) for row in annexes
    )
    return _headings(version_id), _exhibits(version_id), shown


def _exhibits(version_id: int) -> tuple[ReportExhibit, ...]:
    rows = Exhibit.objects.filter(version=version_id).select_related("node").order_by("order")
    return tuple(
        ReportExhibit(
            pk=row.pk,
            code=row.code,
            node=row.node.code,
            kind=Exhibit.Kind(row.kind),
            indicators=tuple(row.indicators),
            question=row.question,
            title=row.title,
        )
        for row in rows
    )


def _headings(version_id: int) -> tuple[OutlineHeading, ...]:
    sentences: dict[int, list[OutlineSentence]] = defaultdict(list)
    for row in Sentence.objects.filter(version=version_id).order_by("order"):
        sentences[row.node_id].append(
            OutlineSentence(pk=row.pk, code=row.code, template=row.template, when=row.when)
        )
    nodes = list(
        OutlineNode.objects.filter(version=version_id)
        .select_related("parent", "section")
        .order_by("order")
    )
    return tuple(
        OutlineHeading(
            pk=node.pk,
            code=node.code,
            parent=node.parent.code if node.parent else None,
            section=node.section.code if node.section else None,
            level=OutlineNode.Level(node.level),
            kind=OutlineNode.Kind(node.kind),
            title=node.title,
            prose=node.prose,
            sentences=tuple(sentences[node.pk]),
        )
        for node in nodes
    )
