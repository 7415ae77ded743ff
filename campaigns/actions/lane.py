"""Changes of the lanes' years."""

from datetime import datetime
from typing import Any

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.guard import require_undecided
from campaigns.models import LaneResult
from campaigns.titles import TitleKind

_DECIDED = {TitleKind.LANE: "is_recognised"}


class _Lanes(Register[LaneResult]):
    """A lane says of itself what no round has decided."""

    def change(
        self, row: LaneResult, *, version: int | None, by: Actor, at: datetime | None = None,
        **fields: Any,
    ) -> LaneResult:  # fmt: skip
        require_undecided(row, fields, _DECIDED, year=row.year, lane=row)
        return super().change(row, version=version, by=by, at=at, **fields)


lanes = _Lanes(LaneResult, "lane_result", lambda row: row.place)
