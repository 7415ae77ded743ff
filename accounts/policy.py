"""Who may open which address: ``policy.toml``, read once and typed."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from accounts.models import Role

_FILE = Path(__file__).with_name("policy.toml")


class Audience(StrEnum):
    """Whom a route is for where it is not for certain roles."""

    PUBLIC = "public"
    SIGNED_IN = "signed-in"


class Position(StrEnum):
    """Where the object of a route may lie, seen from the places at which one holds the role."""

    OWN = "own"
    BELOW = "below"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Route:
    """What the policy says of one named address."""

    name: str
    audience: Audience | frozenset[Role]
    methods: frozenset[str]
    positions: frozenset[Position]
    states: frozenset[str]

    @property
    def is_public(self) -> bool:
        return self.audience == Audience.PUBLIC

    def admits(self, roles: frozenset[Role]) -> bool:
        """Whether somebody signed in with these roles may open it at all."""
        return isinstance(self.audience, Audience) or bool(self.audience & roles)


@cache
def policy() -> Mapping[str, Route]:
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: _route(name, row) for name, row in content.items()}


def _route(name: str, row: Mapping[str, str | list[str]]) -> Route:
    """Fails loudly on a missing or unknown word: the portal does not start with a wrong policy."""
    roles = row["roles"]
    return Route(
        name=name,
        audience=Audience(roles) if isinstance(roles, str) else frozenset(map(Role, roles)),
        methods=frozenset(row["methods"]),
        positions=frozenset(map(Position, row["positions"])),
        states=frozenset(row["states"]),
    )
