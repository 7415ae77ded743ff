"""The one way in which a catalogue is written: a whole file at once."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import models, transaction
from django.utils import timezone

from audit.actions import Actor, record
from audit.models import Source
from reports.catalogue import loader
from reports.catalogue.definitions import FormDefinition, IndicatorDefinition
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
from reports.catalogue.validation import every
from vhtt_portal.rules import RuleError


def load(*, source: Path, by: Actor, at: datetime | None = None) -> FormVersion:
    """Load a form version from its file; the same content again changes nothing.

    A changed file replaces its version only while nothing uses it. Raises RuleError: one line,
    or every fault of the file, a line each.
    """
    definition = loader.read(source)
    with transaction.atomic():
        loaded = FormVersion.objects.select_for_update().filter(code=definition.code).first()
        if loaded is not None and loaded.sha256 == definition.sha256:
            return loaded
        before = loaded.sha256 if loaded else None
        if loaded is not None:
            _take_away(loaded)
        version = _write(definition, at or timezone.now())
        record(
            by=by,
            verb="catalogue.loaded",
            target=version,
            changes={
                "sha256": (before, version.sha256),
                "indicators": (None, len(definition.indicators)),
            },
            source=Source.COMMAND,
            at=at,
        )
    return version


def _take_away(version: FormVersion) -> None:
    refusal = RuleError(
        f"{version.name} đã được dùng cho một kỳ báo cáo nên không thay được."
        " Hãy lập biểu mẫu với mã mới."
    )
    if _is_used(version):
        raise refusal
    try:
        version.delete()
    except (models.ProtectedError, models.RestrictedError) as used:
        raise refusal from used


def _is_used(version: FormVersion) -> bool:
    """Whoever uses a version protects it by a foreign key, so this room need not know users.

    Asked before ``delete``, which would read every figure ever entered to find the same out.
    """
    relations = FormVersion._meta.get_fields(include_hidden=True)
    return any(
        models.QuerySet(relation.related_model).filter(**{relation.field.name: version}).exists()
        for relation in relations
        if isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT
    )


def _write(definition: FormDefinition, at: datetime) -> FormVersion:
    version = FormVersion.objects.create(
        code=definition.code,
        name=definition.name,
        year_from=definition.year_from,
        subject=definition.subject,
        opening=definition.opening,
        closing=definition.closing,
        sha256=definition.sha256,
        loaded_at=at,
    )
    sections = _write_sections(version, definition)
    _write_indicators(version, definition, sections)
    _write_rules(version, definition)
    nodes = _write_outline(version, definition, sections)
    _write_sentences(version, definition, nodes)
    _write_exhibits(version, definition, nodes)
    Annex.objects.bulk_create(
        Annex(version=version, order=order, kind=row.kind, title=row.title)
        for order, row in enumerate(definition.annexes, start=1)
    )
    return version


def _write_sections(version: FormVersion, definition: FormDefinition) -> dict[str, Section]:
    rows = Section.objects.bulk_create(
        Section(version=version, code=row.code, name=row.name, order=order)
        for order, row in enumerate(definition.sections, start=1)
    )
    return {row.code: row for row in rows}


def _write_indicators(
    version: FormVersion, definition: FormDefinition, sections: dict[str, Section]
) -> None:
    """Ratios go last: their parts must stand before they can be pointed at."""
    numbered = list(enumerate(definition.indicators, start=1))
    plain = [item for item in numbered if item[1].places != Indicator.Places.RATIO]
    ratios = [item for item in numbered if item[1].places == Indicator.Places.RATIO]
    rows: dict[str, Indicator] = {}
    for group in (plain, ratios):
        made = Indicator.objects.bulk_create(
            _indicator(version, order, line, sections, rows) for order, line in group
        )
        rows |= {row.code: row for row in made}


def _indicator(
    version: FormVersion,
    order: int,
    line: IndicatorDefinition,
    sections: dict[str, Section],
    rows: dict[str, Indicator],
) -> Indicator:
    day, month = line.as_of_day_and_month or (None, None)
    return Indicator(
        version=version,
        section=sections[line.section],
        code=line.code,
        name=line.name,
        unit=line.unit,
        explanation=line.explanation,
        basis=line.basis,
        example=line.example,
        order=order,
        places=line.places,
        time=line.time,
        source=line.source,
        register=line.register,
        numerator=rows.get(line.numerator),
        denominator=rows.get(line.denominator),
        parts=list(line.parts),
        as_of=line.as_of_kind,
        as_of_day=day,
        as_of_month=month,
        decimals=line.decimals,
        required=line.required,
        sensitive=line.sensitive,
        rural_only=line.rural_only,
        allows_relation=line.allows_relation,
    )


def _write_rules(version: FormVersion, definition: FormDefinition) -> None:
    Rule.objects.bulk_create(
        Rule(
            version=version,
            code=row.code,
            order=order,
            kind=row.kind,
            check_kind=row.check,
            left=list(every(definition, row.every) if row.every else row.left),
            right=list(row.right),
            percent=row.percent,
            units=row.units,
            sentence=row.sentence,
        )
        for order, row in enumerate(definition.rules, start=1)
    )


def _write_outline(
    version: FormVersion, definition: FormDefinition, sections: dict[str, Section]
) -> dict[str, OutlineNode]:
    """Level by level, because a heading points at the heading above it."""
    nodes: dict[str, OutlineNode] = {}
    numbered = list(enumerate(definition.outline, start=1))
    for level in OutlineNode.Level:
        made = OutlineNode.objects.bulk_create(
            OutlineNode(
                version=version,
                code=row.code,
                parent=nodes.get(row.parent),
                section=sections.get(row.section),
                order=order,
                level=row.level,
                kind=row.kind,
                title=row.title,
                prose=row.prose,
            )
            for order, row in numbered
            if row.level == level
        )
        nodes |= {row.code: row for row in made}
    return nodes


def _write_sentences(
    version: FormVersion, definition: FormDefinition, nodes: dict[str, OutlineNode]
) -> None:
    rows: Iterable[Sentence] = (
        Sentence(
            version=version,
            node=nodes[row.node],
            code=row.code,
            order=order,
            template=row.template,
            when=row.when,
        )
        for order, row in enumerate(definition.sentences, start=1)
    )
    Sentence.objects.bulk_create(rows)


def _write_exhibits(
    version: FormVersion, definition: FormDefinition, nodes: dict[str, OutlineNode]
) -> None:
    Exhibit.objects.bulk_create(
        Exhibit(
            version=version,
            node=nodes[row.node],
            code=row.code,
            order=order,
            kind=row.kind,
            indicators=list(row.indicators),
            question=row.question,
            title=row.title,
        )
        for order, row in enumerate(definition.exhibits, start=1)
    )
