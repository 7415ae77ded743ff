"""Totals on screen: the table, a line with its places, next year's targets."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.models import Role, User
from localities.models import Locality
from reports.catalogue import queries as catalogue
from reports.catalogue.form import FormIndicator
from reports.entry.models import Period, PeriodQuerySet
from reports.narrative.exhibits import as_block, of_line
from reports.rollup import actions
from reports.rollup.amounts import Amount, Outcome
from reports.rollup.forms import TargetForm, TypedTarget
from reports.rollup.giving import givable, remark
from reports.rollup.lines import Line, PlaceFigure, Sheet
from reports.rollup.models import Target
from reports.rollup.periods import next_code
from reports.rollup.queries import (
    Comparison,
    by_place,
    comparison,
    targets_of,
    traces,
    units_targets,
    years,
)
from reports.rollup.rules import target_obstacle
from vhtt_portal.numbers import write_figure
from vhtt_portal.rules import RuleError

# Who reads totals and drafts; the clerk sees editions only.
READERS = (Role.SPECIALIST, Role.HEAD, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table in words."""

    line: Line
    previous: str
    change: str
    direction: str
    target: str
    target_status: str
    places: tuple[PlaceFigure | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One field of work with its lines."""

    name: str
    rows: tuple[Row, ...]


def office_periods(user: User, roles: Iterable[Role] = READERS) -> PeriodQuerySet:
    """The periods of the offices where one holds one of the roles, ready for totals."""
    own = Period.objects.filter(office__locality__in=user.places(*roles))
    return own.select_related("office__locality", "form_version")


def office_period_or_404(
    request: PortalRequest, pk: int, roles: Iterable[Role] = READERS
) -> Period:
    return get_object_or_404(office_periods(request.user, roles), pk=pk)


def no_period(request: PortalRequest, heading: str) -> HttpResponse:
    return render(request, "rollup/no_period.html", {"heading": heading})


@require_safe
def table(request: PortalRequest) -> HttpResponse:
    """The newest period's totals."""
    period = office_periods(request.user).newest_first().first()
    return _table(request, period) if period else no_period(request, "Tổng hợp số liệu")


@require_safe
def period_table(request: PortalRequest, pk: int) -> HttpResponse:
    return _table(request, office_period_or_404(request, pk))


def _table(request: PortalRequest, period: Period) -> HttpResponse:
    compared = comparison(period)
    with_places = request.GET.get("xem") == "don-vi"
    places = by_place(compared.now) if with_places else {}
    content = {
        "period": period,
        "periods": office_periods(request.user).newest_first(),
        "rollup": compared.now,
        "groups": [
            Group(
                section.name,
                tuple(_row(line, compared, places) for line in compared.now.in_section(section)),
            )
            for section in compared.now.form.sections
        ],
        "with_places": with_places,
        "tabs": _tabs(period, with_places=with_places),
    }
    return render(request, "rollup/table.html", content)


def _tabs(period: Period, *, with_places: bool) -> list[dict[str, str | bool | None]]:
    url = reverse("rollup:period-table", args=[period.pk])
    return [
        {"label": "So sánh", "url": url, "active": not with_places, "count": None},
        {"label": "Theo đơn vị", "url": f"{url}?xem=don-vi", "active": with_places, "count": None},
    ]


def _row(line: Line, compared: Comparison, places: dict[str, tuple[PlaceFigure, ...]]) -> Row:
    before = compared.previous(line.code)
    target = compared.targets.get(line.code)
    change, direction = _change(line, before)
    reached = line.amount.reaches(target) if line.amount and target else None
    by_id = {item.sheet.place_id: item for item in places.get(line.code, ())}
    return Row(
        line=line,
        previous=before.written if before else "",
        change=change,
        direction=direction,
        target=line.written_like(target),
        target_status={True: "done", False: "warning", None: ""}[reached],
        places=tuple(by_id.get(unit.place_id) for unit in compared.now.units) if places else (),
    )


def _change(line: Line, before: Line | None) -> tuple[str, str]:
    moved = line.moved_since(before)
    if moved is None:
        return "", "same"
    sign = "+" if moved > 0 else "−" if moved < 0 else ""
    direction = "up" if moved > 0 else "down" if moved < 0 else "same"
    return f"{sign}{write_figure(abs(moved))}", direction


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place's figure beside what it was given to reach."""

    said: PlaceFigure
    figure: str
    target: str
    outcome: str
    status: str


_STATUS_OF = {Outcome.EXCEEDED: "done", Outcome.REACHED: "done", Outcome.MISSED: "warning"}


def _against(said: PlaceFigure, line: Line, given: Mapping[int, Amount]) -> PlaceRow:
    target = given.get(said.sheet.place_id)
    outcome = said.amount.against(target) if said.amount and target else None
    return PlaceRow(
        said=said,
        figure=line.written_like(said.amount),
        target=line.written_like(target),
        outcome=outcome or "",
        status=_STATUS_OF[outcome] if outcome else "",
    )


@require_safe
def indicator_detail(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """From a total to its cells, and from each to who entered and who accepted it."""
    period = office_period_or_404(request, pk)
    compared = comparison(period)
    line = compared.now.by_code.get(code)
    if line is None:
        raise Http404
    form, given = compared.now.form, compared.unit_targets.get(code, {})
    parts = [*line.indicator.parts, line.indicator.numerator, line.indicator.denominator]
    places = by_place(compared.now)[code]
    words = {"year": str(period.year), "units": period.office.units_word}
    shown = of_line(line, places, years(period, compared.now, {code}), words)
    content = {
        "period": period,
        "row": _row(line, compared, {}),
        "line": line,
        "section": next(item for item in form.sections if item.code == line.indicator.section),
        "places": [_against(item, line, given) for item in places],
        "is_given": bool(given),
        "exhibits": [as_block(exhibit) for exhibit in shown],
        "traces": traces(compared.now, line.indicator),
        "parts": [compared.now.by_code[part] for part in parts if part],
    }
    return render(request, "rollup/indicator.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
def target_list(request: PortalRequest, pk: int) -> HttpResponse:
    """What the next period should come to, line by line."""
    period = office_period_or_404(request, pk)
    form = catalogue.form(period.form_version)
    current = targets_of(period.office, next_code(period.code))
    typed = _typed(request, form.indicators, current)
    if _is_saved(request, period, typed):
        return redirect("rollup:targets", pk=pk)
    return _show_targets(request, period, typed)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_target_list(request: PortalRequest, pk: int, locality_pk: int) -> HttpResponse:
    """What one unit should reach in the next period, line by line."""
    period = office_period_or_404(request, pk)
    compared = comparison(period)
    unit = next((sheet for sheet in compared.now.units if sheet.place_id == locality_pk), None)
    if unit is None:
        raise Http404
    locality = Locality.objects.get(pk=locality_pk)
    current = targets_of(period.office, compared.next_code, locality)
    typed = _typed(request, givable(compared.now, unit), current)
    if _is_saved(request, period, typed, locality):
        return redirect(f"{reverse('rollup:targets', args=[pk])}#don-vi")
    return _show_unit_targets(request, period, typed, compared, unit)


def _typed(
    request: PortalRequest, lines: Iterable[FormIndicator], current: Mapping[str, Target]
) -> TargetForm:
    return TargetForm(lines, current, request.POST if request.method == "POST" else None)


def _is_saved(
    request: PortalRequest, period: Period, typed: TargetForm, locality: Locality | None = None
) -> bool:
    if request.method != "POST" or typed.faults:
        return False
    code = next_code(period.code)
    try:
        count = actions.save_targets(
            office=period.office, period_code=code, wanted=typed.wanted, locality=locality,
            by=request.user,
        )  # fmt: skip
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return False
    whose = f" giao cho {locality}" if locality else ""
    saved = f"Đã lưu {count} chỉ tiêu năm {code}{whose}."
    messages.success(request, saved if count else "Không có gì thay đổi.")
    return True


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One line of a page of targets: the field, what was reached, and what to compare with."""

    typed: TypedTarget
    result: str
    target: str
    whole: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class UnitLink:
    """A unit with how many targets it has been given."""

    name: str
    url: str
    count: int


def _show_targets(request: PortalRequest, period: Period, typed: TargetForm) -> HttpResponse:
    compared = comparison(period)
    given = units_targets(period.office, compared.next_code)
    units_word = period.office.units_word

    def row(typed_target: TypedTarget) -> TargetRow:
        line = compared.now.by_code[typed_target.line.code]
        own = compared.next_targets.get(line.code)
        return TargetRow(
            typed_target,
            line.written,
            line.written_like(compared.targets.get(line.code)),
            remark=remark(line, given.get(line.code, {}), own, units_word),
        )

    counts = Counter(place for by_place in given.values() for place in by_place)
    units = [
        UnitLink(
            unit.name,
            reverse("rollup:unit-targets", args=[period.pk, unit.place_id]),
            counts[unit.place_id],
        )
        for unit in compared.now.units
    ]
    content = _target_page(request, period, typed, [row(each) for each in typed.rows])
    return _answer_targets(request, content | {"units": units, "units_word": units_word})


def _show_unit_targets(
    request: PortalRequest, period: Period, typed: TargetForm, compared: Comparison, unit: Sheet
) -> HttpResponse:
    places = by_place(compared.now)

    def row(typed_target: TypedTarget) -> TargetRow:
        code = typed_target.line.code
        line = compared.now.by_code[code]
        said = next(item for item in places[code] if item.sheet == unit)
        given = compared.unit_targets.get(code, {}).get(unit.place_id)
        return TargetRow(
            typed_target,
            line.written_like(said.amount) or said.state_word,
            line.written_like(given),
            line.written_like(compared.next_targets.get(code)),
        )

    content = _target_page(request, period, typed, [row(each) for each in typed.rows])
    return _answer_targets(request, content | {"unit": unit})


def _target_page(
    request: PortalRequest, period: Period, typed: TargetForm, rows: Iterable[TargetRow]
) -> dict[str, object]:
    by_code = {row.typed.line.code: row for row in rows}
    sections = [
        (section.name, [by_code[line.code] for line in section.indicators if line.code in by_code])
        for section in catalogue.form(period.form_version).sections
    ]
    return {
        "period": period,
        "next_code": next_code(period.code),
        "form": typed,
        "groups": [(name, found) for name, found in sections if found],
        "obstacle": target_obstacle(period.office, request.user),
    }


def _answer_targets(request: PortalRequest, content: dict[str, object]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "rollup/targets.html", content, status=status)
