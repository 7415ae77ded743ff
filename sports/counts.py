"""What the tournament register can count for the reports."""

from collections.abc import Callable

from django.db.models import QuerySet, Sum

from localities.counting import Item, Span, offer
from localities.models import Office
from localities.tallies import Tally, as_listed
from sports.models import Medal, Tournament
from vhtt_portal.dates import short_date


def register_counters() -> None:
    offer(_tournaments("district_tournaments", "Giải do cơ quan tổ chức", _held_by_offices))
    offer(_tournaments("local_tournaments", "Giải do cơ sở tổ chức", _held_by_others))
    offer(_tournaments("provincial_tournaments", "Giải cấp trên tham gia", _taken_part_in))
    for name, label, colour in (
        ("gold_medals", "Huy chương vàng từ giải cấp trên", Medal.Colour.GOLD),
        ("silver_medals", "Huy chương bạc từ giải cấp trên", Medal.Colour.SILVER),
        ("bronze_medals", "Huy chương đồng từ giải cấp trên", Medal.Colour.BRONZE),
    ):
        offer(_medals(name, label, colour))
    offer(
        Tally(
            name="sports.athletes",
            label="Lượt vận động viên dự giải do đơn vị tổ chức",
            # A tournament without the number of its athletes says nothing about them.
            kept=_with_athletes,
            counted=_with_athletes,
            item=_tournament,
            total=Sum("athlete_count"),
        )
    )


def _tournaments(
    name: str, label: str, counted: Callable[[Span], QuerySet[Tournament]]
) -> Tally[Tournament]:
    return Tally(name=f"sports.{name}", label=label, kept=_kept, counted=counted, item=_tournament)


def _medals(name: str, label: str, colour: Medal.Colour) -> Tally[Medal]:
    def counted(span: Span) -> QuerySet[Medal]:
        medals = Medal.objects.filter(tournament__in=_taken_part_in(span), colour=colour)
        return medals.select_related("tournament").order_by("tournament__starts_on", "pk")

    return Tally(
        name=f"sports.{name}",
        label=label,
        kept=_kept,
        counted=counted,
        item=_medal,
        total=Sum("count"),
        place="tournament__place",
    )


def _kept(span: Span) -> QuerySet[Tournament]:
    return Tournament.objects.filter(starts_on__lte=span.end)


def _held_by_offices(span: Span) -> QuerySet[Tournament]:
    held = Tournament.objects.held().within(span.start, span.end)
    return held.filter(place__in=Office.objects.values("locality")).in_order()


def _held_by_others(span: Span) -> QuerySet[Tournament]:
    held = Tournament.objects.held().within(span.start, span.end)
    return held.exclude(place__in=Office.objects.values("locality")).in_order()


def _taken_part_in(span: Span) -> QuerySet[Tournament]:
    return Tournament.objects.taken_part_in().within(span.start, span.end).in_order()


def _with_athletes(span: Span) -> QuerySet[Tournament]:
    held = Tournament.objects.held().within(span.start, span.end)
    return held.filter(athlete_count__isnull=False).in_order()


def _tournament(row: Tournament) -> Item:
    return Item(as_listed(row.name), row.get_absolute_url(), short_date(row.starts_on))


def _medal(row: Medal) -> Item:
    return Item(str(row), row.get_absolute_url(), row.tournament.name)
