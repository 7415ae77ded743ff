"""The first page after signing in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest


@require_safe
def home(request: PortalRequest) -> HttpResponse:
    return render(request, "home/home.html")
