"""Pages of the catalogue: what is asked, how it adds up, and what the versions differ in."""

from collections.abc import Iterator

from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from reports.catalogue.description import readable, speaks_of, traits
from reports.catalogue.differences import Version, difference, line_changes
from reports.catalogue.form import Form, FormIndicator, ReportForm
from reports.catalogue.models import FormVersion
from reports.catalogue.queries import form, matching, report_form, versions
from reports.catalogue.tables import (
    IndicatorTable,
    RuleTable,
    SentenceTable,
    TextChangeTable,
    TraitChangeTable,
    VersionTable,
    indicator_table,
)
from vhtt_portal.pages import Part, Tab, list_page, tabs_of
from vhtt_portal.text import tidy


@require_safe
def indicator_list(request: PortalRequest) -> HttpResponse:
    """The lines of one form version, section by section."""
    known = versions()
    version = _chosen(request, known)
    words = tidy(request.GET.get("q", ""))[:100]
    tables = _section_tables(form(version), words) if version else []
    shown = {
        "versions": known, "version": version, "words": words, "tables": tables,
        "found": sum(len(table.rows) for table in tables), "tabs": _tabs(request),
    }  # fmt: skip
    return render(request, "catalogue/indicator_list.html", shown)


@require_safe
def indicator_detail(request: PortalRequest, version: str, code: str) -> HttpResponse:
    known = versions()
    row = _named(known, version)
    whole = form(row)
    line = whole.by_code.get(code)
    if line is None:
        raise Http404
    rules = RuleTable(whole.rules_by_code.get(code, ()))
    sentences = SentenceTable(list(_sentences(report_form(row), whole, code)))
    shown = {
        "version": row,
        "line": line,
        "section": next(item for item in whole.sections if item.code == line.section),
        "rows": _rows(line, whole),
        "parts": [
            Part("Quy tắc kiểm tra nhắc đến chỉ tiêu này", rules),
            Part("Câu của báo cáo nêu chỉ tiêu này", sentences),
        ],
        "others": list(_in_other_versions(line, row, known)),
    }
    return render(request, "catalogue/indicator_detail.html", shown)


@require_safe
def version_list(request: PortalRequest) -> HttpResponse:
    rows = FormVersion.objects.annotate(lines=Count("indicators")).order_by("-year_from", "-pk")
    return list_page(
        request,
        VersionTable(rows),
        heading="Các phiên bản biểu mẫu",
        lead="Mỗi kỳ báo cáo dùng một phiên bản; kỳ đã qua giữ nguyên phiên bản của mình.",
        tabs=_tabs(request),
    )


@require_safe
def version_detail(request: PortalRequest, version: str) -> HttpResponse:
    """What this version asks, checks and says otherwise than the one before it."""
    known = versions()
    row = _named(known, version)
    position = known.index(row)
    before = known[position + 1] if position + 1 < len(known) else None
    parts = list(_difference_parts(before, row)) if before else []
    shown = {"version": row, "before": before, "parts": parts}
    return render(request, "catalogue/version_detail.html", shown)


def _section_tables(whole: Form, words: str) -> list[IndicatorTable]:
    found = matching(whole, words)
    tables = [indicator_table(section.indicators, whole, section.name) for section in found]
    for number, table in enumerate(tables, start=1):
        table.prefix = f"linh-vuc-{number}-"
    return tables


def _chosen(request: PortalRequest, known: list[FormVersion]) -> FormVersion | None:
    """The version asked for, else the one of this year, else the newest."""
    asked = request.GET.get("bieu-mau", "")
    if asked:
        return _named(known, asked)
    this_year = timezone.localdate().year
    fitting = (version for version in known if version.year_from <= this_year)
    return next(fitting, known[0] if known else None)


def _named(known: list[FormVersion], code: str) -> FormVersion:
    for version in known:
        if version.code == code:
            return version
    raise Http404


def _tabs(request: PortalRequest) -> list[Tab]:
    return tabs_of(
        request,
        ("Chỉ tiêu", "catalogue:indicator-list"),
        ("Phiên bản biểu mẫu", "catalogue:version-list"),
    )


def _rows(line: FormIndicator, whole: Form) -> list[dict[str, str]]:
    return [
        {
            "label": trait.label,
            "value": trait.value,
            "url": _url(whole.code, trait.code) if trait.code else "",
            "action": "Xem",
        }
        for trait in traits(line, whole)
    ]


def _sentences(report: ReportForm, whole: Form, code: str) -> Iterator[dict[str, str]]:
    for heading in report.headings:
        for sentence in heading.sentences:
            if code in speaks_of(sentence.template):
                yield {
                    "heading": readable(heading.title, whole),
                    "text": readable(sentence.template, whole),
                }


def _in_other_versions(
    line: FormIndicator, version: FormVersion, known: list[FormVersion]
) -> Iterator[dict[str, str]]:
    whole = form(version)
    for other in known:
        if other == version:
            continue
        theirs = form(other).by_code.get(line.code)
        if theirs is None:
            yield {"label": other.name, "value": "Không có chỉ tiêu này"}
            continue
        changes = line_changes(line, whole, theirs, form(other))
        labels = ", ".join(change.label.lower() for change in changes)
        yield {
            "label": other.name,
            "value": f"Khác về: {labels}" if labels else "Như nhau",
            "url": _url(other.code, line.code),
            "action": "Xem",
        }


def _url(version: str, code: str) -> str:
    return reverse("catalogue:indicator-detail", args=[version, code])


def _difference_parts(before: FormVersion, after: FormVersion) -> Iterator[Part]:
    """Only what there is."""
    old, new = form(before), form(after)
    found = difference(Version(old, report_form(before)), Version(new, report_form(after)))
    if found.added:
        yield Part("Chỉ tiêu thêm mới", indicator_table(found.added, new, "Chỉ tiêu thêm mới"))
    if found.removed:
        yield Part("Chỉ tiêu bỏ đi", indicator_table(found.removed, old, "Chỉ tiêu bỏ đi"))
    changes = [
        {"line": item.line.name, "label": c.label, "before": c.before, "after": c.after}
        for item in found.changed
        for c in item.changes
    ]
    if changes:
        yield Part("Chỉ tiêu được sửa", TraitChangeTable(changes))
    if found.rules:
        yield Part("Quy tắc kiểm tra", TextChangeTable(found.rules))
    if found.sentences:
        yield Part("Câu mẫu của báo cáo", TextChangeTable(found.sentences))
    if found.exhibits:
        yield Part("Bảng, biểu đồ của báo cáo", TextChangeTable(found.exhibits))
