"""Lists of the movement's registers."""

import django_tables2 as tables
from django.urls import reverse

from campaigns.models import Agency, AgencyYear, LaneResult
from campaigns.queries import PlaceYear, VillageYear
from vhtt_portal.tables import DayColumn, FigureColumn

_DECISIONS = {None: "Chưa xét", True: "Được công nhận", False: "Không được công nhận"}


def _place_year(record: PlaceYear) -> str:
    return reverse("campaigns:place-year", args=[record.place.pk, record.year])


class PlaceYearTable(tables.Table):
    place = tables.Column(verbose_name="Đơn vị", accessor="place__full_name", linkify=_place_year)
    entered = tables.Column(verbose_name="Khu dân cư đã ghi", accessor="tally__entered")
    households = FigureColumn("Số hộ", accessor="tally__households")
    registered = FigureColumn("Hộ đăng ký", accessor="tally__registered")
    recognised = FigureColumn("Hộ được công nhận", accessor="tally__recognised")
    villages_recognised = FigureColumn(
        "Khu dân cư được công nhận", accessor="tally__villages_recognised"
    )
    lanes = FigureColumn("Ngõ phố đăng ký")
    is_exemplary = tables.Column(verbose_name="Tiêu biểu")
    good_deeds = FigureColumn("Người tốt, việc tốt")

    class Meta:
        orderable = False
        empty_text = "Chưa có đơn vị nào có khu dân cư."

    def render_entered(self, value: int, record: PlaceYear) -> str:
        return f"{value}/{record.village_count}"

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
        return _DECISIONS[record.result.is_recognised] if record.result else "Chưa ghi"

    def render_five_years(self, record: VillageYear) -> str:
        if record.result is None or not record.result.five_years:
            return "—"
        return "Đạt, có giấy khen" if record.result.five_years_commended else "Đạt"


class LaneTable(tables.Table):
    is_recognised = tables.Column(empty_values=())

    class Meta:
        model = LaneResult
        fields = ("name", "is_recognised")
        empty_text = "Chưa có ngõ, phố nào đăng ký trong năm."

    def render_is_recognised(self, record: LaneResult) -> str:
        return _DECISIONS[record.is_recognised]


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
