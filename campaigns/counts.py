"""What the movement's registers can count for the reports.

Titles belong to a year: what counts is the year in which the span ends, and a place without
rows of that year is missing from the answer, whatever it wrote in other years.
"""

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from campaigns.models import (
    Agency,
    AgencyYear,
    Commendation,
    LaneResult,
    PlaceResult,
    VillageResult,
)
from campaigns.runs import reached_five_years
from localities.counting import Item, Span, offer
from localities.tallies import Tally
from vhtt_portal.numbers import write_figure


def register_counters() -> None:
    villages = Count("pk")
    for name, label, which, total in (
        ("households_registered", "Hộ đăng ký Gia đình văn hóa", Q(), Sum("registered_count")),
        (
            "households_recognised",
            "Hộ được công nhận Gia đình văn hóa",
            Q(recognised_count__isnull=False),
            Sum("recognised_count"),
        ),
        ("villages", "Khu dân cư", Q(), villages),
    ):
        offer(_village_results(name, label, total=total, kept=which, counted=which))
    offer(
        _village_results(
            "villages_recognised",
            "Khu dân cư được công nhận",
            total=villages,
            kept=Q(is_recognised__isnull=False),
            counted=Q(is_recognised=True),
        )
    )
    _offer_runs()
    _offer_agencies()
    _offer_lanes()
    _offer_places()


def _village_results(
    name: str, label: str, *, total: Aggregate, kept: Q, counted: Q
) -> Tally[VillageResult]:
    def rows(span: Span, which: Q) -> QuerySet[VillageResult]:
        of_year = VillageResult.objects.filter(which, year=span.end.year)
        return of_year.select_related("village").in_order()

    return Tally(
        name=f"campaigns.{name}",
        label=label,
        kept=lambda span: rows(span, kept),
        counted=lambda span: rows(span, counted),
        item=_village,
        total=total,
        place="village",
        kept_place="village",
    )


def _offer_runs() -> None:
    """What follows from several years, and the Giấy khen for the years that end with this one."""
    offer(
        Tally(
            name="campaigns.villages_five_years",
            label="Khu dân cư đạt 5 năm liên tục",
            kept=_decided,
            counted=lambda span: (
                VillageResult.objects.filter(year=span.end.year)
                .filter(reached_five_years(span.end.year, "village"))
                .select_related("village")
                .in_order()
            ),
            item=_village,
            place="village",
            kept_place="village",
        )
    )
    for name, label, kind, total in (
        (
            "villages_five_years_commended",
            "Khu dân cư được tặng giấy khen 5 năm",
            Commendation.Kind.VILLAGE,
            Count("pk"),
        ),
        (
            "households_commended",
            "Hộ được tặng giấy khen Gia đình văn hóa 3 năm",
            Commendation.Kind.HOUSEHOLDS,
            Sum("household_count"),
        ),
    ):
        offer(_commendations(name, label, kind, total))


def _commendations(
    name: str, label: str, kind: Commendation.Kind, total: Aggregate
) -> Tally[Commendation]:
    return Tally(
        name=f"campaigns.{name}",
        label=label,
        kept=_decided,
        counted=lambda span: (
            Commendation.objects.filter(kind=kind, last_year=span.end.year)
            .select_related("place")
            .in_order()
        ),
        item=_award,
        total=total,
        kept_place="village",
    )


def _decided(span: Span) -> QuerySet[VillageResult]:
    return VillageResult.objects.filter(year=span.end.year, is_recognised__isnull=False)


def _offer_agencies() -> None:
    offer(
        Tally(
            name="campaigns.agencies_total",
            label="Cơ quan, đơn vị, doanh nghiệp",
            kept=lambda span: Agency.objects.all(),
            counted=lambda span: Agency.objects.filter(
                Q(left_on=None) | Q(left_on__gt=span.as_of)
            ).in_order(),
            item=lambda row: Item(row.name, row.get_absolute_url()),
        )
    )
    for name, label, which in (
        ("agencies_registered", "Cơ quan, đơn vị đăng ký trong năm", Q(is_registered=True)),
        ("agencies_recognised", "Cơ quan, đơn vị được công nhận trong năm", Q(is_recognised=True)),
        ("agencies_standard", "Cơ quan, đơn vị đang đạt chuẩn", Q(has_standard=True)),
    ):
        offer(_agency_years(name, label, which))


def _agency_years(name: str, label: str, which: Q) -> Tally[AgencyYear]:
    def counted(span: Span) -> QuerySet[AgencyYear]:
        rows = AgencyYear.objects.filter(which, year=span.end.year)
        return rows.select_related("agency").order_by("agency__sort_key", "pk")

    return Tally(
        name=f"campaigns.{name}",
        label=label,
        kept=lambda span: AgencyYear.objects.filter(year=span.end.year),
        counted=counted,
        item=lambda row: Item(row.agency.name, row.get_absolute_url()),
        place="agency__place",
        kept_place="agency__place",
    )


def _offer_lanes() -> None:
    judged = Q(is_recognised__isnull=False)
    for name, label, kept, which in (
        ("lanes_registered", "Ngõ phố văn minh đăng ký", Q(), Q()),
        ("lanes_recognised", "Ngõ phố văn minh được công nhận", judged, Q(is_recognised=True)),
    ):
        offer(_lanes(name, label, kept=kept, counted=which))


def _lanes(name: str, label: str, *, kept: Q, counted: Q) -> Tally[LaneResult]:
    return Tally(
        name=f"campaigns.{name}",
        label=label,
        kept=lambda span: LaneResult.objects.filter(kept, year=span.end.year),
        counted=lambda span: LaneResult.objects.filter(counted, year=span.end.year).in_order(),
        item=lambda row: Item(row.name, row.get_absolute_url()),
    )


def _offer_places() -> None:
    for name, label, column in (
        ("exemplary_localities", "Đơn vị tiêu biểu", "is_exemplary"),
        ("urban_localities", "Đơn vị đạt chuẩn đô thị văn minh", "is_urban"),
    ):
        offer(_places(name, label, kept=Q((f"{column}__isnull", False)), counted=Q((column, True))))
    for name, label, column, noun in (
        ("good_deeds", "Người tốt, việc tốt được biểu dương", "good_deeds", "người"),
        ("sport_families", "Gia đình thể thao", "sport_families", "gia đình"),
        ("standard_houses", "Nhà văn hóa đạt chuẩn", "standard_houses", "nhà"),
    ):
        offer(_counted(name, label, column, noun))


def _of_places(span: Span, which: Q) -> QuerySet[PlaceResult]:
    return PlaceResult.objects.filter(which, year=span.end.year).select_related("place")


def _places(name: str, label: str, *, kept: Q, counted: Q) -> Tally[PlaceResult]:
    return Tally(
        name=f"campaigns.{name}",
        label=label,
        kept=lambda span: _of_places(span, kept),
        counted=lambda span: _of_places(span, counted),
        item=lambda row: Item(str(row.place), row.get_absolute_url()),
    )


def _counted(name: str, label: str, column: str, noun: str) -> Tally[PlaceResult]:
    written = Q((f"{column}__isnull", False))
    return Tally(
        name=f"campaigns.{name}",
        label=label,
        kept=lambda span: _of_places(span, written),
        counted=lambda span: _of_places(span, written),
        item=lambda row: Item(
            str(row.place), row.get_absolute_url(), f"{write_figure(getattr(row, column))} {noun}"
        ),
        total=Sum(column),
    )


def _award(row: Commendation) -> Item:
    decided = f", quyết định số {row.decision_number}" if row.decision_number else ""
    return Item(row.named, row.get_absolute_url(), f"chu kỳ {row.window}{decided}")


def _village(row: VillageResult) -> Item:
    recognised = "chưa có" if row.recognised_count is None else write_figure(row.recognised_count)
    detail = f"{recognised}/{write_figure(row.household_count)} hộ được công nhận"
    return Item(str(row.village), row.get_absolute_url(), detail)
