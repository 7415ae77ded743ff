"""Changes of the lanes' years."""

from accounts.rows import Register
from campaigns.models import LaneResult

lanes = Register(LaneResult, "lane_result", lambda row: row.place)
