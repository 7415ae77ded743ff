"""Every change of a round: opened, filled, led from step to step, decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import rows
from accounts.rows import Register
from accounts.scope import require_writing
from audit.actions import Actor, record
from audit.locking import lock
from audit.models import Source
from campaigns.actions.results import clear_outcome, write_outcome, write_registration
from campaigns.models import Candidate, Round
from campaigns.queries.rounds import (
    Subject,
    candidates,
    place_id_of,
    places_of,
    subject_field,
    subjects,
    without_households,
)
from campaigns.queries.rules import rule_of
from campaigns.titles import Rule, Step, TitleKind
from campaigns.workflow import Stand, obstacles
from localities.models import Locality
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError

rounds = Register(Round, "round", lambda row: row.place)
_UNDECIDED: Mapping[str, Any] = {
    "decision_number": "", "decided_on": None, "signer_name": "", "signer_post": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """What one says about a candidate; ``version`` is what the page carried."""

    candidate: Candidate
    version: int | None
    fields: Mapping[str, Any]


def require_rule(round_: Round) -> Rule:
    rule = rule_of(TitleKind(round_.kind), round_.year, round_.place)
    if rule is None or not rule.steps:
        raise RuleError(f"Năm {round_.year} không xét danh hiệu này.")
    return rule


@transaction.atomic
def open_round(
    *, place: Locality, kind: str, year: int, everybody: bool = False, by: Actor,
    key: UUID | None = None, at: datetime | None = None,
) -> Round:  # fmt: skip
    """``everybody``: whoever may stand in it does; who has not registered is taken out again."""
    require_rule(Round(place=place, kind=kind, year=year))
    if kind == TitleKind.FAMILY and not place.children.villages().exists():
        raise RuleError(
            f"Gia đình văn hóa xét ở nơi có khu dân cư; {place} không có khu dân cư trực thuộc."
        )
    round_ = rounds.add(place=place, kind=kind, year=year, by=by, key=key, at=at)
    if everybody and not round_.candidates.exists():
        everywhere = frozenset(places_of(round_).values_list("pk", flat=True))
        _enrol(round_, list(subjects(round_, everywhere)), by=by, at=at)
    return round_


@transaction.atomic
def set_enrolled(
    *, round_: Round, place: Locality, chosen: Iterable[int], by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """Exactly these subjects of the place stand in the round. Only while it registers."""
    current = lock(round_)
    if current.step != Step.REGISTER:
        raise RuleError("Đợt xét đã qua bước đăng ký. Nơi thôi đăng ký thì ghi rút khỏi đợt xét.")
    require_writing(by, {place.pk})
    wanted, field = set(chosen), subject_field(TitleKind(current.kind))
    known = {
        getattr(row, f"{field}_id"): row
        for row in current.candidates.filter(place=place).with_subjects()
    }
    gone = [row for pk, row in known.items() if pk not in wanted]
    offered = subjects(current, [place.pk])
    new = [row for row in offered if row.pk in wanted and row.pk not in known]
    _enrol(current, new, by=by, at=at)
    _strike(current, place, gone, by=by, at=at)


def _enrol(round_: Round, new: list[Subject], *, by: Actor, at: datetime | None) -> None:
    """One entry in the trail, at the round: a district's round has hundreds of villages."""
    if not new:
        return
    kind = TitleKind(round_.kind)
    places = {row.pk: place_id_of(row, kind) for row in new}
    require_writing(by, set(places.values()))
    Candidate.objects.bulk_create(
        Candidate(round=round_, place_id=places[row.pk], **{subject_field(kind): row})
        for row in new
    )
    for row in new:
        write_registration(round_, row, is_registered=True, by=by, at=at)
    _tell(round_, "enrolled", [], new, by=by, at=at)


def _strike(
    round_: Round, place: Locality, gone: list[Candidate], *, by: Actor, at: datetime | None
) -> None:
    if not gone:
        return
    for row in gone:
        write_registration(round_, row.subject, is_registered=False, by=by, at=at)
    Candidate.objects.filter(pk__in=[row.pk for row in gone]).delete()
    _tell(round_, "struck", gone, [], by=by, at=at)


def _tell(
    round_: Round, verb: str, before: Iterable[object], after: Iterable[object], *, by: Actor,
    at: datetime | None,
) -> None:  # fmt: skip
    said = (", ".join(map(str, before)) or None, ", ".join(map(str, after)) or None)
    record(
        by=by, verb=f"round.{verb}", target=round_, changes={"nơi đăng ký": said},
        place=round_.place.full_name, source=Source.REGISTER, at=at,
    )  # fmt: skip


@transaction.atomic
def record_candidates(
    *, round_: Round, edits: Iterable[Edit], by: Actor, at: datetime | None = None
) -> None:
    """Meetings, notices, refusals of several candidates at once: all of them or none."""
    current = lock(round_)
    _require_undecided(current)
    for edit in edits:
        row = edit.candidate
        if row.round_id != current.pk:
            raise RuleError(f"{row} không thuộc đợt xét này.")
        try:
            rows.change(
                row, edit.fields, version=edit.version, by=by, verb="candidate.changed",
                place=row.place, at=at,
            )  # fmt: skip
        except RuleError as refusal:
            raise RuleError(f"{row}: {refusal}") from refusal


@transaction.atomic
def advance(
    *, round_: Round, version: int | None, dossier_on: date | None = None, by: Actor,
    at: datetime | None = None,
) -> Round:  # fmt: skip
    """To the next step. The last one before the decision begins on the dossier's day."""
    round_ = lock(round_)  # so that no candidate changes between the question and the step
    _require_undecided(round_)
    stand = stand_of(round_)
    target = stand.rule.after(Step(round_.step))
    if target == Step.DECIDED:
        raise RuleError("Bước tiếp theo là ghi quyết định.")
    _require_clear(stand, at)
    if target == Step.DOSSIER and dossier_on is None:
        raise RuleError("Hãy ghi ngày trình hồ sơ.")
    wanted = {"step": target, "dossier_on": dossier_on}
    return rows.change(
        round_, wanted, version=version, by=by, verb="round.advanced", place=round_.place, at=at
    )


@transaction.atomic
def step_back(
    *, round_: Round, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> Round:
    """To the step before. From a decision: the registers no longer tell what it decided."""
    round_ = lock(round_)
    rule = require_rule(round_)
    target = rule.before(Step(round_.step))
    if target is None:
        raise RuleError("Đợt xét đang ở bước đầu tiên.")
    was_decided = round_.step == Step.DECIDED
    wanted = {"step": target, **_UNDECIDED}
    if target != Step.DOSSIER:
        wanted["dossier_on"] = None
    back = rows.change(
        round_, wanted, version=version, by=by, verb="round.stepped_back", place=round_.place,
        reason=rows.require_reason(reason), at=at,
    )  # fmt: skip
    if was_decided:
        decided = candidates(back)
        _settle(back, from_=Candidate.Outcome.RECOGNISED, to=Candidate.Outcome.PENDING)
        for row in decided:
            clear_outcome(back, row, by=by, at=at)
    return back


@transaction.atomic
def decide(
    *, round_: Round, version: int | None, decision_number: str, decided_on: date,
    signer_name: str, signer_post: str, by: Actor, at: datetime | None = None,
) -> Round:  # fmt: skip
    """Everybody still in the round is recognised; the registers tell it from now on."""
    current = lock(round_, version=version)
    _require_undecided(current)
    stand = stand_of(current)
    if stand.rule.after(Step(current.step)) != Step.DECIDED:
        raise RuleError(f"Đợt xét đang ở bước “{current.get_step_display()}”, chưa ghi quyết định.")
    _require_clear(stand, at)
    said = {
        "step": Step.DECIDED, "decision_number": decision_number, "decided_on": decided_on,
        "signer_name": signer_name, "signer_post": signer_post,
    }  # fmt: skip
    # The registers refuse to be written past a decided round: its results go first.
    current.decision_number, current.decided_on = decision_number, decided_on
    for row in stand.candidates:
        write_outcome(current, row, by=by, at=at)
    _settle(current, from_=Candidate.Outcome.PENDING, to=Candidate.Outcome.RECOGNISED)
    return rows.change(
        current, said, version=version, by=by, verb="round.decided", place=current.place, at=at
    )


def stand_of(round_: Round) -> Stand:
    """Three queries beside those of its rule."""
    return Stand(round_, require_rule(round_), candidates(round_), without_households(round_))


def _require_undecided(round_: Round) -> None:
    if round_.step == Step.DECIDED:
        raise RuleError("Đợt xét đã có quyết định. Muốn sửa, hãy mở lại đợt xét.")


def _require_clear(stand: Stand, at: datetime | None) -> None:
    said = obstacles(stand, timezone.localdate(moment(at)))
    if said:
        raise RuleError(said[0])


def _settle(round_: Round, *, from_: str, to: str) -> None:
    """Told in the trail by the round's own entry."""
    rows_ = round_.candidates.filter(outcome=from_)
    rows_.update(outcome=to, version=F("version") + 1)
