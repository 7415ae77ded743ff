"""Reads over the sites: annex IV, whose each one is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch

from heritage.models import Designation, Site
from localities.models import Locality, Office
from vhtt_portal.dates import short_date

NOT_DESIGNATED = "Kiểm kê, chưa xếp hạng"


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A line of annex IV: a site with the decision that gave it its highest rank."""

    name: str
    kind: str
    rank: str
    decision: str
    ward: str


def site_list(locality_id: int, as_of: date) -> list[SiteLine]:
    """The sites at and below a place as the list stood that day, highest rank first. At most two queries."""
    decided = Designation.objects.in_force(as_of).order_by("rank")
    sites = (
        Site.objects.standing(as_of)
        .with_rank(as_of)
        .filter(place__in=Locality.objects.below(frozenset({locality_id})))
        .select_related("place")
        .prefetch_related(Prefetch("designations", decided))
        .order_by(F("rank").desc(), "place__sort_key", "sort_key", "pk")
    )
    return [_line(site, [*site.designations.all()][-1:]) for site in sites]


def _line(site: Site, highest: list[Designation]) -> SiteLine:
    return SiteLine(
        name=site.name,
        kind=site.get_kind_display(),
        rank=highest[0].get_rank_display() if highest else NOT_DESIGNATED,
        decision=_decision(highest[0]) if highest else "",
        ward=site.place.full_name,
    )


def _decision(designation: Designation) -> str:
    day = short_date(designation.decided_on)
    return f"Quyết định số {designation.decision_number} ngày {day}"


def office_of(place: Locality) -> Office | None:
    """The office nearest above a place, which keeps its register. Two queries."""
    chain = [place.pk]
    if place.parent:
        chain += [pk for pk in (place.parent.pk, place.parent.parent_id) if pk is not None]
    offices = Office.objects.filter(locality__in=chain).select_related("locality__kind")
    return min(offices, key=lambda office: chain.index(office.locality_id), default=None)
