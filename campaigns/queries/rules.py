"""By what rule a title is judged at a place in a year."""

from dataclasses import replace

from campaigns.models import LocalRule
from campaigns.titles import Rule, TitleKind, shipped_rule
from localities.models import Locality

_OWN = (
    "name", "present_percent", "vote_percent", "notice_days", "decision_days", "pass_points",
    "hard_pass_points", "scale",
)  # fmt: skip


def rule_of(kind: TitleKind, year: int, place: Locality) -> Rule | None:
    """What the decree says, with what the place or one above it has laid down. One or two queries.

    A local rule holds as long as the decree that it fills in: one written under the decree before
    is none any more. Of several the latest counts, of one year that of the nearest place.
    """
    shipped = shipped_rule(kind, year)
    if shipped is None:
        return None
    places = _upwards(place)
    rows = LocalRule.objects.filter(
        kind=kind, place__in=places, first_year__lte=year, first_year__gte=shipped.first_year or 0
    )
    found = max(rows, key=lambda row: (row.first_year, -places.index(row.place_id)), default=None)
    return laid_over(shipped, found) if found else shipped


def laid_over(shipped: Rule, local: LocalRule) -> Rule:
    own = {name: value for name in _OWN if (value := getattr(local, name)) not in {None, ""}}
    basis = "; ".join(filter(None, (shipped.basis, local.basis)))
    return replace(shipped, basis=basis, is_local=True, **own)


def _upwards(place: Locality) -> list[int]:
    """The place and those above it, from near to far: two levels, as far as rights go down."""
    above = place.parent
    ids = [place.pk, place.parent_id, above.parent_id if above else None]
    return [pk for pk in ids if pk is not None]
