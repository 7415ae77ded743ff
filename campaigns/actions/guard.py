"""What a round has decided is changed in the round alone: the registers hold one truth."""

from collections.abc import Mapping

from django.db import models

from campaigns.models import Candidate
from campaigns.titles import Step, TitleKind
from vhtt_portal.rules import RuleError


def require_undecided(
    row: models.Model, wanted: Mapping[str, object], decided: Mapping[TitleKind, str], *,
    year: int, **subject: models.Model,
) -> None:  # fmt: skip
    """Refuse to write past a decided round. ``decided`` names the field that each title settles."""
    kinds = [
        kind for kind, name in decided.items()
        if name in wanted and wanted[name] != getattr(row, name)
    ]  # fmt: skip
    if not kinds:
        return
    found = (
        Candidate.objects.filter(
            round__year=year, round__kind__in=kinds, round__step=Step.DECIDED, **subject
        )
        .select_related("round")
        .first()
    )
    if found:
        raise RuleError(
            f"{found} đã được xét tại quyết định số {found.round.decision_number}."
            " Muốn sửa kết quả, hãy mở lại đợt xét."
        )
