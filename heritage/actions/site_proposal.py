"""What a place proposes about sites, and what the office makes of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import rows
from accounts.models import User
from accounts.scope import require_governing, require_writing
from audit.actions import Actor, record
from audit.locking import lock
from audit.models import Source
from audit.once import remember, replay, wait_turn
from heritage.actions.site import sites
from heritage.models import Site, SiteProposal
from heritage.models.site_proposal import write_column
from heritage.workflow import ACCEPT, REFUSE, Move
from localities.models import Locality
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy_lines

_PROPOSED = "site_proposal.added"


@transaction.atomic
def propose_site(
    *, place: Locality, site: Site | None, note: str = "", by: User, key: UUID | None = None,
    at: datetime | None = None, **fields: Any,
) -> SiteProposal:  # fmt: skip
    """Ask for a new site at a place, or for a change of one; the same request twice is one.

    ``fields`` are those of ``Site``. What could not be written is refused here already.
    """
    require_writing(by, {place.pk})
    said = {column: write_column(value) for column, value in fields.items()}
    body = {"place": place.pk, "site": site.pk if site else None, "note": note, **said}
    wait_turn(key)
    if done := replay(key=key, by=by, verb=_PROPOSED, body=body):
        return SiteProposal.objects.get(pk=done["id"])
    name, wanted = _wanted(place, site, fields)
    proposal = SiteProposal(
        place=place, site=site, name=name, wanted=wanted, note=tidy_lines(note), proposed_by=by,
        proposed_at=moment(at),
    )  # fmt: skip
    proposal.save()
    record(
        by=by, verb=_PROPOSED, target=proposal, changes=wanted, place=place.full_name,
        reason=proposal.note, source=Source.REGISTER, at=at,
    )  # fmt: skip
    remember(key=key, by=by, verb=_PROPOSED, body=body, answer={"id": proposal.pk}, at=at)
    return proposal


def _wanted(
    place: Locality, site: Site | None, fields: dict[str, Any]
) -> tuple[str, dict[str, tuple[str | None, str | None]]]:
    """The site's name as people know it, and what differs from how it stands."""
    draft = lock(site) if site else Site(place=place)
    name = draft.name
    before = {column: getattr(draft, column) if site else None for column in fields}
    for column, value in fields.items():
        setattr(draft, column, value)
    rows.check(draft)
    after = {column: getattr(draft, column) for column in fields}
    # An empty box of a new site asks for nothing.
    wanted = {
        column: (write_column(before[column]), write_column(new))
        for column, new in after.items()
        if new != before[column] and (site or new not in {None, ""})
    }
    if not wanted:
        raise RuleError("Nội dung này giống như trong sổ. Hãy sửa mục cần đề nghị rồi gửi lại.")
    return name or draft.name, wanted


@transaction.atomic
def accept_proposal(
    *, proposal: SiteProposal, site_version: int | None, by: Actor, at: datetime | None = None
) -> SiteProposal:
    """Write what is wanted into the register; ``site_version`` is that of the site as it was shown."""
    current = _taken_up(proposal, ACCEPT, by)
    if current.site is None:
        current.site = sites.add(place=current.place, **current.fields, by=by, at=at)
    else:
        sites.change(current.site, version=site_version, **current.fields, by=by, at=at)
    return _decided(current, ACCEPT, by, at)


@transaction.atomic
def refuse_proposal(
    *, proposal: SiteProposal, reason: str, by: Actor, at: datetime | None = None
) -> SiteProposal:
    current = _taken_up(proposal, REFUSE, by)
    current.reason = rows.require_reason(reason)
    return _decided(current, REFUSE, by, at)


def _taken_up(proposal: SiteProposal, move: Move, by: Actor) -> SiteProposal:
    current = lock(proposal)
    require_governing(by, {current.place_id})
    if obstacle := move.obstacle(current, by):
        raise RuleError(obstacle)
    return current


def _decided(proposal: SiteProposal, move: Move, by: Actor, at: datetime | None) -> SiteProposal:
    before = proposal.state
    proposal.state, proposal.decided_at = move.target, moment(at)
    proposal.decided_by_name = by.audit_name
    proposal.save()
    record(
        by=by, verb=f"site_proposal.{move.target.value}", target=proposal,
        changes={"state": (before, move.target.value)}, place=proposal.place.full_name,
        reason=proposal.reason, source=Source.REGISTER, at=at,
    )  # fmt: skip
    return proposal
