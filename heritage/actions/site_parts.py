"""Every change of what happens to a site."""

from accounts.rows import Register
from heritage.models import Restoration

restorations = Register(Restoration, "restoration", lambda row: row.site.place)
