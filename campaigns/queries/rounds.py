"""Reads over the rounds: who may stand in one, and how far each place has come."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Exists, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from campaigns.models import Agency, Candidate, LaneResult, Round, VillageResult
from campaigns.models.round import RoundQuerySet
from campaigns.titles import TitleKind
from localities.models import Locality, LocalityQuerySet

Subject = Locality | Agency | LaneResult

VILLAGE_KINDS = frozenset({TitleKind.FAMILY, TitleKind.VILLAGE})
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


def standings(round_: Round, places: LocalityQuerySet) -> LocalityQuerySet:
    """These places, each with how many of its own stand in the round, have met, are on notice,
    are out. In the list's own query, for the rows of its page alone."""
    own = Candidate.objects.filter(round=round_, place=OuterRef("pk")).order_by().values("place")
    live = own.filter(outcome__in=_LIVE)
    counted = {
        "total": own,
        "met": live.filter(met_on__isnull=False),
        "noticed": live.filter(notice_to__isnull=False),
        "out": own.exclude(outcome__in=_LIVE),
        "recognised": own.filter(outcome=Candidate.Outcome.RECOGNISED),
    }
    return places.annotate(
        **{
            name: Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)
            for name, rows in counted.items()
        }
    )


def of_year(rounds: RoundQuerySet, year: int) -> RoundQuerySet:
    """The rounds of a year, each with how many stand in it and are recognised."""
    counted = Candidate.objects.filter(round=OuterRef("pk")).order_by().values("round")
    recognised = counted.filter(outcome=Candidate.Outcome.RECOGNISED)
    return rounds.filter(year=year).annotate(
        total=Subquery(counted.annotate(n=Count("pk")).values("n")),
        recognised=Subquery(recognised.annotate(n=Count("pk")).values("n")),
    )


def round_years(rounds: RoundQuerySet) -> list[int]:
    """The years of these rounds, the newest first. One query."""
    return list(rounds.order_by("-year").values_list("year", flat=True).distinct())
