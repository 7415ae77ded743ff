"""Every change of the festivals."""

from accounts.rows import Register
from heritage.models import Festival, FestivalHeld

festivals = Register(Festival, "festival", lambda row: row.place)
occasions = Register(FestivalHeld, "festival_held", lambda row: row.festival.place)
