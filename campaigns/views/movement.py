"""The movement over several years, theme by theme."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import readable_places
from campaigns.ledger import Years
from campaigns.models import VillageResult
from campaigns.movement import GROUPS, MOST_YEARS, Theme, series, themes
from campaigns.queries.board import years_kept
from campaigns.views.tabs import campaign_tabs

_FIRST, _DEFAULT, _SHOWN = 1990, "khu-dan-cu", 5


@require_safe
def movement(request: PortalRequest) -> HttpResponse:
    theme = themes().get(request.GET.get("noi-dung", ""), themes()[_DEFAULT])
    years = _years(request)
    places = readable_places(request.user).filter(kind__is_village=False)
    ids = list(places.values_list("pk", flat=True))
    shown = {
        "theme": theme,
        "groups": [(label, _of(group)) for group, label in GROUPS.items()],
        "years": years,
        "most_years": MOST_YEARS,
        "lines": series(theme, ids, years),
        "tabs": campaign_tabs(request),
    }
    return render(request, "campaigns/movement.html", shown)


def _of(group: str) -> list[Theme]:
    return [theme for theme in themes().values() if theme.group == group]


def _years(request: PortalRequest) -> Years:
    """The years asked for, as far as there are such: in order, and no more than a page holds.

    Where none are asked for, those up to the last one that was written down.
    """
    kept = years_kept(VillageResult.objects.visible_to(request.user))
    last = _year(request.GET.get("den", ""), kept[0] if kept else timezone.localdate().year)
    first = min(_year(request.GET.get("tu", ""), last - _SHOWN + 1), last)
    return Years(max(first, last - MOST_YEARS + 1), last)


def _year(text: str, otherwise: int) -> int:
    is_year = text.isascii() and text.isdecimal() and len(text) == 4  # noqa: PLR2004 - digits
    return min(max(int(text), _FIRST), timezone.localdate().year) if is_year else otherwise
