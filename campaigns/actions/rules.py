"""Changes of what places have laid down for themselves."""

from accounts.rows import Register
from campaigns.models import LocalRule

local_rules = Register(LocalRule, "local_rule", lambda row: row.place)
