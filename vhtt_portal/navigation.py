"""The main menu: what each role finds there, in the order of its work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.models import Role, User

_WARD = frozenset({Role.WARD_ENTRY, Role.WARD_LEADER})
_OFFICE = frozenset({Role.SPECIALIST, Role.HEAD, Role.INSPECTOR})
_REGISTERS = _WARD | _OFFICE


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; it is current on every page whose route starts with a ``stem``."""

    label: str
    route: str
    stem: str | tuple[str, ...]
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as the page draws it."""

    label: str
    url: str
    is_current: bool


# fmt: off
MENU = (
    Entry("Trang chủ", "home", "home", frozenset(Role)),
    Entry("Số liệu", "entry:sheet-list", "entry:", _WARD),
    Entry("Theo dõi, duyệt", "review:board", "review:", _OFFICE),
    Entry("Tổng hợp", "rollup:table", "rollup:", _OFFICE),
    Entry("Soạn báo cáo", "narrative:report", "narrative:", _OFFICE),
    Entry("Ban hành", "editions:edition-list", "editions:", _OFFICE | {Role.CLERK}),
    Entry("Phong trào", "campaigns:index", "campaigns:", _REGISTERS),
    Entry("Di tích", "heritage:site-list", "heritage:", _REGISTERS),
    Entry("Thể thao", "sports:tournament-list", "sports:", _REGISTERS),
    Entry("Hoạt động", "activities:activity-list", "activities:", _REGISTERS),
    Entry("Văn bản", "outgoing:paper-list", ("outgoing:", "documents:"), _REGISTERS | {Role.CLERK}),
    Entry("Chỉ tiêu", "catalogue:indicator-list", "catalogue:", _OFFICE),
    Entry("Tài khoản", "accounts:account-list", "accounts:account", frozenset({Role.ADMINISTRATOR})),
    Entry("Giao ký", "accounts:delegation-list", "accounts:delegation", frozenset({Role.HEAD, Role.ADMINISTRATOR})),
    Entry("Địa phương", "localities:locality-list", "localities:", frozenset({Role.ADMINISTRATOR})),
)
# fmt: on


def navigation(request: HttpRequest) -> Mapping[str, Any]:
    """The menu and how the signed-in person is called; nothing for visitors.

    Asks for the person's appointments, which every page behind the policy has asked for already.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "navigation": _items(user, here),
        "account_role": user.audit_role,
        "office_name": user.audit_place,
    }


def _items(user: User, here: str) -> list[Item]:
    items = []
    for entry in MENU:
        if not entry.roles & user.roles:
            continue
        try:
            url = reverse(entry.route)
        except NoReverseMatch:
            continue
        items.append(Item(entry.label, url, here.startswith(entry.stem)))
    return items
