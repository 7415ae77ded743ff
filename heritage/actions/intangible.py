"""Every change of the intangible heritage."""

from accounts.rows import Register
from heritage.models import IntangibleHeritage

intangibles = Register(IntangibleHeritage, "intangible", lambda row: row.place)
