"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from vhtt_portal.desks import desk


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    today = timezone.localdate()
    return render(request, "home/home.html", {"desk": desk(request.user, today)})
