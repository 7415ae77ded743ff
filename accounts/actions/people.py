"""Accounts: opened, renamed, shut and opened again."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts import passwords
from accounts.actions.appointments import place_in_role
from accounts.models import USERNAME_PATTERN, Role, User
from accounts.rules import require_managing, require_place
from audit.actions import Actor, record
from audit.locking import lock
from localities.models import Locality
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold, person_keys, tidy


def create_account(
    *,
    username: str,
    full_name: str,
    password: str,
    role: Role,
    locality: Locality,
    by: Actor,
    post: str = "",
    is_deputy: bool = False,
    starts_on: date | None = None,
    must_change_password: bool = True,
    is_demo: bool = False,
    at: datetime | None = None,
) -> User:
    """Open an account with its first appointment; nobody has an account without a place."""
    user = User(username=tidy(username).lower(), full_name=tidy(full_name))
    if not re.fullmatch(USERNAME_PATTERN, user.username):
        raise RuleError(
            "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang, từ 3 ký tự."
        )
    _require_name(user.full_name)
    user.password = passwords.hashed(password, user=user)
    user.must_change_password, user.is_demo = must_change_password, is_demo
    _set_keys(user)
    with transaction.atomic():
        require_place(locality, by)
        if User.objects.filter(username=user.username).exists():
            raise RuleError(f"Tên đăng nhập {user.username} đã có người dùng. Hãy chọn tên khác.")
        user.save(force_insert=True)
        changes = {"username": (None, user.username), "full_name": (None, user.full_name)}
        record(
            by=by, verb="account.created", target=user, changes=changes,
            place=locality.full_name, at=at,
        )  # fmt: skip
        place_in_role(
            user=user, role=role, locality=locality, post=post, is_deputy=is_deputy,
            starts_on=starts_on or timezone.localdate(at), by=by, at=at,
        )  # fmt: skip
    return user


@transaction.atomic
def update_account(
    *, user: User, full_name: str, version: int, by: Actor, at: datetime | None = None
) -> User:
    """Correct how a person is called."""
    user = lock(user, version=version)
    require_managing(user, by)
    before, after = user.full_name, tidy(full_name)
    _require_name(after)
    if before == after:
        return user
    user.full_name = after
    user.version += 1
    _set_keys(user)
    user.save(update_fields=["full_name", "search_key", "sort_key", "version"])
    record(
        by=by, verb="account.renamed", target=user, changes={"full_name": (before, after)}, at=at
    )
    return user


def deactivate(*, user: User, by: Actor, reason: str = "", at: datetime | None = None) -> User:
    """Shut an account; whoever is signed in with it is out at the next click."""
    return _switch(user=user, to=False, verb="account.deactivated", by=by, reason=reason, at=at)


def activate(*, user: User, by: Actor, reason: str = "", at: datetime | None = None) -> User:
    """Open a shut account again; its earlier sessions stay ended."""
    return _switch(user=user, to=True, verb="account.activated", by=by, reason=reason, at=at)


@transaction.atomic
def _switch(
    *, user: User, to: bool, verb: str, by: Actor, reason: str, at: datetime | None
) -> User:
    user = lock(user)
    require_managing(user, by)
    if user.is_active == to:
        return user
    user.is_active = to
    user.session_epoch += 1
    user.version += 1
    user.save(update_fields=["is_active", "session_epoch", "version"])
    record(by=by, verb=verb, target=user, changes={"is_active": (not to, to)}, reason=reason, at=at)
    return user


def _require_name(full_name: str) -> None:
    if not full_name:
        raise RuleError("Hãy nhập họ và tên.")


def _set_keys(user: User) -> None:
    user.search_key = fold(f"{user.full_name} {user.username}")
    user.sort_key = person_keys(user.full_name)["sort_key"][:300]
