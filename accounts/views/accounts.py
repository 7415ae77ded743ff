"""The administrator's pages: who has an account, and what they are where."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, history, passwords, queries
from accounts.forms import AccountForm, AppointmentForm, LastDayForm, NameForm, ReasonForm
from accounts.http import PortalRequest
from accounts.models import Appointment, User
from accounts.rules import obstacle_to_managing
from accounts.tables import AccountTable
from vhtt_portal.dates import short_date
from vhtt_portal.pages import turn_pages
from vhtt_portal.rules import RuleError

_PAGE = ["GET", "HEAD", "POST"]


@require_safe
def account_list(request: PortalRequest) -> HttpResponse:
    search = request.GET.get("q", "")
    table = AccountTable(queries.account_list(request.user, search=search))
    turn_pages(request, table)
    return render(request, "accounts/account_list.html", {"table": table, "search": search})


@require_safe
def account_detail(request: PortalRequest, pk: int) -> HttpResponse:
    account = _account_or_404(request, pk)
    content = {
        "account": account,
        "appointments": queries.appointments(account),
        "today": timezone.localdate(),
        "entries": history.of(account, last=20),
        "obstacle": obstacle_to_managing(account, request.user),
    }
    return render(request, "accounts/account_detail.html", content)


@require_http_methods(_PAGE)
@sensitive_variables("password")
def account_add(request: PortalRequest) -> HttpResponse:
    """The temporary password is shown once, on the answer itself, and kept nowhere."""
    places = queries.places_to_appoint_at(request.user)
    form = AccountForm(
        request.POST or None, places=places, initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        password = passwords.temporary()
        try:
            account = actions.create_account(**form.values(), password=password, by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_password(request, account, password)
    content = {"form": form, "heading": "Thêm tài khoản", "action": "Lập tài khoản"}
    return render(request, "accounts/form.html", content)


@require_http_methods(_PAGE)
def account_edit(request: PortalRequest, pk: int) -> HttpResponse:
    account = _account_or_404(request, pk)
    initial = {"full_name": account.full_name, "version": account.version}
    form = NameForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_account(user=account, **form.cleaned_data, by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã sửa họ và tên.")
            return redirect("accounts:account-detail", pk)
    content = {
        "form": form, "heading": "Sửa họ và tên", "action": "Lưu", "account": account,
        "obstacle": obstacle_to_managing(account, request.user),
    }  # fmt: skip
    return render(request, "accounts/form.html", content)


@require_http_methods(_PAGE)
def account_appoint(request: PortalRequest, pk: int) -> HttpResponse:
    account = _account_or_404(request, pk)
    places = queries.places_to_appoint_at(request.user)
    form = AppointmentForm(
        request.POST or None, places=places, initial={"starts_on": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.appoint(user=account, **form.values(), by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã phân công {account.full_name}.")
            return redirect("accounts:account-detail", pk)
    content = {
        "form": form, "heading": "Phân công", "action": "Phân công", "account": account,
        "obstacle": obstacle_to_managing(account, request.user),
    }  # fmt: skip
    return render(request, "accounts/form.html", content)


@require_http_methods(_PAGE)
def account_appointment_end(request: PortalRequest, pk: int) -> HttpResponse:
    appointment = _appointment_or_404(request, pk)
    account = appointment.user
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_appointment(
                appointment=appointment, last_day=form.cleaned_data["last_day"], by=request.user
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã ghi: thôi vai trò {appointment}.")
            return redirect("accounts:account-detail", account.pk)
    content = {
        "form": form, "heading": "Thôi giữ vai trò", "action": "Ghi ngày thôi giữ",
        "lead": f"{account.full_name}: {appointment}, từ {short_date(appointment.starts_on)}."
        " Ghi ngày trước ngày bắt đầu nếu phân công nhầm; khi đó phân công được rút lại.",
        "account": account, "obstacle": obstacle_to_managing(account, request.user),
    }  # fmt: skip
    return render(request, "accounts/form.html", content)


@require_http_methods(_PAGE)
@sensitive_variables("password")
def account_password(request: PortalRequest, pk: int) -> HttpResponse:
    account = _account_or_404(request, pk)
    if request.method == "POST":
        password = passwords.temporary()
        try:
            actions.set_password(user=account, password=password, by=request.user)
        except RuleError as refusal:
            messages.error(request, str(refusal))
        else:
            return _show_password(request, account, password)
    content = _confirming(
        request, account, "Cấp lại mật khẩu",
        "Cổng tạo một mật khẩu tạm, hiện một lần trên màn hình. Người dùng phải đổi ngay khi đăng"
        " nhập. Mọi phiên làm việc đang mở của họ sẽ đóng.",
    )  # fmt: skip
    return render(request, "confirm.html", content)


@require_http_methods(_PAGE)
def account_switch(request: PortalRequest, pk: int) -> HttpResponse:
    """Shut an open account, open a shut one."""
    account = _account_or_404(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        switch = actions.deactivate if account.is_active else actions.activate
        try:
            switch(user=account, by=request.user, reason=form.cleaned_data["reason"])
        except RuleError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Đã ghi thay đổi cho tài khoản {account.username}.")
        return redirect("accounts:account-detail", pk)
    if account.is_active:
        verb, lead = (
            "Khóa tài khoản",
            "Người dùng bị đưa ra khỏi cổng ngay và không đăng nhập được.",
        )
    else:
        verb, lead = "Mở lại tài khoản", "Người dùng đăng nhập lại được với mật khẩu cũ."
    content = _confirming(request, account, verb, lead) | {"form": form}
    return render(request, "confirm.html", content)


def _confirming(request: PortalRequest, account: User, verb: str, lead: str) -> dict[str, object]:
    return {
        "heading": f"{verb}: {account.full_name}",
        "lead": lead,
        "action": verb,
        "back_url": account.get_absolute_url(),
        "obstacle": obstacle_to_managing(account, request.user),
    }


def _show_password(request: PortalRequest, account: User, password: str) -> HttpResponse:
    content = {"account": account, "password": password}
    return render(request, "accounts/password_given.html", content)


def _account_or_404(request: PortalRequest, pk: int) -> User:
    return get_object_or_404(queries.administered_accounts(request.user), pk=pk)


def _appointment_or_404(request: PortalRequest, pk: int) -> Appointment:
    visible = Appointment.objects.filter(
        locality__in=queries.administered_places(request.user)
    ).select_related("user", "locality")
    return get_object_or_404(visible, pk=pk)
