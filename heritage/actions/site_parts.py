"""Every change of what is done to a site and kept of it."""

from accounts.files import FileRegister
from accounts.rows import Register
from heritage.models import Restoration, SiteFile

restorations = Register(Restoration, "restoration", lambda row: row.site.place)
site_files = FileRegister(SiteFile, "site_file", "site", "sites", lambda row: row.place)
