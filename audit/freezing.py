"""Rows that stand still once they are out: the databases refuse all but what may still be said.

A table that only grows is sealed whole (``audit.triggers``). A paper's own row still has to say
that it was recalled, so it is sealed column by column.
"""

from dataclasses import dataclass

from django.db.migrations import RunPython

from audit.triggers import (
    REFUSAL,
    Seal,
    refusing,
    refusing_rows,
    refusing_truncation,
    seal_by,
)


@dataclass(frozen=True, slots=True)
class Freezing:
    """``out`` and ``may_move`` are conditions in SQL over OLD and NEW.

    A row that is out is never deleted, and changes only by such a move, its frozen columns never.
    ``guard`` names the function that PostgreSQL's trigger calls.
    """

    table: str
    guard: str
    frozen: tuple[str, ...]
    out: str
    may_move: str

    def step(self) -> RunPython:
        """A migration step; a later one that alters the table has to call it again."""
        return seal_by(self.seals, self.table)

    def seals(self, vendor: str) -> list[Seal]:
        """What the model declares as its own ``seals``."""
        if vendor == "postgresql":
            return [
                refusing_rows(self.table, self.guard, self._body()),
                refusing_truncation(self.table),
            ]
        same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in self.frozen)
        return [
            refusing(self.table, "UPDATE", f"{self.out} AND NOT ({self.may_move} AND {same})"),
            refusing(self.table, "DELETE", self.out),
        ]

    def _body(self) -> str:
        # JSON has no equality on PostgreSQL; its text has.
        same = " AND ".join(
            f"NEW.{name}::text IS NOT DISTINCT FROM OLD.{name}::text" for name in self.frozen
        )
        refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001';"
        return (
            f" BEGIN IF TG_OP = 'DELETE' THEN IF {self.out} THEN {refuse} END IF; RETURN OLD;"
            f" END IF; IF {self.out} AND NOT ({self.may_move} AND {same}) THEN {refuse} END IF;"
            " RETURN NEW; END "
        )
