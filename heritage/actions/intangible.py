"""Every change of the intangible heritage and of its artisans."""

from accounts.files import FileRegister
from accounts.rows import Register
from heritage.models import Artisan, ArtisanTitle, IntangibleFile, IntangibleHeritage, Listing

intangibles = Register(IntangibleHeritage, "intangible", lambda row: row.place)
listings = Register(Listing, "listing", lambda row: row.heritage.place)
intangible_files = FileRegister(
    IntangibleFile, "intangible_file", "heritage", "phi-vat-the", lambda row: row.place
)
artisans = Register(Artisan, "artisan", lambda row: row.place)
artisan_titles = Register(ArtisanTitle, "artisan_title", lambda row: row.artisan.place)
