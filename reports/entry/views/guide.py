"""What a person new to the sheet reads: every line explained, and the year's work on one page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PortalRequest
from reports.catalogue.description import as_of, general_sentence, source
from reports.catalogue.form import FormIndicator, FormSection
from reports.catalogue.models import Indicator
from reports.entry.models import Submission
from reports.entry.sheetform import SheetForm, sheet_form
from reports.entry.views.pages import GUIDE_IS_HIDDEN, SectionLink, base_url
from vhtt_portal.dates import short_date


@dataclass(frozen=True, slots=True)
class Definition:
    """A line of the sheet as it is explained: how far it counts, whence, and what is checked."""

    line: FormIndicator
    until: str
    source: str  # empty where it is typed
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DefinitionSection:
    """One field of work with its definitions."""

    code: str
    name: str
    definitions: tuple[Definition, ...]


@require_safe
def definition_list(request: PortalRequest, pk: int) -> HttpResponse:
    """Every line of this sheet with its definition, example and checks; made to be printed."""
    visible = Submission.objects.visible_to(request.user).with_page_relations()
    submission = get_object_or_404(visible, pk=pk)
    asked = sheet_form(submission)
    sections = [_section(section, asked, submission) for section in asked.sections]
    content = {
        "submission": submission,
        "sections": sections,
        "section_links": list(_links(sections)),
        "base": base_url(pk),
    }
    return render(request, "entry/definitions.html", content)


@require_safe
def help_page(request: PortalRequest) -> HttpResponse:
    """The year's work of a unit's official, on one page of paper."""
    return render(request, "entry/help.html")


@require_POST
def guide_hide(request: PortalRequest, pk: int) -> HttpResponse:
    """Put the first steps away for as long as this person stays signed in."""
    get_object_or_404(Submission.objects.visible_to(request.user), pk=pk)
    request.session[GUIDE_IS_HIDDEN] = True
    return redirect(base_url(pk))


def _section(section: FormSection, asked: SheetForm, submission: Submission) -> DefinitionSection:
    definitions = tuple(_definition(line, asked, submission) for line in section.indicators)
    return DefinitionSection(section.code, section.name, definitions)


def _definition(line: FormIndicator, asked: SheetForm, submission: Submission) -> Definition:
    rules = asked.rules_by_code[line.code]
    return Definition(
        line=line,
        until=_until(line, submission),
        source="" if line.source == Indicator.Source.TYPED else source(line),
        checks=tuple(dict.fromkeys(general_sentence(rule) for rule in rules)),
    )


def _until(line: FormIndicator, submission: Submission) -> str:
    if line.as_of == Indicator.AsOf.ROUND:
        return as_of(line)
    return short_date(line.as_of_on(submission.period.cut_off_on))


def _links(sections: list[DefinitionSection]) -> Iterator[SectionLink]:
    for section in sections:
        yield SectionLink(
            label=section.name, url=f"#muc-{section.code}", percent=None,
            count=str(len(section.definitions)),
        )  # fmt: skip
