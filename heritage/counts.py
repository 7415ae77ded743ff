"""What the heritage registers can count for the reports."""

from collections.abc import Sequence
from functools import reduce
from operator import add

from django.db.models import Count, F, Q, QuerySet, Sum

from heritage.models import (
    Artisan,
    ArtisanTitle,
    Designation,
    FestivalHeld,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
)
from localities.counting import Item, Span, offer
from localities.tallies import Tally, as_listed
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure

# Million đồng from all sources together.
_COST = reduce(add, map(F, Restoration.SOURCES))


def register_counters() -> None:
    for name, label, rank in (
        ("sites_special_national", "Di tích quốc gia đặc biệt", Designation.Rank.SPECIAL_NATIONAL),
        ("sites_national", "Di tích quốc gia", Designation.Rank.NATIONAL),
        ("sites_provincial", "Di tích cấp tỉnh", Designation.Rank.PROVINCIAL),
        ("sites_inventory", "Di tích kiểm kê, chưa xếp hạng", 0),
    ):
        offer(_sites(name, label, rank))
    offer(
        Tally(
            name="heritage.sites_newly_designated",
            label="Di tích được xếp hạng hoặc đón bằng",
            kept=_sites_kept,
            counted=_newly_designated,
            item=_site,
        )
    )
    _offer_works_and_festivals()
    _offer_intangible()


def _offer_works_and_festivals() -> None:
    offer(_restorations("restorations", "Di tích được tu bổ", Count("site", distinct=True)))
    offer(
        _restorations(
            "restoration_cost",
            "Kinh phí tu bổ (triệu đồng)",
            Sum(_COST),
        )
    )
    offer(_festivals("festivals_held", "Lễ hội được tổ chức", Count("festival", distinct=True)))
    offer(_festivals("festival_visitors", "Lượt người dự lễ hội", Sum("visitors")))


def _offer_intangible() -> None:
    ranks = Listing.Rank
    for name, label, lists in (
        ("inventory", "Di sản phi vật thể kiểm kê, chưa ghi danh", (0, ranks.INVENTORY)),
        ("listed", "Di sản phi vật thể được ghi danh", (ranks.NATIONAL, ranks.UNESCO)),
        ("unesco", "Di sản phi vật thể được UNESCO ghi danh", (ranks.UNESCO,)),
    ):
        offer(_intangibles(f"intangible_{name}", label, lists))
    for name, title in (
        ("people", ArtisanTitle.Rank.PEOPLE),
        ("meritorious", ArtisanTitle.Rank.MERITORIOUS),
    ):
        offer(_artisans(f"artisans_{name}", title))


def _sites_kept(span: Span) -> QuerySet[Site]:
    return Site.objects.filter(Q(listed_on=None) | Q(listed_on__lte=span.as_of))


def _sites(name: str, label: str, rank: int) -> Tally[Site]:
    def counted(span: Span) -> QuerySet[Site]:
        return Site.objects.standing(span.as_of).of_rank(rank, span.as_of).in_order()

    return Tally(
        name=f"heritage.{name}", label=label, kept=_sites_kept, counted=counted, item=_site
    )


def _newly_designated(span: Span) -> QuerySet[Site]:
    days = (span.start, span.end)
    news = Designation.objects.in_force(span.as_of).filter(
        Q(decided_on__range=days) | Q(certificate_received_on__range=days)
    )
    return Site.objects.filter(pk__in=news.values("site")).in_order()


def _restorations(name: str, label: str, total: Count | Sum) -> Tally[Restoration]:
    def counted(span: Span) -> QuerySet[Restoration]:
        works = Restoration.objects.filter(started_on__range=(span.start, span.end))
        return works.select_related("site").order_by("site__sort_key", "started_on", "pk")

    return Tally(
        name=f"heritage.{name}",
        label=label,
        kept=lambda span: Restoration.objects.filter(started_on__lte=span.end),
        counted=counted,
        item=_restoration,
        total=total,
        place="site__place",
        kept_place="site__place",
    )


def _festivals(name: str, label: str, total: Count | Sum) -> Tally[FestivalHeld]:
    """In the year of the day on which it began; one that was not held shows that the book is kept."""
    return Tally(
        name=f"heritage.{name}",
        label=label,
        kept=lambda span: FestivalHeld.objects.filter(held_on__lte=span.end),
        counted=_festivals_held,
        item=_festival,
        total=total,
        place="festival__place",
        kept_place="festival__place",
    )


def _festivals_held(span: Span) -> QuerySet[FestivalHeld]:
    occasions = FestivalHeld.objects.took_place().filter(held_on__range=(span.start, span.end))
    return occasions.select_related("festival").order_by("festival__sort_key", "held_on", "pk")


def _site(row: Site) -> Item:
    return Item(as_listed(row.name), row.get_absolute_url(), row.get_kind_display())


def _restoration(row: Restoration) -> Item:
    cost = f"{row.content}, {write_figure(row.cost)} triệu đồng"
    return Item(as_listed(row.site.name), row.get_absolute_url(), cost)


def _festival(row: FestivalHeld) -> Item:
    """The same for each time in the span, which is thereby listed once."""
    return Item(as_listed(row.festival.name), row.get_absolute_url(), row.festival.when)


def _intangibles(name: str, label: str, lists: Sequence[int]) -> Tally[IntangibleHeritage]:
    def counted(span: Span) -> QuerySet[IntangibleHeritage]:
        on_list = IntangibleHeritage.objects.with_rank(span.as_of).filter(Q(("rank__in", lists)))
        return on_list.prefetch_related("listings").in_order()

    return Tally(
        name=f"heritage.{name}",
        label=label,
        kept=lambda span: IntangibleHeritage.objects.all(),
        counted=counted,
        item=_intangible,
    )


def _intangible(row: IntangibleHeritage) -> Item:
    """With the decision behind the rank that it counts for."""
    decisions = [
        f"Quyết định số {listing.decision_number} ngày {short_date(listing.decided_on)}"
        for listing in row.listings.all()
        if listing.rank == row.rank  # type: ignore[attr-defined]  # annotated where it is counted
    ]
    return Item(as_listed(row.name), row.get_absolute_url(), "".join(decisions))


def _artisans(name: str, title: ArtisanTitle.Rank) -> Tally[Artisan]:
    """Whoever was given the title by then and none above it, the dead among them."""

    def counted(span: Span) -> QuerySet[Artisan]:
        return Artisan.objects.with_rank(span.as_of).filter(Q(("rank", title))).in_order()

    return Tally(
        name=f"heritage.{name}",
        label=str(title.label),
        kept=lambda span: Artisan.objects.all(),
        counted=counted,
        item=lambda row: Item(row.name, row.get_absolute_url()),
    )
