"""The map of the sites: markers over the names of their places, with tiles where there are some."""

from typing import Any
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from heritage.models import Designation, Site
from heritage.models.site import SiteQuerySet
from heritage.queries import NOT_DESIGNATED
from heritage.sheet import rank_name
from heritage.tables import SitePositionTable
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages

# The legend, highest rank first: the marker's class and its words.
_LEGEND = [(rank.value, rank.label) for rank in reversed(Designation.Rank)] + [(0, NOT_DESIGNATED)]


@require_safe
def site_map(request: PortalRequest) -> HttpResponse:
    """The same sites stand in the list below, for whoever sees no map."""
    search = pages.search_of(request)
    page = pages.list_page(
        request,
        SitePositionTable(_located(request).matching(search.words)),
        heading="Bản đồ di tích",
        lead="Các di tích trong danh mục đã ghi vĩ độ, kinh độ.",
        tabs=heritage_tabs(request),
        search=search,
        template="heritage/site_map.html",
        also={
            "legend": _LEGEND,
            "tiles": settings.MAP_TILES,
            "credit": settings.MAP_TILES_CREDIT,
            "data": reverse("heritage:site-map-data"),
        },
    )
    if settings.MAP_TILES:
        # Pictures of another machine, on this page alone.
        csp_update({"img-src": [tile_source(settings.MAP_TILES)]})(lambda _: page)(request)
    return page


@require_safe
def site_map_data(request: PortalRequest) -> JsonResponse:
    """GeoJSON (RFC 7946) of the visible sites. One query beside those of the person."""
    features = [_feature(site) for site in _located(request)]
    collection = {"type": "FeatureCollection", "features": features}
    return JsonResponse(collection, json_dumps_params={"ensure_ascii": False})


def _located(request: PortalRequest) -> SiteQuerySet:
    today = timezone.localdate()
    sites = Site.objects.visible_to(request.user).standing(today).located()
    return sites.with_rank(today).select_related("place").in_order()


def _feature(site: Site) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {
            "type": "Point",
            "coordinates": [float(site.longitude or 0), float(site.latitude or 0)],
        },
        "properties": {
            "name": site.name,
            "kind": site.get_kind_display(),
            "rank": site.rank,
            "rankName": rank_name(site.rank),
            "place": site.place.full_name,
            "url": site.get_absolute_url(),
        },
    }


def tile_source(address: str) -> str:
    """ "https://{s}.tiles.vn/{z}/{x}/{y}.png" as a source of the page's policy: "https://*.tiles.vn"."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".replace("{s}", "*")
