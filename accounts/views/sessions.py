"""Coming in, going out, one's own password."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions, devices, queries
from accounts.forms import PasswordChangeForm, SignInForm
from accounts.http import PortalRequest
from accounts.middleware import SEEN_AT, SIGNED_IN_AT
from accounts.models import Role, User
from accounts.policy import policy
from vhtt_portal.rules import RuleError

# The same words whatever was wrong.
_REFUSED = (
    "Tên đăng nhập hoặc mật khẩu không đúng. Nếu đã nhập sai nhiều lần, hãy đợi một lúc"
    " hoặc nhờ người quản trị cấp lại mật khẩu."
)
_TRY_THIS = {
    Role.WARD_ENTRY: "Nhập số liệu năm 2021 của đơn vị, kiểm tra rồi gửi.",
    Role.WARD_LEADER: "Xem số liệu của đơn vị, phê duyệt và gửi đi.",
    Role.SPECIALIST: "Theo dõi các đơn vị, hỏi lại, duyệt số liệu, soạn báo cáo.",
    Role.HEAD: "Duyệt, xem tổng hợp, ký báo cáo.",
    Role.CLERK: "Cấp số, ngày và ban hành báo cáo đã ký.",
    Role.ADMINISTRATOR: "Lập tài khoản, phân công vai trò, cấp lại mật khẩu.",
    Role.INSPECTOR: "Đọc số liệu, báo cáo đã ban hành và nhật ký.",
}


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of the demo's sign-in page."""

    username: str
    full_name: str
    role: str
    place: str
    try_this: str


@sensitive_post_parameters("password")
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(_next(request) or "home")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = _checked(request, form)
        if user is not None:
            return _admit(request, user)
        form.add_error(None, _REFUSED)
    content = {
        "form": form,
        "next": _next(request),
        "demo_accounts": _demo_accounts(),
        "demo_password": settings.DEMO_PASSWORD,
    }
    return render(request, "accounts/sign_in.html", content)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        actions.sign_out(by=request.user)
    logout(request)
    answer = render(request, "accounts/signed_out.html")
    # Numbers that were typed and not yet sent leave the machine with the person. The cache may
    # stay: what is kept there is style and script, which a slow line should not carry again.
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: PortalRequest) -> HttpResponse:
    form = PasswordChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        try:
            user = actions.change_own_password(user=request.user, old=old, new=new, by=request.user)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "Đã đổi mật khẩu. Các phiên làm việc khác đã đóng.")
            return redirect("home")
    content = {"form": form, "is_forced": request.user.must_change_password}
    return render(request, "accounts/password_change.html", content)


def _checked(request: HttpRequest, form: SignInForm) -> User | None:
    username = form.cleaned_data["username"].strip().lower()
    return actions.check_sign_in(
        username=username,
        password=form.cleaned_data["password"],
        device=devices.mark_of(request, username),
    )


def _admit(request: HttpRequest, user: User) -> HttpResponse:
    """A session of its own with a new key, and a mark that this person knows this browser."""
    login(request, user)
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = timezone.now().isoformat()
    response = redirect(_next(request) or "home")
    devices.leave_mark(request, response, user.username)
    return response


def _next(request: HttpRequest) -> str:
    """Where the person was going, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours and _is_page(wanted) else ""


def _is_page(address: str) -> bool:
    """A session may have ended while a form was being sent: where that went is no page."""
    try:
        route = policy().get(resolve(urlsplit(address).path).view_name)
    except Resolver404:
        return False
    return route is not None and "GET" in route.methods


def _demo_accounts() -> list[DemoAccount]:
    if not settings.IS_DEMO:
        return []
    lines = []
    for user in queries.demo_accounts():
        appointment = next(iter(user.appointments.all()), None)
        if appointment is None:
            continue
        role = Role(appointment.role)
        lines.append(
            DemoAccount(
                username=user.username,
                full_name=user.full_name,
                role=appointment.post or role.label,
                place=appointment.locality.full_name,
                try_this=_TRY_THIS[role],
            )
        )
    return lines
