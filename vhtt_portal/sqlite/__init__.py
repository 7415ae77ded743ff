"""Django's SQLite with a waiting line for writers: an ENGINE of DATABASES."""

import sys

import pysqlite3

# Debian 12's SQLite 3.40 carries the WAL-reset bug that 3.51.3 mends; the wheel brings a newer one.
# Django asks for ``sqlite3`` by name, so the swap has to happen before its backend is imported.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
