"""A year's rows: one for each subject and year, written and written again."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from accounts import rows
from accounts.rows import Register
from audit.actions import Actor

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def record_year(
    register: Register[Row], of: Mapping[str, object], fields: Mapping[str, object], *,
    version: int | None, by: Actor, at: datetime | None,
) -> Row:  # fmt: skip
    """Add the row of this subject and year, or change it.

    Version 0 says that the page showed none yet; None writes whatever stands there.
    """
    known = register.model._default_manager.filter(**of).first()  # noqa: SLF001 - whichever model
    if known is None:
        row = register.model(**{**of, **fields})
        place = register.place_of(row)
        return rows.add(row, by=by, verb=f"{register.name}.added", place=place, at=at)
    return rows.change(
        known, fields, version=version, by=by, verb=f"{register.name}.changed",
        place=register.place_of(known), at=at,
    )  # fmt: skip
