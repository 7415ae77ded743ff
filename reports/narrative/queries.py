"""Reading what a report is written from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Q

from accounts.models import User
from localities import counting
from localities.counting import Span
from reports.catalogue import queries as catalogue
from reports.catalogue.form import FormIndicator, OutlineHeading, ReportForm
from reports.catalogue.models import Exhibit as CatalogueExhibit
from reports.catalogue.models import OutlineNode
from reports.catalogue.templates import FigureSlot, ListSlot, parse, slots
from reports.entry.models import Period, Remark
from reports.narrative.chips import words
from reports.narrative.engine import Draft, OwnWording, Prose, compose, fill, written
from reports.narrative.exhibits import Exhibit, exhibits
from reports.narrative.limits import added_sentences
from reports.narrative.models import (
    Assignment,
    Comment,
    Explanation,
    Limit,
    Passage,
    Rewording,
)
from reports.narrative.wording import Facts
from reports.rollup.lines import PlaceFigure
from reports.rollup.queries import Comparison, Year, by_place, comparison, years

_HEADING_OF = {
    Remark.Kind.RESULTS: OutlineNode.Kind.RESULTS.value,
    Remark.Kind.LIMITS: OutlineNode.Kind.LIMITS.value,
    Remark.Kind.CAUSES: OutlineNode.Kind.CAUSES.value,
    Remark.Kind.PROPOSALS: OutlineNode.Kind.DIRECTIONS.value,
}


@dataclass(frozen=True)
class Teamwork:
    """Who writes which heading, what was said of it, which warnings have been explained.

    ``explanations`` by the hash of the warning's words.
    """

    assignments: Mapping[str, Assignment]
    comments: Mapping[str, Sequence[Comment]]
    explanations: Mapping[str, Explanation]


@dataclass(frozen=True)
class Material:
    """A draft together with everything it was written from."""

    period: Period
    form: ReportForm
    comparison: Comparison
    places: Mapping[str, Sequence[PlaceFigure]]
    facts: Facts
    draft: Draft
    exhibits: tuple[Exhibit, ...]
    teamwork: Teamwork
    named: "NamedLimits"


@dataclass(frozen=True)
class NamedLimits:
    """What this report names as not good enough, and what the report before it named."""

    now: Sequence[Limit]
    before: Sequence[Limit]


def material(period: Period) -> Material:
    """The report as it reads now, with its sources.

    Nineteen queries whatever the number of places, lines and passages, and what the registers ask
    for each list of names that stands in a sentence.
    """
    form = catalogue.report_form(period.form_version)
    compared = comparison(period)
    places = by_place(compared.now)
    passages = list(Passage.objects.filter(period=period).order_by("node_code", "order"))
    rewordings = list(Rewording.objects.filter(period=period))
    named = named_limits(period)
    names = _lists_in(form.headings, [*passages, *rewordings])
    facts = _facts(period, compared, places, names)
    own = _own_wordings(rewordings)
    added = added_sentences(form, facts, named.now, named.before, own)
    draft = Draft(
        subject=fill(form.subject, facts),
        opening=fill(form.opening, facts),
        closing=fill(form.closing, facts),
        nodes=compose(form.headings, facts, _written(passages, facts), own, added),
    )
    return Material(
        period=period,
        form=form,
        comparison=compared,
        places=places,
        facts=facts,
        draft=draft,
        exhibits=exhibits(form.exhibits, facts, _years(period, form, compared)),
        teamwork=teamwork(period),
        named=named,
    )


def _facts(
    period: Period,
    compared: Comparison,
    places: Mapping[str, Sequence[PlaceFigure]],
    names: Iterable[str],
) -> Facts:
    """``names``: the registers' lists that a sentence writes out; each asks its register."""
    return Facts(
        lines=compared.now.by_code,
        places=places,
        previous=compared.before.by_code if compared.before else {},
        targets=compared.targets,
        next_targets=compared.next_targets,
        lists={name: _names(name, period, compared, places) for name in names},
        words=_words(period),
        unit_targets=compared.unit_targets,
    )


def _years(period: Period, form: ReportForm, compared: Comparison) -> tuple[Year, ...]:
    over_years = (each for each in form.exhibits if each.kind == CatalogueExhibit.Kind.YEARS)
    codes = {code for each in over_years for code in each.indicators}
    return years(period, compared.now, codes) if codes else ()


def teamwork(period: Period) -> Teamwork:
    """Three queries."""
    comments: dict[str, list[Comment]] = defaultdict(list)
    for comment in Comment.objects.filter(period=period):
        comments[comment.node_code].append(comment)
    assignments = Assignment.objects.filter(period=period).select_related("assignee")
    explanations = Explanation.objects.filter(period=period)
    return Teamwork(
        assignments={row.node_code: row for row in assignments},
        comments=comments,
        explanations={row.finding_hash: row for row in explanations},
    )


def named_limits(period: Period) -> NamedLimits:
    """One query."""
    both = Limit.objects.filter(Q(period=period) | Q(period=period.previous_id))
    rows = both.select_related("place", "period").order_by("pk")
    return NamedLimits(
        now=[row for row in rows if row.period_id == period.pk],
        before=[row for row in rows if row.period_id != period.pk],
    )


def draft(period: Period) -> Draft:
    return material(period).draft


@dataclass(frozen=True, slots=True)
class GivenHeading:
    """A heading that somebody has to write, as its title reads."""

    code: str
    title: str
    due_on: date


def given_headings(period: Period, user: User) -> list[GivenHeading]:
    """What this person still has to write, in the order of the outline. One query."""
    rows = Assignment.objects.filter(period=period, assignee=user, done_at=None)
    due = {row.node_code: row.due_on for row in rows}
    bare = Facts({}, {}, {}, {}, {}, {}, _words(period))
    return [
        GivenHeading(heading.code, fill(heading.title, bare), due[heading.code])
        for heading in catalogue.report_form(period.form_version).headings
        if heading.code in due
    ]


def remarks_by_heading(source: Material) -> dict[str, list[Remark]]:
    """The places' own words by the code of the heading under which they may be of use.

    Words on one field of work belong to the one heading that writes most about its figures; all
    others to every heading of their kind that is written by hand. One query.
    """
    rows = (
        Remark.objects.filter(submission__period=source.period)
        .exclude(text="")
        .select_related("submission__locality")
        .order_by("submission__locality__sort_key", "section")
    )
    by_field, by_hand = _homes(source)
    found: dict[str, list[Remark]] = defaultdict(list)
    for row in rows:
        kind = _HEADING_OF[Remark.Kind(row.kind)]
        home = by_field.get((kind, row.section))
        for code in [home] if home else by_hand[kind]:
            found[code].append(row)
    return found


def _homes(source: Material) -> tuple[dict[tuple[str, str], str], dict[str, list[str]]]:
    """The heading of each kind and field of work, and those of each kind written by hand."""
    uses: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    by_hand: dict[str, list[str]] = defaultdict(list)
    indicators = source.comparison.now.form.by_code
    for heading in source.form.headings:
        if heading.prose:
            by_hand[heading.kind].append(heading.code)
        for code in figures_in(heading):
            uses[heading.kind, indicators[code].section][heading.code] += 1
    by_field = {where: counts.most_common(1)[0][0] for where, counts in uses.items()}
    return by_field, by_hand


def figures_in(heading: OutlineHeading) -> Iterator[str]:
    """The codes of the figures in a heading's sentences, each as often as it stands there."""
    for sentence in heading.sentences:
        for slot in slots(parse(sentence.template)):
            if isinstance(slot, FigureSlot):
                yield slot.code


def _words(period: Period) -> dict[str, str]:
    office = period.office
    return {
        "year": str(period.year),
        "previous_year": str(period.year - 1),
        "next_year": str(period.year + 1),
        "place": office.locality.full_name,
        "units": office.units_word,
        "villages": office.villages_word,
    }


def _written(passages: Sequence[Passage], facts: Facts) -> dict[str, list[Prose]]:
    found: dict[str, list[Prose]] = defaultdict(list)
    for row in passages:
        found[row.node_code].append(written(row.pk, row.version, row.text, facts))
    return found


def _own_wordings(rewordings: Sequence[Rewording]) -> dict[str, OwnWording]:
    return {
        row.sentence_code: OwnWording(row.text, row.reason, row.drafted, row.version)
        for row in rewordings
    }


def _lists_in(headings: Sequence[OutlineHeading], own: Sequence[Passage | Rewording]) -> set[str]:
    templates = (sentence.template for heading in headings for sentence in heading.sentences)
    in_sentences = (slot for template in templates for slot in slots(parse(template)))
    in_own_words = (slot for row in own for slot in words(row.text))
    return {slot.name for slot in chain(in_sentences, in_own_words) if isinstance(slot, ListSlot)}


def _names(
    name: str,
    period: Period,
    compared: Comparison,
    places: Mapping[str, Sequence[PlaceFigure]],
) -> tuple[str, ...]:
    """The names behind a count, asked only of places whose accepted figure says there are some."""
    counter = counting.counter(name)
    line = next((item for item in compared.now.form.indicators if item.register == name), None)
    if counter is None or line is None:
        return ()
    span = _span(period, line)
    return tuple(
        item.label
        for figure in places[line.code]
        if figure.value
        for item in counter.items(figure.sheet.place_id, span)
    )


def _span(period: Period, line: FormIndicator) -> Span:
    return Span(period.starts_on, period.ends_on, line.as_of_on(period.cut_off_on))
