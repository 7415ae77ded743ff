"""Changes of the lanes' years."""

from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.guard import require_undecided
from campaigns.models import LaneResult
from campaigns.titles import TitleKind

lanes = Register(LaneResult, "lane_result", lambda row: row.place)
_DECIDED = {TitleKind.LANE: "is_recognised"}


class LaneFields(TypedDict):
    """What may change about a lane."""

    name: NotRequired[str]
    is_recognised: NotRequired[bool | None]


def change_lane(
    *, lane: LaneResult, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[LaneFields],
) -> LaneResult:  # fmt: skip
    require_undecided(lane, fields, _DECIDED, year=lane.year, lane=lane)
    return lanes.change(lane, version=version, by=by, at=at, **fields)
