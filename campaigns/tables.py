"""Lists of the movement's registers."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from campaigns.ledger import VILLAGE_YEARS
from campaigns.models import (
    Agency,
    AgencyYear,
    Candidate,
    Commendation,
    LaneResult,
    LocalRule,
    Nomination,
    NominationRound,
    Round,
)
from campaigns.queries.board import Tally, VillageYear
from campaigns.runs import VillageLedger, histories
from campaigns.titles import Rule, TitleKind, shipped_rule
from localities.models import Locality, LocalityQuerySet
from vhtt_portal.dates import short_date
from vhtt_portal.tables import DayColumn, FigureColumn

# A full, an empty and no circle: told apart without colour.
_MARKS = {
    True: ("●", "được công nhận"),
    False: ("○", "không được công nhận"),
    None: ("–", "chưa xét"),
}
_MARK = {"td": {"class": "nowrap"}, "th": {"class": "nowrap"}}
DECISIONS = {None: "Chưa xét", True: "Được công nhận", False: "Không được công nhận"}


def _ledger_of_parent(record: Locality) -> str:
    return reverse("campaigns:ledger", args=[record.parent_id])


class _TallyColumn(FigureColumn):
    """What a place's villages come to, by the column's own name."""

    def __init__(self, verbose_name: str) -> None:
        super().__init__(verbose_name, accessor="pk")

    def render(self, value: int, table: "PlaceYearTable", bound_column: Any) -> str:  # type: ignore[override]
        number = getattr(table.tallies[value], bound_column.name)
        return bound_column.default if number is None else super().render(number)


class PlaceYearTable(tables.Table):
    """Over ``place_years`` of the places of ``tallies``."""

    place = tables.Column(verbose_name="Đơn vị", accessor="full_name", empty_values=())
    entered = tables.Column(verbose_name="Khu dân cư đã ghi", empty_values=())
    households = _TallyColumn("Số hộ")
    registered = _TallyColumn("Hộ đăng ký")
    recognised = _TallyColumn("Hộ được công nhận")
    villages_recognised = _TallyColumn("Khu dân cư được công nhận")
    lanes = FigureColumn("Ngõ phố đăng ký")
    is_exemplary = tables.Column(verbose_name="Tiêu biểu")
    good_deeds = FigureColumn("Người tốt, việc tốt")

    class Meta:
        orderable = False
        empty_text = "Chưa có đơn vị nào có khu dân cư."

    def __init__(self, rows: LocalityQuerySet, found: dict[int, Tally], *, year: int) -> None:
        super().__init__(rows)
        self.year, self.tallies = year, found

    def render_place(self, record: Locality) -> str:
        address = reverse("campaigns:place-year", args=[record.pk, self.year])
        return format_html('<a href="{}">{}</a>', address, record.full_name)

    def render_entered(self, record: Locality) -> str:
        tally = self.tallies[record.pk]
        return f"{tally.entered}/{tally.villages}"

    def render_is_exemplary(self, value: bool) -> str:  # noqa: FBT001 - as django-tables2 calls it
        return "Có" if value else "Không"


class VillageYearTable(tables.Table):
    village = tables.Column(verbose_name="Khu dân cư", accessor="village__full_name")
    households = FigureColumn("Số hộ", accessor="result__household_count")
    registered = FigureColumn("Đăng ký", accessor="result__registered_count")
    recognised = FigureColumn("Được công nhận", accessor="result__recognised_count")
    is_recognised = tables.Column(verbose_name="Danh hiệu", empty_values=())
    five_years = tables.Column(verbose_name="5 năm liên tục", empty_values=())
    decision = tables.Column(verbose_name="Số quyết định", accessor="result__decision_number")

    class Meta:
        orderable = False
        empty_text = "Đơn vị này chưa có khu dân cư nào."

    def render_is_recognised(self, record: VillageYear) -> str:
        return DECISIONS[record.result.is_recognised] if record.result else "Chưa ghi"

    def render_five_years(self, record: VillageYear) -> str:
        if not record.five_years:
            return "—"
        return "Đạt, có giấy khen" if record.commended else "Đạt"


class LaneTable(tables.Table):
    is_recognised = tables.Column(empty_values=())

    class Meta:
        model = LaneResult
        fields = ("name", "is_recognised")
        empty_text = "Chưa có ngõ, phố nào đăng ký trong năm."

    def render_is_recognised(self, record: LaneResult) -> str:
        return DECISIONS[record.is_recognised]


class LaneListTable(LaneTable):
    """Lanes of many places; each leads to its place's year."""

    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")

    class Meta:
        model = LaneResult
        fields = ("name", "place", "year", "is_recognised")
        empty_text = "Chưa có ngõ, phố nào trong sổ khớp với điều tìm."


class AgencyTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")
    left_on = DayColumn()
    is_registered = tables.BooleanColumn(verbose_name="Đăng ký trong năm", yesno="có,không")
    is_recognised = tables.BooleanColumn(verbose_name="Công nhận trong năm", yesno="có,không")
    has_standard = tables.BooleanColumn(verbose_name="Đang đạt chuẩn", yesno="có,không")

    class Meta:
        model = Agency
        fields = ("name", "place", "is_registered", "is_recognised", "has_standard", "left_on")
        empty_text = "Chưa có cơ quan, đơn vị nào trong sổ khớp với điều tìm."


class AgencyYearTable(tables.Table):
    is_registered = tables.BooleanColumn(yesno="có,không")
    is_recognised = tables.BooleanColumn(yesno="có,không")
    has_standard = tables.BooleanColumn(yesno="có,không")

    class Meta:
        model = AgencyYear
        fields = ("year", "is_registered", "is_recognised", "has_standard")
        empty_text = "Chưa ghi năm nào."


class TitleColumn(tables.Column):
    """One year of the ledger: a mark to see, words to hear."""

    def __init__(self, year: int) -> None:
        super().__init__(verbose_name=str(year), empty_values=(), attrs=_MARK)
        self.year = year

    def render(self, record: VillageLedger) -> str:
        mark, words = _MARKS[record.history.titles.get(self.year)]
        given = [award for award in record.history.awards if award.window.last == self.year]
        if given:
            mark, words = f"{mark} ★", f"{words}, được tặng Giấy khen cho {given[0].window}"
        return format_html(
            '<span aria-hidden="true">{}</span><span class="visually-hidden">{}</span>', mark, words
        )


class LedgerTable(tables.Table):
    """Villages by years; the columns of the years are given with ``extra_columns``."""

    village = tables.Column(verbose_name="Khu dân cư", accessor="village__full_name")
    run = tables.Column(verbose_name="Đang liên tục", empty_values=())
    eligibility = tables.Column(verbose_name="Giấy khen 5 năm", empty_values=())

    class Meta:
        orderable = False
        attrs: ClassVar = {"class": "tight"}
        empty_text = "Đơn vị này chưa có khu dân cư nào."

    def render_run(self, record: VillageLedger) -> str:
        return f"{len(record.run)} năm ({record.run})" if record.run else "—"

    def render_eligibility(self, record: VillageLedger) -> str:
        told = record.eligibility
        return " ".join(["Đủ điều kiện." if told.window else "Chưa đủ.", *told.reasons])


class EligibleTable(tables.Table):
    """``year`` is the last one of the window that a Giấy khen would take."""

    ward = tables.Column(
        verbose_name="Đơn vị", accessor="parent__full_name", linkify=_ledger_of_parent
    )
    full_name = tables.Column(verbose_name="Khu dân cư")
    run = tables.Column(verbose_name="Đang liên tục", empty_values=())
    eligibility = tables.Column(verbose_name="Chu kỳ đề nghị", empty_values=())

    class Meta:
        orderable = False
        empty_text = "Không có khu dân cư nào đủ điều kiện trong năm này."

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def before_render(self, request: HttpRequest) -> None:
        """The histories of the page's rows only. Three queries."""
        self.histories = histories([row.record for row in self.paginated_rows])

    def render_run(self, record: Locality) -> str:
        run = self.histories[record.pk].run_to(self.year)
        return f"{len(run)} năm ({run})" if run else "—"

    def render_eligibility(self, record: Locality) -> str:
        return str(self.histories[record.pk].eligibility(self.year, VILLAGE_YEARS).window)


class CommendationTable(tables.Table):
    named = tables.Column(verbose_name="Được tặng", linkify=True)
    place = tables.Column(verbose_name="Đơn vị", accessor="place__parent__full_name", default="—")
    window = tables.Column(verbose_name="Chu kỳ", default="—")
    household_count = FigureColumn("Số hộ")
    decided_on = DayColumn()

    class Meta:
        model = Commendation
        orderable = False
        fields = (
            "year", "named", "place", "kind", "window", "household_count", "decision_number",
            "decided_on",
        )  # fmt: skip
        empty_text = "Chưa có giấy khen nào khớp với điều tìm."

    def render_place(self, record: Commendation) -> str:
        """Where a village lies; for others the place itself."""
        is_village = record.place.kind.is_village and record.place.parent
        return str(record.place.parent if is_village else record.place)


class NominationRoundTable(tables.Table):
    title = tables.Column(linkify=True)
    years = tables.Column(verbose_name="Năm")
    due_on = DayColumn()

    class Meta:
        model = NominationRound
        orderable = False
        fields = ("title", "years", "due_on", "collective_quota", "individual_quota")
        empty_text = "Chưa có đợt khen thưởng nào."


class RoundPlaceTable(tables.Table):
    """Places with what they put forward; ``round_`` has the quotas."""

    full_name = tables.Column(verbose_name="Đơn vị")
    collectives = tables.Column(verbose_name="Tập thể")
    individuals = tables.Column(verbose_name="Cá nhân")

    class Meta:
        orderable = False
        empty_text = "Không có đơn vị nào."

    def __init__(self, *args: Any, round_: NominationRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.round_ = round_

    def render_collectives(self, value: int) -> str:
        return f"{value}/{self.round_.collective_quota}"

    def render_individuals(self, value: int) -> str:
        return f"{value}/{self.round_.individual_quota}"


class NominationTable(tables.Table):
    place = tables.Column(verbose_name="Đơn vị", accessor="place__full_name")
    name = tables.Column(linkify=True)
    window = tables.Column(verbose_name="5 năm liên tục", default="—")
    opinions = tables.Column(verbose_name="Ý kiến thẩm định", accessor="opinion_count")

    class Meta:
        model = Nomination
        orderable = False
        fields = ("place", "kind", "name", "post", "window", "status", "opinions")
        empty_text = "Chưa có đề nghị nào khớp với điều tìm."


class RoundTable(tables.Table):
    kind = tables.Column(verbose_name="Danh hiệu", linkify=True)
    total = FigureColumn("Nơi đăng ký")
    recognised = FigureColumn("Được công nhận")

    class Meta:
        model = Round
        fields = ("kind", "place", "step", "total", "recognised")
        orderable = False
        empty_text = "Năm này chưa mở đợt xét nào."

    def render_kind(self, record: Round) -> str:
        return title_name(record)


def title_name(round_: Round) -> str:
    """As the decree of the year calls it. No query."""
    kind = TitleKind(round_.kind)
    rule = shipped_rule(kind, round_.year)
    return rule.name if rule else kind.label


class StandingTable(tables.Table):
    """Over ``standings``: how far each place of a round has come."""

    place = tables.Column(verbose_name="Đơn vị", accessor="full_name")
    total = FigureColumn("Đăng ký")
    met = FigureColumn("Đã họp")
    noticed = FigureColumn("Đã niêm yết")
    out = FigureColumn("Không đạt, rút")
    recognised = FigureColumn("Được công nhận")

    class Meta:
        orderable = False
        empty_text = "Chưa có đơn vị nào."

    def __init__(self, rows: LocalityQuerySet, *, round_: Round, exclude: list[str]) -> None:
        super().__init__(rows, exclude=exclude)
        self.round_ = round_

    def render_place(self, record: Locality) -> str:
        address = reverse("campaigns:round-place", args=[self.round_.pk, record.pk])
        return format_html('<a href="{}">{}</a>', address, record.full_name)


class CandidateTable(tables.Table):
    name = tables.Column(verbose_name="Nơi đăng ký", accessor="subject")
    met_on = DayColumn()
    meeting = tables.Column(verbose_name="Mời, dự, đồng ý", empty_values=())
    proposed_count = FigureColumn("Số hộ đề nghị")
    notice = tables.Column(verbose_name="Niêm yết", empty_values=())
    outcome = tables.Column(empty_values=())
    minutes = tables.Column(verbose_name="Biên bản", empty_values=())

    class Meta:
        model = Candidate
        fields = (
            "name", "met_on", "meeting", "proposed_count", "notice", "outcome", "reason", "minutes",
        )  # fmt: skip
        orderable = False
        empty_text = "Chưa có nơi nào đăng ký."

    def render_meeting(self, record: Candidate) -> str:
        told = (record.invited, record.present, record.in_favour)
        return " · ".join("—" if number is None else str(number) for number in told)

    def render_notice(self, record: Candidate) -> str:
        if record.notice_from is None or record.notice_to is None:
            return "—"
        return f"{short_date(record.notice_from)} – {short_date(record.notice_to)}"

    def render_minutes(self, record: Candidate) -> str:
        return format_html(
            '<a href="{}">Biên bản họp (PDF)<span class="visually-hidden"> {}</span></a>',
            reverse("campaigns:candidate-minutes-pdf", args=[record.pk]), record,
        )  # fmt: skip

    def render_outcome(self, record: Candidate) -> str:
        return record.get_outcome_display()


class RuleTable(tables.Table):
    """Over rules as they hold at one's place in a year."""

    name = tables.Column(verbose_name="Danh hiệu")
    basis = tables.Column(verbose_name="Căn cứ")
    steps = tables.Column(verbose_name="Các bước")
    shares = tables.Column(verbose_name="Tỷ lệ dự họp, đồng ý", empty_values=())
    days = tables.Column(verbose_name="Thời hạn", empty_values=())
    points = tables.Column(verbose_name="Điểm đạt", empty_values=())

    class Meta:
        orderable = False

    def render_steps(self, record: Rule) -> str:
        return " → ".join(step.label for step in record.steps) or "Chỉ ghi số"

    def render_shares(self, record: Rule) -> str:
        shares = (record.present_percent, record.vote_percent)
        return ", ".join(f"từ {share}%" for share in shares if share) or "—"

    def render_days(self, record: Rule) -> str:
        return "; ".join(rule_days(record)) or "—"

    def render_points(self, record: Rule) -> str:
        hard = f" ({record.hard_pass_points} ở nơi khó khăn)" if record.hard_pass_points else ""
        return f"{record.pass_points}{hard}" if record.pass_points else "—"


def rule_days(rule: Rule) -> list[str]:
    """The days that a rule counts, as short sentences."""
    word = "ngày làm việc" if rule.working_days else "ngày"
    said = []
    if rule.notice_days:
        said.append(f"niêm yết {rule.notice_days} ngày")
    if rule.decision_days:
        said.append(f"quyết định trong {rule.decision_days} {word}")
    if rule.deadline:
        said.append(f"xong trước ngày {rule.deadline[0]:02d}/{rule.deadline[1]:02d}")
    return said


class LocalRuleTable(tables.Table):
    class Meta:
        model = LocalRule
        fields = ("kind", "place", "first_year", "basis", "name", "scale")
        orderable = False
        empty_text = "Chưa có quy định riêng của địa phương."
