"""Django's SQLite with a waiting line for writers: an ENGINE of DATABASES."""
