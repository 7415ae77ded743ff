"""What the sports registers can count for the reports."""

from collections.abc import Callable

from django.db.models import Q, QuerySet, Sum

from localities.counting import Item, Span, offer
from localities.models import Office
from localities.tallies import Tally, as_listed
from sports.models import Club, Facility, Medal, SportYear, Tournament
from sports.models.sport_year import fixed_on
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


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
    _offer_clubs_and_facilities()
    for name, label, unit in (
        ("regular_practitioners", "Người tập thể dục, thể thao thường xuyên (31/10)", "người"),
        ("sport_families", "Gia đình thể thao (31/10)", "hộ"),
        ("collaborators", "Cộng tác viên thể dục, thể thao (31/10)", "người"),
    ):
        offer(_people(name, label, unit))


def _offer_clubs_and_facilities() -> None:
    offer(
        Tally(
            name="sports.clubs",
            label="Câu lạc bộ thể thao đang hoạt động",
            kept=lambda span: Club.objects.filter(
                Q(started_on=None) | Q(started_on__lte=span.as_of)
            ),
            counted=lambda span: Club.objects.active(span.as_of).in_order(),
            item=_club,
        )
    )
    offer(_facilities("facilities", "Công trình thể thao đang sử dụng"))
    offer(_facilities("pools", "Bể bơi đang sử dụng", Facility.Kind.POOL))


def _facilities(name: str, label: str, *kinds: Facility.Kind) -> Tally[Facility]:
    """Of these kinds, or of all where none is named."""

    def counted(span: Span) -> QuerySet[Facility]:
        rows = Facility.objects.in_use(span.as_of).in_order()
        return rows.filter(kind__in=kinds) if kinds else rows

    return Tally(
        name=f"sports.{name}",
        label=label,
        kept=lambda span: Facility.objects.filter(
            Q(in_use_from=None) | Q(in_use_from__lte=span.as_of)
        ),
        counted=counted,
        item=_facility,
    )


def _people(name: str, label: str, unit: str) -> Tally[SportYear]:
    """The figures of the last 31 October by the day asked for; a place without them types its own."""

    def counted(span: Span) -> QuerySet[SportYear]:
        year = span.as_of.year
        rows = SportYear.objects.filter(year=year if fixed_on(year) <= span.as_of else year - 1)
        return rows.exclude(**{name: None}).select_related("place").order_by("place__sort_key")

    def item(row: SportYear) -> Item:
        said = f"{write_figure(getattr(row, name))} {unit}, {short_date(fixed_on(row.year))}"
        return Item(row.place.full_name, row.get_absolute_url(), said)

    return Tally(
        name=f"sports.{name}", label=label, kept=counted, counted=counted, item=item,
        total=Sum(name),
    )  # fmt: skip


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


def _club(row: Club) -> Item:
    return Item(as_listed(row.name), row.get_absolute_url(), row.sport)


def _facility(row: Facility) -> Item:
    return Item(as_listed(row.name), row.get_absolute_url(), row.get_kind_display())
