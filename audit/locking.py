"""Read a row again under its lock before changing it."""

from typing import TypeVar

from django.db import models

from vhtt_portal.rules import RuleError

Row = TypeVar("Row", bound=models.Model)


class StaleError(RuleError):
    """Somebody else changed the row since it was shown."""


def lock(instance: Row, *, version: int | None = None) -> Row:
    """The same row as it stands now, locked until the transaction ends.

    With ``version``, the integer that the page carried: refuses when the row has moved on.
    Related rows are not locked and not loaded.
    """
    model = instance.__class__  # the request's lazy user answers with the person's model
    rows: models.Manager[Row] = model.objects  # type: ignore[attr-defined]  # every model has one
    try:
        current = rows.select_for_update().get(pk=instance.pk)
    except model.DoesNotExist as gone:  # type: ignore[attr-defined]  # every model has it
        raise StaleError("Mục này vừa được người khác xóa. Hãy tải lại trang.") from gone
    if version is not None and current.version != version:  # type: ignore[attr-defined]  # versioned rows only
        raise StaleError(
            "Nội dung này vừa được người khác thay đổi. Hãy tải lại trang để xem giá trị mới nhất."
        )
    return current
