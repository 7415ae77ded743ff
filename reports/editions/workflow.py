"""Which moves an edition has, and why somebody may not make one now."""

from dataclasses import dataclass

from accounts.models import Role, User
from reports.editions.models import Edition
from reports.entry.models import Period
from reports.entry.workflow import NO_ROLE
from reports.narrative.rules import WRITERS

Status = Edition.Status

HEADS = frozenset({Role.HEAD})
CLERKS = frozenset({Role.CLERK})


@dataclass(frozen=True, slots=True)
class Move:
    """One step of an edition. Signing has no roles: the right to sign is asked of the day."""

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    roles: frozenset[Role]

    def obstacle(self, edition: Edition, user: User) -> str | None:
        """Why this person may not make this move now, or None when they may."""
        if self.roles and not user.holds(*self.roles, at=edition.period.office.locality_id):
            return NO_ROLE
        if edition.status not in self.sources:
            return f"Bản này đang ở trạng thái “{edition.get_status_display()}”."
        return None


# fmt: off
SUBMIT   = Move("submit",   "Trình ký",          frozenset({Status.DRAFTING}),                Status.SUBMITTED,  WRITERS)
RETURN   = Move("return",   "Trả lại để sửa",    frozenset({Status.SUBMITTED}),               Status.DRAFTING,   HEADS)
SIGN     = Move("sign",     "Ký ban hành",       frozenset({Status.SUBMITTED}),               Status.SIGNED,     frozenset())
WITHDRAW = Move("withdraw", "Rút chữ ký",        frozenset({Status.SIGNED}),                  Status.DRAFTING,   HEADS)
ISSUE    = Move("issue",    "Cấp số, ban hành",  frozenset({Status.SIGNED}),                  Status.ISSUED,     CLERKS)
RECALL   = Move("recall",   "Thu hồi",           frozenset({Status.ISSUED}),                  Status.RECALLED,   HEADS)
CORRECT  = Move("correct",  "Lập bản thay thế",  frozenset({Status.ISSUED, Status.RECALLED}), Status.SUPERSEDED, WRITERS)
# fmt: on


def receive_obstacle(edition: Edition, user: User) -> str | None:
    """Why this person may not hand in a digitally signed copy now, or None when they may."""
    if not user.holds(*CLERKS, at=edition.period.office.locality_id):
        return NO_ROLE
    if edition.status != Status.ISSUED:
        return f"Bản này đang ở trạng thái “{edition.get_status_display()}”."
    return None


# The step forward before the step back: pages offer them in this order.
MOVES = (SUBMIT, SIGN, RETURN, ISSUE, WITHDRAW, CORRECT, RECALL)


def start_obstacle(period: Period, user: User) -> str | None:
    """Why this person may not start a period's first edition, or None. No query."""
    if not user.holds(*WRITERS, at=period.office.locality_id):
        return NO_ROLE
    return None
