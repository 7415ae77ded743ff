"""What the movement's registers can count for the reports.

Titles belong to a year: what counts is the year in which the span ends, and a place without
rows of that year is missing from the answer, whatever it wrote in other years.
"""

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from campaigns.models import Agency, AgencyYear, GoodDeed, LaneResult, LocalityTitle, VillageResult
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
    decided = Q(is_recognised__isnull=False)
    for name, label, which in (
        ("villages_recognised", "Khu dân cư được công nhận", Q(is_recognised=True)),
        ("villages_five_years", "Khu dân cư đạt 5 năm liên tục", Q(five_years=True)),
        (
            "villages_five_years_commended",
            "Khu dân cư được tặng giấy khen 5 năm",
            Q(five_years_commended=True),
        ),
    ):
        offer(_village_results(name, label, total=villages, kept=decided, counted=which))
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
    offer(
        Tally(
            name="campaigns.exemplary_localities",
            label="Đơn vị tiêu biểu",
            kept=lambda span: LocalityTitle.objects.filter(year=span.end.year),
            counted=lambda span: LocalityTitle.objects.filter(
                year=span.end.year, is_exemplary=True
            ).select_related("place"),
            item=lambda row: Item(str(row.place), row.get_absolute_url()),
        )
    )
    offer(
        Tally(
            name="campaigns.good_deeds",
            label="Người tốt, việc tốt được biểu dương",
            kept=lambda span: GoodDeed.objects.filter(year=span.end.year),
            counted=lambda span: GoodDeed.objects.filter(year=span.end.year).select_related(
                "place"
            ),
            item=lambda row: Item(
                str(row.place), row.get_absolute_url(), f"{write_figure(row.person_count)} người"
            ),
            total=Sum("person_count"),
        )
    )


def _village(row: VillageResult) -> Item:
    recognised = "chưa có" if row.recognised_count is None else write_figure(row.recognised_count)
    detail = f"{recognised}/{write_figure(row.household_count)} hộ được công nhận"
    return Item(str(row.village), row.get_absolute_url(), detail)
