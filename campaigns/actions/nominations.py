"""A nomination's way: put forward, assess, decide, withdraw; and what comes of it."""

from datetime import date, datetime
from typing import Any, TypedDict, Unpack
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst

from accounts import rows
from accounts.models import User
from accounts.rows import Register, require_reason
from audit.actions import Actor
from audit.locking import lock
from campaigns.actions.commendations import add_commendation
from campaigns.ledger import VILLAGE_YEARS
from campaigns.models import Assessment, Commendation, Nomination, NominationRound
from campaigns.nomination_workflow import (
    APPROVE,
    ASSESS,
    CHANGE,
    NO_ROLE,
    OFFICE,
    RECONSIDER,
    REFUSE,
    WITHDRAW,
    Move,
    nominate_obstacle,
)
from campaigns.runs import histories
from localities.models import Locality
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError

nomination_rounds = Register(NominationRound, "nomination_round", lambda row: row.office.locality)
_nominations = Register(Nomination, "nomination", lambda row: row.place)


class NominationFields(TypedDict, total=False):
    """Whom one puts forward, and for what."""

    kind: str
    name: str
    post: str
    achievements: str
    village: Locality | None
    window_end: int | None


@transaction.atomic
def nominate(
    *, round_: NominationRound, place: Locality, by: Actor, key: UUID | None = None,
    at: datetime | None = None, **fields: Unpack[NominationFields],
) -> Nomination:  # fmt: skip
    """The round is locked while its quota is looked at; the same request again gives the same row."""
    round_ = lock(round_)
    _require_in_round(round_, place)
    row = _nominations.add(round=round_, place=place, by=by, key=key, at=at, **_named(fields))
    kept = _kept(row).count()
    day = timezone.localdate(moment(at))
    if refusal := nominate_obstacle(round_, row.kind, kept, day):
        raise RuleError(refusal)
    _require_eligible(row)
    return row


@transaction.atomic
def change_nomination(
    *, nomination: Nomination, version: int | None, by: User, at: datetime | None = None,
    **fields: Unpack[NominationFields],
) -> Nomination:  # fmt: skip
    lock(nomination.round)
    current = _locked(nomination, CHANGE, by, version)
    row = _nominations.change(current, version=version, by=by, at=at, **_named(fields))
    if _kept(row).count() >= row.round.quota(row.kind):
        raise RuleError(f"Đã đề nghị đủ {row.get_kind_display().lower()} của đợt này.")
    _require_eligible(row)
    return row


@transaction.atomic
def withdraw_nomination(
    *, nomination: Nomination, reason: str, version: int | None, by: User,
    at: datetime | None = None,
) -> Nomination:  # fmt: skip
    current = _locked(nomination, WITHDRAW, by, version)
    return _moved(current, WITHDRAW, by, at, reason=require_reason(reason))


@transaction.atomic
def assess(
    *, nomination: Nomination, is_for: bool, opinion: str, by: User, at: datetime | None = None
) -> Assessment:
    """Each assessor has one opinion on a nomination, which stays theirs to change until a decision."""
    current = _locked(nomination, ASSESS, by, None)
    said = {"is_for": is_for, "opinion": opinion, "at": moment(at)}
    known = Assessment.objects.filter(nomination=current, assessor=by).first()
    if known is None:
        row = rows.add(
            Assessment(nomination=current, assessor=by, **said), by=by, verb="assessment.added",
            place=current.place, at=at,
        )  # fmt: skip
    else:
        row = rows.change(
            known, said, version=None, by=by, verb="assessment.changed", place=current.place, at=at
        )
    _moved(current, ASSESS, by, at)
    return row


@transaction.atomic
def approve_nomination(
    *, nomination: Nomination, version: int | None, by: User, at: datetime | None = None
) -> Nomination:
    current = _locked(nomination, APPROVE, by, version)
    _require_eligible(current)
    return _moved(current, APPROVE, by, at)


@transaction.atomic
def refuse_nomination(
    *, nomination: Nomination, reason: str, version: int | None, by: User,
    at: datetime | None = None,
) -> Nomination:  # fmt: skip
    current = _locked(nomination, REFUSE, by, version)
    return _moved(current, REFUSE, by, at, reason=require_reason(reason))


@transaction.atomic
def reconsider_nomination(
    *, nomination: Nomination, version: int | None, by: User, at: datetime | None = None
) -> Nomination:
    """Take a decision back as long as nothing has come of it."""
    return _moved(_locked(nomination, RECONSIDER, by, version), RECONSIDER, by, at)


@transaction.atomic
def commend(
    *, round_: NominationRound, decision_number: str, decided_on: date, by: User,
    at: datetime | None = None,
) -> list[Commendation]:  # fmt: skip
    """One decision covers everybody approved so far who has no Giấy khen yet."""
    round_ = lock(round_)
    if not by.holds(*OFFICE, at=round_.office.locality_id):
        raise RuleError(NO_ROLE)
    approved = round_.nominations.filter(status=Nomination.Status.APPROVED, commendation=None)
    waiting = list(approved.select_related("place__kind", "village__kind").in_order())
    if not waiting:
        raise RuleError("Chưa có đề nghị nào được đồng ý mà chưa ghi Giấy khen.")
    decided = {
        "year": decided_on.year, "decision_number": decision_number, "decided_on": decided_on
    }  # fmt: skip
    return [_commended(row, decided, by, at) for row in waiting]


@transaction.atomic
def remove_nomination(
    *, nomination: Nomination, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """For a name that should never have been written; what was assessed is kept."""
    _nominations.remove(nomination, version=version, reason=reason, by=by, at=at)


# --- Steps of the verbs -----------------------------------------------------------------------


def _locked(nomination: Nomination, move: Move, by: User, version: int | None) -> Nomination:
    current = lock(nomination, version=version)
    assessors = set(current.assessments.values_list("assessor", flat=True))
    if refusal := move.obstacle(current, by, assessors):
        raise RuleError(refusal)
    return current


def _moved(
    row: Nomination, move: Move, by: User, at: datetime | None, *, reason: str = ""
) -> Nomination:
    wanted = {"status": move.target, "decision_reason": reason}
    return rows.change(
        row, wanted, version=row.version, by=by, verb=f"nomination.{move.name}", place=row.place,
        reason=reason, at=at,
    )  # fmt: skip


def _named(fields: NominationFields) -> dict[str, Any]:
    """A village that is put forward goes by its own name."""
    village = fields.get("village")
    name = fields.get("name") or (capfirst(village.full_name) if village else "")
    return {**fields, "name": name}


def _kept(row: Nomination) -> "Any":
    """The place's other nominations of this kind that still stand in the round."""
    others = Nomination.objects.filter(round=row.round_id, place=row.place_id, kind=row.kind)
    return others.exclude(status=Nomination.Status.WITHDRAWN).exclude(pk=row.pk)


def _require_in_round(round_: NominationRound, place: Locality) -> None:
    if place.parent_id != round_.office.locality_id or place.kind.is_village:
        raise RuleError(f"{capfirst(str(place))} không thuộc diện đề nghị trong đợt này.")


def _require_eligible(row: Nomination) -> None:
    """A village put forward for its five years has them, and no Giấy khen has used them up."""
    if row.village is None or row.window_end is None:
        return
    if row.village.parent_id != row.place_id:
        raise RuleError(f"{capfirst(str(row.village))} không thuộc {row.place}.")
    history = histories([row.village])[row.village.pk]
    found = history.eligibility(row.window_end, VILLAGE_YEARS)
    if found.window is None:
        raise RuleError(
            f"{capfirst(str(row.village))} chưa đủ điều kiện đề nghị Giấy khen 5 năm."
            f" {' '.join(found.reasons)}"
        )


def _commended(
    row: Nomination, decided: dict[str, Any], by: User, at: datetime | None
) -> Commendation:
    whom: dict[str, Any]
    if row.village is None:
        whom = {"place": row.place, "kind": Commendation.Kind.OTHER, "recipient": row.name}
    else:
        whom = {
            "place": row.village, "kind": Commendation.Kind.VILLAGE, "last_year": row.window_end
        }  # fmt: skip
    given = add_commendation(by=by, at=at, **whom, **decided)
    rows.change(
        row, {"commendation": given}, version=row.version, by=by, verb="nomination.commended",
        place=row.place, at=at,
    )  # fmt: skip
    return given
