"""The list of places, as the office file gave them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from localities.models import Locality
from localities.tables import LocalityTable
from vhtt_portal.pages import turn_pages
from vhtt_portal.text import fold


@require_safe
def locality_list(request: PortalRequest) -> HttpResponse:
    places = frozenset(item.locality_id for item in request.user.current)
    found = Locality.objects.below(places).select_related("kind", "parent").in_order()
    query = request.GET.get("q", "")
    if query:
        found = found.filter(search_key__contains=fold(query))
    table = LocalityTable(found)
    turn_pages(request, table)
    return render(request, "localities/locality_list.html", {"table": table, "query": query})
