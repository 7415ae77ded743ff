"""Which steps a nomination has, and why somebody may not take one now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.models import WARD_ROLES, Role, User
from campaigns.models import Nomination, NominationRound
from vhtt_portal.dates import short_date

Status = Nomination.Status

# The refusal that hides a button instead of greying it.
NO_ROLE = "Tài khoản của bạn không có quyền thực hiện bước này."
OFFICE = frozenset({Role.SPECIALIST, Role.HEAD})
HEADS = frozenset({Role.HEAD})
_UNDECIDED = frozenset({Status.NOMINATED, Status.ASSESSED})


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a nomination; ``by_place`` ones are also those of the place that put it forward."""

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    roles: frozenset[Role]
    by_place: bool = False

    def obstacle(
        self, nomination: Nomination, user: User, assessors: Collection[int] = ()
    ) -> str | None:
        """Why this person may not take this step now, or None when they may.

        ``assessors`` are the people who gave an opinion; only deciding asks for them.
        """
        if not self._is_for(nomination, user):
            return NO_ROLE
        if nomination.status not in self.sources:
            return f"Đề nghị này đang ở trạng thái “{nomination.get_status_display()}”."
        if nomination.commendation_id is not None:
            return "Đề nghị này đã có Giấy khen. Muốn xem lại, hãy sửa Giấy khen trước."
        if self in {APPROVE, REFUSE} and set(assessors) == {user.pk}:
            return (
                "Bạn là người thẩm định duy nhất của đề nghị này; cần thêm ý kiến thẩm định của một"
                " người khác trước khi quyết định."
            )
        return None

    def _is_for(self, nomination: Nomination, user: User) -> bool:
        if user.holds(*self.roles, at=nomination.round.office.locality_id):
            return True
        return self.by_place and user.holds(*WARD_ROLES, at=nomination.place_id)


# fmt: off
CHANGE     = Move("change",     "Sửa",                frozenset({Status.NOMINATED}),                 Status.NOMINATED, OFFICE, by_place=True)
WITHDRAW   = Move("withdraw",   "Rút đề nghị",        _UNDECIDED,                                    Status.WITHDRAWN, OFFICE, by_place=True)
ASSESS     = Move("assess",     "Ghi ý kiến thẩm định", _UNDECIDED,                                  Status.ASSESSED,  OFFICE)
APPROVE    = Move("approve",    "Đồng ý đề nghị khen", frozenset({Status.ASSESSED}),                 Status.APPROVED,  HEADS)
REFUSE     = Move("refuse",     "Không đồng ý",       frozenset({Status.ASSESSED}),                  Status.REFUSED,   HEADS)
RECONSIDER = Move("reconsider", "Xem lại",            frozenset({Status.APPROVED, Status.REFUSED}),  Status.ASSESSED,  HEADS)
# fmt: on

# The step forward before the step back: pages offer them in this order.
MOVES = (ASSESS, APPROVE, REFUSE, CHANGE, WITHDRAW, RECONSIDER)


def nominate_obstacle(round_: NominationRound, kind: str, kept: int, day: date) -> str | None:
    """Why a place that has ``kept`` nominations of a kind may add none to the round that day."""
    if day > round_.due_on:
        return f"Đợt này đã hết hạn gửi đề nghị ngày {short_date(round_.due_on)}."
    quota, words = round_.quota(kind), Nomination.Kind(kind).label.lower()
    if quota == 0:
        return f"Đợt này không nhận đề nghị {words}."
    if kept >= quota:
        return (
            f"Đã đề nghị đủ {quota} {words} của đợt này. Muốn đề nghị {words} khác, hãy rút bớt"
            " một đề nghị."
        )
    return None
