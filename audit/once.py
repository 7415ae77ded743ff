"""A browser may send the same change twice; it happens once and both get the same answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection
from django.utils import timezone

from audit.actions import Actor
from audit.chain import canonical_json, sha256
from audit.models import DoneRequest
from vhtt_portal.rules import RuleError

# Positive keys of PostgreSQL's locks.
_LOCKS = 2**63
# How long a request that was sent again is known: a machine may lie closed for a week.
_KEPT = timedelta(days=7)
# More than one person saves between two sign-ins; few enough to delete in a moment.
_FORGOTTEN_AT_ONCE = 1000


class OtherRequestError(RuleError):
    """The key of an earlier request came back with other content."""

    def __init__(self) -> None:
        super().__init__("Yêu cầu này trùng khóa với một yêu cầu khác. Hãy tải lại trang.")


def wait_turn(key: UUID | None) -> None:
    """For a request that locks no row: its twin waits here until it is remembered.

    SQLite's IMMEDIATE transactions already stand in line.
    """
    if key is not None and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int % _LOCKS])


def recall(keys: Iterable[UUID | None]) -> dict[UUID, DoneRequest]:
    """Those of these requests that were carried out before. At most one query.

    To be asked under the lock of the row that they change: before it, twins do not see each other.
    OtherRequestError where two of them have one key.
    """
    known = [key for key in keys if key is not None]
    if len(set(known)) < len(known):
        raise OtherRequestError
    return DoneRequest.objects.in_bulk(known) if known else {}


def answered(done: DoneRequest, *, by: Actor, verb: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The answer given then; OtherRequestError where the key came back with another request."""
    if (done.actor_id, done.verb, done.body_hash) != (by.audit_id, verb, _hash(body)):
        raise OtherRequestError
    answer: dict[str, Any] = done.answer
    return answer


def replay(
    *, key: UUID | None, by: Actor, verb: str, body: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The answer given before to this very request, or None when it is new."""
    for done in recall([key]).values():
        return answered(done, by=by, verb=verb, body=body)
    return None


def remember(
    *,
    key: UUID | None,
    by: Actor,
    verb: str,
    body: Mapping[str, Any],
    answer: dict[str, Any],
    at: datetime | None = None,
) -> None:
    if key is not None:
        remember_each({key: (body, answer)}, by=by, verb=verb, at=at)


def remember_each(
    requests: Mapping[UUID, tuple[Mapping[str, Any], dict[str, Any]]],
    *,
    by: Actor,
    verb: str,
    at: datetime | None = None,
) -> None:
    """Keep body and answer of some requests of one verb. At most one query.

    OtherRequestError where another row's change has taken one of the keys in the same moment.
    """
    moment = at or timezone.now()
    rows = [
        DoneRequest(
            key=key, actor_id=by.audit_id, verb=verb, body_hash=_hash(body), answer=answer,
            at=moment,
        )
        for key, (body, answer) in requests.items()
    ]  # fmt: skip
    try:
        DoneRequest.objects.bulk_create(rows)
    except IntegrityError as taken:
        raise OtherRequestError from taken


def forget_old(now: datetime) -> None:
    """Forget what nobody will send again; rows that another one is forgetting are left to them.

    One query, two when there is something to forget.
    """
    old = list(
        DoneRequest.objects.select_for_update(skip_locked=True)
        .filter(at__lt=now - _KEPT)
        .values_list("pk", flat=True)[:_FORGOTTEN_AT_ONCE]
    )
    if old:
        DoneRequest.objects.filter(pk__in=old).delete()


def _hash(body: Mapping[str, Any]) -> str:
    return sha256(canonical_json(dict(body)))
