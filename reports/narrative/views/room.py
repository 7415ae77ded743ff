"""The report room: the text with its live figures, the office's own words, what is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from documents.structure import Chart, Table
from reports.catalogue import queries as catalogue
from reports.catalogue.form import FormIndicator
from reports.catalogue.models import OutlineNode
from reports.editions.revisions.queries import since_read
from reports.entry.models import Period, Remark
from reports.narrative import actions, chips
from reports.narrative.checklist import Finding, findings
from reports.narrative.engine import DraftNode, DraftSentence, Prose
from reports.narrative.exhibits import as_block
from reports.narrative.forms import PassageForm, RewordingForm
from reports.narrative.limits import limits_heading, missed_targets
from reports.narrative.models import Assignment, Comment, Limit, Passage
from reports.narrative.offers import Offers, offers_by_heading
from reports.narrative.queries import Material, material, remarks_by_heading
from reports.narrative.rules import writing_obstacle
from reports.narrative.tables import ChipTable
from reports.rollup.views import no_period, office_period_or_404, office_periods
from vhtt_portal import pages
from vhtt_portal.numbers import read_version
from vhtt_portal.rules import RuleError, refusals_shown


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage as it reads, and as it is typed."""

    prose: Prose
    typed: str

    @property
    def field(self) -> str:
        return f"loi-{self.prose.pk}"


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that were not taken: in which field, how they were typed, and why not."""

    field: str
    typed: str
    reason: str


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A place's own words; ``about`` the field of work, or nothing for the whole sheet.

    ``is_used``: they have been named as a limit.
    """

    row: Remark
    place: str
    about: str
    text: str
    is_used: bool

    @property
    def is_limit(self) -> bool:
        return self.row.kind == Remark.Kind.LIMITS


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """A named limit with the name of its field; ``is_carried``: this year's report names it again."""

    row: Limit
    about: str
    is_carried: bool = False

    @property
    def field(self) -> str:
        return f"ton-tai-{self.row.pk}"


@dataclass(frozen=True, slots=True)
class ShownLimits:
    """What stands under the heading of limits: the rows, and the targets that were not reached."""

    rows: Sequence[ShownLimit]
    unmet: Sequence[FormIndicator]


@dataclass(frozen=True, slots=True)
class ShownNode:
    """One heading on the page; ``depth`` is its place below the part."""

    node: DraftNode
    depth: int
    passages: tuple[ShownPassage, ...]
    exhibits: tuple[Chart | Table, ...]
    remarks: tuple[ShownRemark, ...]
    offers: Offers | None
    limits: ShownLimits | None
    assignment: Assignment | None
    comments: Sequence[Comment]

    @property
    def anchor(self) -> str:
        return f"muc-{self.node.heading.code}"

    @property
    def field(self) -> str:
        return f"them-{self.node.heading.code}"

    @property
    def comment_field(self) -> str:
        return f"y-kien-{self.node.heading.code}"

    @property
    def open_comments(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.resolved_at is None]

    @property
    def resolved_comments(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.resolved_at]


@dataclass(frozen=True, slots=True)
class OutlineLink:
    """One heading in the outline, as ``_sections.html`` wants it."""

    label: str
    url: str
    level: int
    count: str
    active: bool = False
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One line of the checklist with where to mend it."""

    found: Finding
    url: str


# More than that nobody reads while typing; another word of the name brings fewer.
_SUGGESTED = 6
_DEPTHS = {
    OutlineNode.Level.PART: 1,
    OutlineNode.Level.HEADING: 2,
    OutlineNode.Level.SUBHEADING: 3,
}


@require_safe
def report(request: PortalRequest) -> HttpResponse:
    """The newest period's report."""
    period = office_periods(request.user).newest_first().first()
    return room_page(request, period) if period else no_period(request, "Soạn báo cáo")


@require_safe
def period_report(request: PortalRequest, pk: int) -> HttpResponse:
    return room_page(request, office_period_or_404(request, pk))


def room_page(
    request: PortalRequest, period: Period, *, refused: Refused | None = None
) -> HttpResponse:
    source = material(period)
    said = _said(source)
    obstacle = writing_obstacle(period, request.user)
    offered = {} if obstacle else offers_by_heading(source)
    found = findings(source)
    nodes = [
        _shown(node, source, said.get(node.heading.code, ()), offered.get(node.heading.code))
        for node in source.draft.nodes
    ]
    content = {
        "period": period,
        "periods": office_periods(request.user).newest_first(),
        "draft": source.draft,
        "nodes": nodes,
        "outline": [_link(shown, source) for shown in nodes],
        "findings": [ShownFinding(row, _where(row, period)) for row in found],
        "waiting": sum(row.wants_word for row in found),
        "before": _named(source.named.before, source),
        "mended_count": sum(row.state == Limit.State.MENDED for row in source.named.before),
        "states": Limit.State.choices,
        "since_read": None if obstacle else since_read(source, request.user),
        "rollup": source.comparison.now,
        "obstacle": obstacle,
        "refused": refused,
    }
    return render(request, "narrative/report.html", content, status=422 if refused else 200)


def _said(source: Material) -> Mapping[str, tuple[ShownRemark, ...]]:
    names, used = _names(source), {row.remark_id for row in source.named.now}
    return {
        code: tuple(
            ShownRemark(
                row,
                str(row.submission.locality),
                names.get(row.section, ""),
                row.text,
                row.pk in used,
            )
            for row in rows
        )
        for code, rows in remarks_by_heading(source).items()
    }


def _names(source: Material) -> Mapping[str, str]:
    return {section.code: section.name for section in source.comparison.now.form.sections}


def _named(limits: Sequence[Limit], source: Material) -> list[ShownLimit]:
    names = _names(source)
    again = {row.carried_from_id for row in source.named.now}
    return [ShownLimit(row, names.get(row.section, "Chung"), row.pk in again) for row in limits]


def _shown(
    node: DraftNode, source: Material, said: tuple[ShownRemark, ...], offers: Offers | None
) -> ShownNode:
    return ShownNode(
        node=node,
        depth=_DEPTHS[node.heading.level],
        passages=tuple(
            ShownPassage(row, chips.typed(row.kept, source.comparison.now.form))
            for row in node.passages
        ),
        exhibits=tuple(
            as_block(exhibit) for exhibit in source.exhibits if exhibit.node == node.heading.code
        ),
        remarks=said,
        offers=offers,
        limits=_limits(source) if node.heading.code == limits_heading(source.form) else None,
        assignment=source.teamwork.assignments.get(node.heading.code),
        comments=source.teamwork.comments.get(node.heading.code, ()),
    )


def _limits(source: Material) -> ShownLimits:
    return ShownLimits(_named(source.named.now, source), missed_targets(source.comparison))


def _link(shown: ShownNode, source: Material) -> OutlineLink:
    parents = {node.heading.parent for node in source.draft.nodes}
    is_empty = (
        not (shown.node.has_text or shown.exhibits) and shown.node.heading.code not in parents
    )
    return OutlineLink(
        label=shown.node.title,
        url=f"#{shown.anchor}",
        level=min(shown.depth, 2),
        count="chưa có" if is_empty else "",
    )


def _where(found: Finding, period: Period) -> str:
    if found.submission_id:
        return reverse("review:sheet", args=[found.submission_id])
    if found.target_code:
        return f"{reverse('rollup:targets', args=[period.pk])}#target-{found.target_code}"
    return f"#muc-{found.node_code}" if found.node_code else ""


@require_safe
def figure_list(request: PortalRequest, pk: int) -> HttpResponse:
    """The figures that can stand in the text, by words of their names; a page, or its rows alone."""
    period = office_period_or_404(request, pk)
    source = material(period)
    search = pages.search_of(request)
    found = chips.matching([*chips.chips(source.comparison.now.form, source.facts)], search.words)
    if request.GET.get("phan") == "goi-y":
        return render(request, "narrative/_suggestions.html", {"chips": found[:_SUGGESTED]})
    return pages.list_page(
        request,
        ChipTable(found),
        heading="Số liệu đưa được vào lời văn",
        lead=f"Chép chữ ở cột đầu vào câu; khi in, chỗ ấy là số của báo cáo {period.inside}.",
        search=search,
    )


@require_POST
def passage_add(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    period = office_period_or_404(request, pk)
    form = PassageForm(request.POST)
    if code not in {node.code for node in catalogue.report_form(period.form_version).headings}:
        raise Http404
    try:
        require_valid(form)
        actions.add_passage(
            period=period, node_code=code, text=form.cleaned_data["text"], by=request.user
        )
    except RuleError as refusal:
        return room_page(request, period, refused=_refused(form, f"them-{code}", refusal))
    messages.success(request, "Đã thêm đoạn viết.")
    return _back(period, code)


@require_POST
def sentences_take(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """Put sentences of the diary and the tasks into a heading's words; which ones is all that the browser says."""
    period = office_period_or_404(request, pk)
    source = material(period)
    if code not in {node.heading.code for node in source.draft.nodes}:
        raise Http404
    asked, offered = set(request.POST.getlist("viec")), offers_by_heading(source).get(code)
    lines = [offer.text for offer in (offered.shown if offered else []) if offer.key in asked]
    with refusals_shown(request):
        if not lines:
            raise RuleError("Hãy đánh dấu ít nhất một việc trong nhật ký rồi bấm lại.")
        taken = actions.add_lines(period=period, node_code=code, lines=lines, by=request.user)
        done = f"Đã đưa {len(taken)} câu từ nhật ký vào mục." if taken else "Mục đã có các câu này."
        messages.success(request, done)
    return _back(period, code)


@require_http_methods(["GET", "HEAD", "POST"])
def sentence_edit(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    period = office_period_or_404(request, pk)
    source = material(period)
    node, sentence = _sentence_or_404(source, code)
    own = sentence.own
    said = own.kept if own else sentence.kept
    first = {
        "text": chips.typed(said, source.comparison.now.form),
        "reason": own.reason if own else "",
    }
    form = RewordingForm(request.POST or None, initial=first)
    room = heading_address(period, node.heading.code)
    return pages.form_page(
        request,
        form,
        lambda stamp: _reword(period, code, form, stamp, by=request.user),
        heading="Sửa câu viết từ số liệu",
        lead=f"Mục “{node.title}”, báo cáo {period.inside}.",
        back=room,
        goal=room,
        button="Lưu câu",
        done="Đã lưu câu của cơ quan.",
        version=own.version if own else 0,
        template="narrative/sentence.html",
        also={"period": period, "sentence": sentence},
    )


def _reword(
    period: Period, code: str, form: RewordingForm, stamp: pages.Stamp, *, by: User
) -> None:
    actions.reword(
        period=period, sentence_code=code, version=stamp.version, by=by, **form.cleaned_data
    )


@require_POST
def sentence_restore(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    period = office_period_or_404(request, pk)
    node, _ = _sentence_or_404(material(period), code)
    with refusals_shown(request):
        actions.restore_sentence(
            period=period, sentence_code=code, by=request.user,
            version=read_version(request.POST.get("version", "")),
        )  # fmt: skip
        messages.success(request, "Đã dùng lại câu viết từ số liệu.")
    return _back(period, node.heading.code)


def _sentence_or_404(source: Material, code: str) -> tuple[DraftNode, DraftSentence]:
    for node in source.draft.nodes:
        for sentence in node.sentences:
            if sentence.code == code:
                return node, sentence
    raise Http404


@require_POST
def passage_edit(request: PortalRequest, pk: int) -> HttpResponse:
    passage = _passage_or_404(request, pk)
    form = PassageForm(request.POST)
    try:
        require_valid(form)
        actions.edit_passage(
            passage=passage,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"] or 0,
            by=request.user,
        )
    except RuleError as refusal:
        return room_page(request, passage.period, refused=_refused(form, f"loi-{pk}", refusal))
    messages.success(request, "Đã lưu đoạn viết.")
    return _back(passage.period, passage.node_code)


@require_POST
def passage_remove(request: PortalRequest, pk: int) -> HttpResponse:
    passage = _passage_or_404(request, pk)
    version = read_version(request.POST.get("version", ""))
    with refusals_shown(request):
        actions.remove_passage(passage=passage, version=version, by=request.user)
        messages.success(request, "Đã xóa đoạn viết.")
    return _back(passage.period, passage.node_code)


def _passage_or_404(request: PortalRequest, pk: int) -> Passage:
    rows = Passage.objects.filter(period__in=office_periods(request.user))
    return get_object_or_404(rows.select_related("period__office__locality"), pk=pk)


def require_valid(form: Form) -> None:
    """A refusal with the form's first fault."""
    for faults in form.errors.values():
        raise RuleError(str(faults[0]))


def _refused(form: PassageForm, field: str, refusal: RuleError) -> Refused:
    return Refused(field, form.data.get("text", ""), str(refusal))


def _back(period: Period, code: str) -> HttpResponse:
    return redirect(heading_address(period, code))


def heading_address(period: Period, code: str) -> str:
    return f"{reverse('narrative:period-report', args=[period.pk])}#muc-{code}"
