"""Which moves a paper has, and why somebody may not make one now."""

from dataclasses import dataclass

from accounts.models import Role, User
from documents.models import Keeper
from documents.outgoing.models import Paper
from localities.models import Office

Status = Paper.Status

# The refusal that hides a button instead of greying it.
NO_ROLE = "Tài khoản của bạn không có quyền thực hiện bước này."


@dataclass(frozen=True, slots=True)
class Hands:
    """Who takes a step in an office, and who in a phường or xã, which has no clerk."""

    office: frozenset[Role]
    place: frozenset[Role]


WRITERS = Hands(
    frozenset({Role.SPECIALIST, Role.HEAD}), frozenset({Role.WARD_ENTRY, Role.WARD_LEADER})
)
HEADS = Hands(frozenset({Role.HEAD}), frozenset({Role.WARD_LEADER}))
CLERKS = Hands(frozenset({Role.CLERK}), frozenset({Role.WARD_ENTRY}))


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a paper. Signing is in nobody's hands: the right to sign is asked of the day."""

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    hands: Hands | None

    def obstacle(self, paper: Paper, user: User) -> str | None:
        """Why this person may not make this move now, or None when they may."""
        if self.hands and not _holds(user, self.hands, paper.keeper):
            return NO_ROLE
        if paper.status not in self.sources:
            return f"Văn bản này đang ở trạng thái “{paper.get_status_display()}”."
        return None


# fmt: off
EDIT   = Move("edit",   "Sửa",              frozenset({Status.DRAFTING}),                 Status.DRAFTING,  WRITERS)
REMOVE = Move("remove", "Bỏ bản nháp",      frozenset({Status.DRAFTING}),                 Status.DRAFTING,  WRITERS)
SUBMIT = Move("submit", "Trình ký",         frozenset({Status.DRAFTING}),                 Status.SUBMITTED, WRITERS)
SIGN   = Move("sign",   "Ký",               frozenset({Status.SUBMITTED}),                Status.SIGNED,    None)
RETURN = Move("return", "Trả lại để sửa",   frozenset({Status.SUBMITTED, Status.SIGNED}), Status.DRAFTING,  HEADS)
ISSUE  = Move("issue",  "Cấp số, ban hành", frozenset({Status.SIGNED}),                   Status.ISSUED,    CLERKS)
RECALL = Move("recall", "Thu hồi",          frozenset({Status.ISSUED}),                   Status.RECALLED,  HEADS)
# fmt: on


def receive_obstacle(paper: Paper, user: User) -> str | None:
    """Why this person may not hand in a digitally signed copy now, or None when they may."""
    if not _holds(user, CLERKS, paper.keeper):
        return NO_ROLE
    if paper.status != Status.ISSUED:
        return f"Văn bản này đang ở trạng thái “{paper.get_status_display()}”."
    return None


# The step forward before the step back: pages offer them in this order.
MOVES = (SUBMIT, EDIT, SIGN, ISSUE, RETURN, RECALL, REMOVE)


def start_obstacle(keeper: Keeper, user: User) -> str | None:
    """Why this person may not write a paper in this name, or None. No query."""
    return None if _holds(user, WRITERS, keeper) else NO_ROLE


def _holds(user: User, hands: Hands, keeper: Keeper) -> bool:
    if isinstance(keeper, Office):
        return user.holds(*hands.office, at=keeper.locality_id)
    return user.holds(*hands.place, at=keeper.pk)
