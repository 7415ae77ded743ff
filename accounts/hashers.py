"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id at OWASP's parameters (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.

    Django's defaults ask for five times the memory, which a small office server feels on a morning
    when everybody signs in.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
