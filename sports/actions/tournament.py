"""Every change of the tournaments and of the medals won in them."""

from accounts.rows import Register
from sports.models import Medal, Tournament

tournaments = Register(Tournament, "tournament", lambda row: row.place)
medals = Register(Medal, "medal", lambda row: row.tournament.place)
