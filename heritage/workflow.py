"""Which moves a proposal has, and why somebody may not make one now."""

from dataclasses import dataclass

from audit.actions import Actor
from heritage.models import SiteProposal

State = SiteProposal.State


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a proposal; who keeps the place's registers for the office takes it."""

    label: str
    sources: frozenset[State]
    target: State

    def obstacle(self, proposal: SiteProposal, by: Actor) -> str | None:
        """Why this person may not make this move now, or None when they may."""
        if proposal.state not in self.sources:
            return f"Đề nghị này đã được xem xét: {proposal.get_state_display().lower()}."
        if by.audit_id == str(proposal.proposed_by_id):
            return "Bạn đã gửi đề nghị này, người khác phải xem xét."
        return None


# fmt: off
ACCEPT = Move("Chấp nhận",       frozenset({State.WAITING}), State.ACCEPTED)
REFUSE = Move("Không chấp nhận", frozenset({State.WAITING}), State.REFUSED)
# fmt: on
