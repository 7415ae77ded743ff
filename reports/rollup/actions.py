"""Setting and removing targets, the office's own and those it gives its units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.locking import StaleError, lock
from localities.models import Locality, Office
from reports.entry.models import Figure
from reports.rollup.models import Target
from reports.rollup.rules import target_obstacle
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

Relation = Figure.Relation


@dataclass(frozen=True, slots=True)
class WantedTarget:
    """What a target should be; no value takes it away. ``version`` is the one the page showed."""

    value: Decimal | None
    relation: Relation = Relation.EXACT
    upper: Decimal | None = None
    version: int = 0


@transaction.atomic
def save_targets(
    *,
    office: Office,
    period_code: str,
    wanted: Mapping[str, WantedTarget],
    by: User,
    locality: Locality | None = None,
    at: datetime | None = None,
) -> int:
    """A page of targets, all or none. Answers how many there were to save."""
    for code, target in wanted.items():
        if target.value is None:
            current = _locked(office, period_code, code, locality)
            if current is not None:
                remove_target(target=current, version=target.version, by=by, at=at)
            continue
        set_target(
            office=office,
            period_code=period_code,
            indicator_code=code,
            locality=locality,
            value=target.value,
            relation=target.relation,
            upper=target.upper,
            version=target.version,
            by=by,
            at=at,
        )
    return len(wanted)


@transaction.atomic
def set_target(
    *,
    office: Office,
    period_code: str,
    indicator_code: str,
    value: Decimal,
    by: User,
    locality: Locality | None = None,
    relation: Relation = Relation.EXACT,
    upper: Decimal | None = None,
    note: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Target:
    """Set what an indicator should come to, for the whole or in one of the office's units.

    The same target again changes nothing. ``version`` is that of the target the page showed, 0
    where it showed none.
    """
    _require(office, by)
    _check_place(office, locality)
    _check(value, relation, upper)
    current = _locked(office, period_code, indicator_code, locality)
    wanted = (value, relation, upper, tidy(note))
    if current is not None and _content(current) == wanted:
        return current
    _require_unmoved(current, version)
    before = current.amount.written() if current else None
    target = current or Target(
        office=office,
        period_code=period_code,
        indicator_code=indicator_code,
        locality=locality,
        version=0,
    )
    target.value, target.relation, target.upper, target.note = wanted
    target.version += 1
    target.save()
    _record("target.set", target, (before, target.amount.written()), by, at)
    return target


@transaction.atomic
def remove_target(
    *, target: Target, by: User, version: int | None = None, at: datetime | None = None
) -> None:
    _require(target.office, by)
    target = lock(target, version=version)
    _record("target.removed", target, (target.amount.written(), None), by, at)
    target.delete()


def _require(office: Office, by: User) -> None:
    if refusal := target_obstacle(office, by):
        raise RuleError(refusal)


def _check_place(office: Office, locality: Locality | None) -> None:
    if locality is not None and locality.parent_id != office.locality_id:
        raise RuleError(f"{locality} không phải là đơn vị trực thuộc {office.locality}.")


def _check(value: Decimal, relation: Relation, upper: Decimal | None) -> None:
    if value < 0:
        raise RuleError("Mức chỉ tiêu không được nhỏ hơn 0.")
    if relation == Relation.RANGE and (upper is None or upper <= value):
        raise RuleError("Số sau của khoảng phải lớn hơn số trước, ví dụ “5 đến 6”.")
    if relation != Relation.RANGE and upper is not None:
        raise RuleError("Chỉ khoảng mới có số sau.")


def _require_unmoved(current: Target | None, version: int | None) -> None:
    if version is not None and version != (current.version if current else 0):
        raise StaleError(
            "Chỉ tiêu này vừa được người khác thay đổi. Hãy tải lại trang để xem mức mới nhất."
        )


def _locked(
    office: Office, period_code: str, indicator_code: str, locality: Locality | None
) -> Target | None:
    rows = Target.objects.select_for_update().filter(
        office=office, period_code=period_code, indicator_code=indicator_code
    )
    return rows.filter(locality=locality).first()


def _content(target: Target) -> tuple[Decimal, str, Decimal | None, str]:
    return target.value, target.relation, target.upper, target.note


def _record(
    verb: str,
    target: Target,
    change: tuple[str | None, str | None],
    by: User,
    at: datetime | None,
) -> None:
    place = (target.locality or target.office.locality).full_name
    record(by=by, verb=verb, target=target, changes={"target": change}, place=place, at=at)
