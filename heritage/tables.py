"""Lists of the heritage registers."""

from datetime import date
from decimal import Decimal

import django_tables2 as tables

from heritage.models import (
    Artisan,
    ArtisanTitle,
    ConditionCheck,
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
    SiteProposal,
)
from heritage.positions import write_degrees
from heritage.queries import NOT_DESIGNATED, NOT_LISTED
from heritage.sheet import rank_name
from vhtt_portal import lunar
from vhtt_portal.numbers import write_figure
from vhtt_portal.tables import DayColumn, FigureColumn


class SiteTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    # The highest rank first.
    rank = tables.Column(verbose_name="Xếp hạng", order_by=("-rank", "sort_key"))
    place = tables.Column(order_by="place__sort_key")
    state = tables.Column(verbose_name="Tình trạng")

    class Meta:
        model = Site
        fields = ("name", "rank", "kind", "place", "state")
        empty_text = "Chưa có di tích nào trong sổ khớp với điều tìm."

    def render_rank(self, value: int, record: Site) -> str:
        if record.removed_on:
            return "Đã đưa ra khỏi danh mục"
        return Designation.Rank(value).label if value else NOT_DESIGNATED

    def render_state(self, value: str) -> str:
        return str(ConditionCheck.State(value).label)


class SitePositionTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    rank = tables.Column(verbose_name="Xếp hạng", order_by=("-rank", "sort_key"))
    place = tables.Column(order_by="place__sort_key")
    latitude = tables.Column(orderable=False)
    longitude = tables.Column(orderable=False)

    class Meta:
        model = Site
        fields = ("name", "rank", "kind", "place", "latitude", "longitude")
        empty_text = "Chưa có di tích nào ghi vĩ độ, kinh độ."

    def render_rank(self, value: int) -> str:
        return rank_name(value)

    def render_latitude(self, value: Decimal) -> str:
        return write_degrees(value)

    def render_longitude(self, value: Decimal) -> str:
        return write_degrees(value)


class ProposalTable(tables.Table):
    name = tables.Column(verbose_name="Đề nghị", linkify=True, accessor="pk", orderable=False)
    place = tables.Column(order_by="place__sort_key")
    proposed_at = tables.DateTimeColumn(format="H:i d/m/Y")
    proposed_by = tables.Column(orderable=False)
    state = tables.Column(orderable=False)

    class Meta:
        model = SiteProposal
        fields = ("name", "state", "place", "proposed_by", "proposed_at")
        empty_text = "Chưa có đề nghị nào."

    def render_name(self, record: SiteProposal) -> str:
        return str(record)


class ProposedTable(tables.Table):
    """One line a column of a site, of what is proposed."""

    label = tables.Column("Mục")
    now = tables.Column("Trong sổ")
    wanted = tables.Column("Đề nghị")

    class Meta:
        orderable = False


class DesignationTable(tables.Table):
    decided_on = DayColumn()
    certificate_received_on = DayColumn()
    revoked_on = DayColumn(verbose_name="Hủy bỏ từ ngày")

    class Meta:
        model = Designation
        fields = ("rank", "decision_number", "decided_on", "certificate_received_on", "revoked_on")
        empty_text = "Chưa có quyết định xếp hạng: di tích thuộc diện kiểm kê."


class RestorationTable(tables.Table):
    started_on = DayColumn()
    finished_on = DayColumn()
    cost = FigureColumn("Kinh phí (triệu đồng)")
    given = tables.Column("Nguồn (triệu đồng)", empty_values=[()])

    class Meta:
        model = Restoration
        fields = ("content", "started_on", "finished_on", "cost", "given")
        empty_text = "Chưa có đợt tu bổ nào trong sổ."

    def render_given(self, value: list[tuple[str, Decimal]]) -> str:
        return "; ".join(f"{label} {write_figure(amount)}" for label, amount in value)


class ConditionCheckTable(tables.Table):
    checked_on = DayColumn()

    class Meta:
        model = ConditionCheck
        fields = ("checked_on", "state", "seen", "asked", "checked_by")
        empty_text = "Chưa ghi lần kiểm tra nào."


class LunarDayColumn(DayColumn):
    """A festival's day with its lunar date: 30/01/2020 (mồng 6 tháng Giêng)."""

    def render(self, value: date) -> str:
        words = lunar.in_words(value)
        return f"{super().render(value)} ({words})" if words else super().render(value)


class FestivalTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")
    when = tables.Column(verbose_name="Thời gian", order_by=("calendar", "month", "day"))
    last_held_on = LunarDayColumn(verbose_name="Lần gần nhất")

    class Meta:
        model = Festival
        fields = ("name", "place", "when", "last_held_on")
        empty_text = "Chưa có lễ hội nào trong sổ khớp với điều tìm."


class FestivalHeldTable(tables.Table):
    held_on = LunarDayColumn()
    ended_on = DayColumn()
    visitors = FigureColumn("Lượt người dự")

    class Meta:
        model = FestivalHeld
        fields = ("held_on", "ended_on", "visitors", "not_held_because", "note")
        empty_text = "Chưa ghi lần tổ chức nào."


class IntangibleHeritageTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    rank = tables.Column(verbose_name="Ghi danh", order_by=("-rank", "sort_key"))
    place = tables.Column(order_by="place__sort_key")

    class Meta:
        model = IntangibleHeritage
        fields = ("name", "kind", "rank", "place")
        empty_text = "Chưa có di sản nào trong sổ khớp với điều tìm."

    def render_rank(self, value: int) -> str:
        return str(Listing.Rank(value).label) if value else NOT_LISTED


class ListingTable(tables.Table):
    decided_on = DayColumn()

    class Meta:
        model = Listing
        fields = ("rank", "decision_number", "decided_on")
        empty_text = "Chưa có quyết định ghi danh."


class ArtisanTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    rank = tables.Column(verbose_name="Danh hiệu", order_by=("-rank", "sort_key"))
    place = tables.Column(order_by="place__sort_key")
    heritage = tables.Column(order_by="heritage__sort_key")

    class Meta:
        model = Artisan
        fields = ("name", "rank", "heritage", "place")
        empty_text = "Chưa có nghệ nhân nào trong sổ khớp với điều tìm."

    def render_rank(self, value: int, record: Artisan) -> str:
        title = str(ArtisanTitle.Rank(value).label) if value else "Chưa có danh hiệu"
        return f"{title} (đã mất)" if record.is_deceased else title


class ArtisanTitleTable(tables.Table):
    decided_on = DayColumn()

    class Meta:
        model = ArtisanTitle
        fields = ("rank", "decision_number", "decided_on")
        empty_text = "Chưa có danh hiệu."
