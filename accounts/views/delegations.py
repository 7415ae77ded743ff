"""Leave to sign: list, give, end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, queries
from accounts.forms import DelegationForm, LastDayForm
from accounts.http import PortalRequest
from accounts.tables import DelegationTable
from vhtt_portal.pages import turn_pages
from vhtt_portal.rules import RuleError


@require_safe
def delegation_list(request: PortalRequest) -> HttpResponse:
    table = DelegationTable(queries.delegations(request.user))
    turn_pages(request, table)
    content = {"table": table, "offices": list(queries.offices_for_delegation(request.user))}
    return render(request, "accounts/delegation_list.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_add(request: PortalRequest, office_pk: int) -> HttpResponse:
    offices = queries.offices_for_delegation(request.user).select_related("locality")
    office = get_object_or_404(offices, pk=office_pk)
    today = timezone.localdate()
    form = DelegationForm(
        request.POST or None,
        heads=queries.heads(office, today),
        staff=queries.staff(office, today),
        initial={"starts_on": today, "given_by": request.user},
    )
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.delegate(office=office, **form.values(), by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi: {row}.")
            return redirect("accounts:delegation-list")
    content = {
        "form": form, "heading": "Giao ký", "action": "Ghi việc giao ký", "lead": str(office),
        "is_delegation": True,
    }  # fmt: skip
    return render(request, "accounts/form.html", content)


@require_http_methods(["GET", "HEAD", "POST"])
def delegation_end(request: PortalRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.delegations(request.user), pk=pk)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_delegation(
                delegation=row, last_day=form.cleaned_data["last_day"], by=request.user
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi ngày kết thúc việc giao ký.")
            return redirect("accounts:delegation-list")
    content = {
        "form": form, "heading": "Kết thúc việc giao ký", "action": "Ghi ngày kết thúc",
        "lead": f"{row}.", "is_delegation": True,
    }  # fmt: skip
    return render(request, "accounts/form.html", content)
