"""How a person, this time or before, said that a file is to be understood."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from audit.chain import canonical_json, sha256


@dataclass(frozen=True, slots=True)
class Choices:
    """Columns by the fingerprint of their table, lines by the key of their row in this file or by
    name, encodings by the number of the sheet.

    ``picked`` is which lines are to be written where the person differs from what was chosen
    beforehand: the answer for one that was taken up, nothing for one that was left out. One taken
    up with another answer is not.
    """

    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    encodings: Mapping[str, str] = field(default_factory=dict)
    picked: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Choices":
        return cls(**stored)

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def understanding(self) -> str:
        """One word for all that decides what the file says; what is picked of it does not."""
        return sha256(canonical_json(replace(self, picked={}).plain()))
