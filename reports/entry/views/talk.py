"""The page of one cell: what it asks, how its figure came about, what is said about it."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from localities.counting import counter
from reports.catalogue.description import general_sentence
from reports.entry.drawing import slug
from reports.entry.lines import Line
from reports.entry.models import Submission
from reports.entry.queries import facts
from reports.entry.registers import span
from reports.entry.talk import Mark, cell_steps, handover, marks
from reports.entry.views.pages import base_url, visible_or_404

# Steps of a cell's history that fit beside the sheet.
_FEW = 3


@dataclass(frozen=True, slots=True)
class CellView:
    """One line of a sheet with what its form says about it."""

    submission: Submission
    line: Line
    checks: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.line.code


@require_safe
def cell_detail(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """The cell's page, or to htmx the short piece of it that stands beside the sheet."""
    submission = visible_or_404(request, pk)
    if request.htmx:
        answer = _panel(request, _cell_or_404(submission, code))
    else:
        answer = cell_page(request, submission, code, back=base_url(pk))
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _panel(request: PortalRequest, cell: CellView) -> HttpResponse:
    row, code = cell.submission, cell.code
    content = {
        "cell": cell,
        "line": cell.line,
        "url": f"{base_url(row.pk)}o/{code}/",
        "before": handover(row, code),
        "steps": cell_steps(row, code, most=_FEW),
        "mark": marks(row).get(code, Mark()),
    }
    return render(request, "entry/_cell_panel.html", content)


def cell_page(
    request: PortalRequest, submission: Submission, code: str, *, back: str
) -> HttpResponse:
    """What a line asks, where its figure comes from, and everything that happened to it."""
    cell = _cell_or_404(submission, code)
    line = cell.line
    register = counter(line.indicator.register)
    items = (
        register.items(submission.locality_id, span(submission, line.indicator))
        if register and line.live is not None
        else []
    )
    content = {
        "submission": submission, "cell": cell, "line": line, "items": items,
        "register": register, "back_url": f"{back}#value-{slug(code)}",
        "as_of": line.indicator.as_of_on(submission.period.cut_off_on),
        "before": handover(submission, code), "steps": cell_steps(submission, code),
    }  # fmt: skip
    return render(request, "entry/cell.html", content)


def _cell_or_404(submission: Submission, code: str) -> CellView:
    known = facts(submission, around=[code])
    if code not in known.asked.by_code:
        raise Http404
    rules = known.asked.rules_by_code[code]
    [line] = known.lines([code], rules)
    checks = tuple(dict.fromkeys(general_sentence(rule) for rule in rules))
    return CellView(known.submission, line, checks)
