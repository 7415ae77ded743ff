"""The list of places, as the office file gave them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.http import PortalRequest
from localities.models import Locality
from localities.tables import LocalityTable
from vhtt_portal.text import fold


@require_safe
def locality_list(request: PortalRequest) -> HttpResponse:
    places = frozenset(item.locality_id for item in request.user.current)
    found = Locality.objects.below(places).select_related("kind", "parent").in_order()
    query = request.GET.get("q", "")
    if query:
        found = found.filter(search_key__contains=fold(query))
    table = LocalityTable(found)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    return render(request, "localities/locality_list.html", {"table": table, "query": query})
