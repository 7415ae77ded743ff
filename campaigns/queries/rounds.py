"""Reads over the rounds: who may stand in one, and how far each place has come."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from campaigns.models import Agency, Candidate, LaneResult, Round, VillageResult
from campaigns.models.round import RoundQuerySet
from campaigns.titles import TitleKind
from localities.models import Locality, LocalityQuerySet

Subject = Locality | Agency | LaneResult

VILLAGE_KINDS = frozenset({TitleKind.FAMILY, TitleKind.VILLAGE})
_COUNTS = ("total", "met", "noticed", "out", "recognised")
_LIVE = ("", Candidate.Outcome.RECOGNISED)


def places_of(round_: Round) -> LocalityQuerySet:
    """The places that have somebody who may stand in the round, at its own place and below."""
    below = Locality.objects.below(frozenset({round_.place_id})).filter(kind__is_village=False)
    here = OuterRef("pk")
    there: QuerySet[Model] = Locality.objects.villages().filter(parent=here)
    if round_.kind == TitleKind.AGENCY:
        there = Agency.objects.filter(place=here)
    elif round_.kind == TitleKind.LANE:
        there = LaneResult.objects.filter(place=here, year=round_.year)
    return below.valid_on(date(round_.year, 12, 31)).filter(Exists(there)).in_order()


def subjects(round_: Round, places: Collection[int]) -> "QuerySet[Subject]":
    """Whoever may stand in the round at these places. One query."""
    kind, year = TitleKind(round_.kind), round_.year
    if kind in VILLAGE_KINDS:
        villages = Locality.objects.valid_on(date(year, 12, 31)).villages()
        return villages.filter(parent__in=places).select_related("parent").in_order()
    if kind == TitleKind.AGENCY:
        return Agency.objects.filter(place__in=places, left_on=None).in_order()
    if kind == TitleKind.LANE:
        return LaneResult.objects.filter(place__in=places, year=year).in_order()
    with_villages = Locality.objects.villages().values("parent")
    return Locality.objects.filter(pk__in=places).filter(pk__in=with_villages).in_order()


def place_id_of(subject: Subject, kind: TitleKind) -> int:
    """In whose register a subject stands: a village in that of the place above it."""
    if isinstance(subject, Locality):
        above = subject.parent_id if kind in VILLAGE_KINDS else None
        return above or subject.pk
    return subject.place_id


def subject_field(kind: TitleKind) -> str:
    return {TitleKind.AGENCY: "agency", TitleKind.LANE: "lane"}.get(kind, "locality")


def candidates(round_: Round) -> list[Candidate]:
    """All of the round, in order, with what they are. One query."""
    return list(round_.candidates.with_subjects().in_order())


def without_households(round_: Round) -> frozenset[int]:
    """The villages in the round whose households nobody has written yet. One query."""
    if round_.kind not in VILLAGE_KINDS:
        return frozenset()
    written = VillageResult.objects.filter(year=round_.year).values("village")
    missing = round_.candidates.exclude(locality__in=written)
    return frozenset(missing.values_list("locality_id", flat=True))


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """One place in a round: how many stand in it, have met, are on notice, are out."""

    place: Locality
    url: str
    total: int = 0
    met: int = 0
    noticed: int = 0
    out: int = 0
    recognised: int = 0


def standings(round_: Round, places: Iterable[Locality]) -> list[PlaceStanding]:
    """Of these places, in their order. One query."""
    shown, live = list(places), Q(outcome__in=_LIVE)
    rows = (
        round_.candidates.filter(place__in=shown)
        .values("place")
        .annotate(
            total=Count("pk"),
            met=Count("pk", filter=live & Q(met_on__isnull=False)),
            noticed=Count("pk", filter=live & Q(notice_to__isnull=False)),
            out=Count("pk", filter=~live),
            recognised=Count("pk", filter=Q(outcome=Candidate.Outcome.RECOGNISED)),
        )
    )
    counts = {
        place: dict(zip(_COUNTS, figures, strict=True))
        for place, *figures in rows.values_list("place", *_COUNTS)
    }
    return [
        PlaceStanding(
            place, reverse("campaigns:round-place", args=[round_.pk, place.pk]),
            **counts.get(place.pk, {}),
        )
        for place in shown
    ]  # fmt: skip


def of_year(rounds: RoundQuerySet, year: int) -> RoundQuerySet:
    """The rounds of a year, each with how many stand in it and are recognised."""
    counted = Candidate.objects.filter(round=OuterRef("pk")).order_by().values("round")
    recognised = counted.filter(outcome=Candidate.Outcome.RECOGNISED)
    return rounds.filter(year=year).annotate(
        total=Subquery(counted.annotate(n=Count("pk")).values("n")),
        recognised=Subquery(recognised.annotate(n=Count("pk")).values("n")),
    )


def round_years() -> list[int]:
    """The years with rounds, the newest first. One query."""
    rows = Round.objects.order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())
