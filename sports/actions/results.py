"""Who won, and the lots that were drawn where nobody had."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.rows import require_reason
from accounts.scope import require_writing
from audit.actions import Actor, record
from audit.locking import StaleError, lock
from audit.models import Source
from sports.models import Draw, Event, Lot, Result, Team, Tournament
from sports.models.contest import HIGHEST_RANK, LONGEST_HOLDER
from sports.queries import table_of
from sports.standings import ties
from vhtt_portal.dates import short_date
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

_LOTS = "bốc thăm"


@dataclass(frozen=True, slots=True, order=True)
class Finish:
    """A line of an event's results: which rank, which team, whom it names."""

    rank: int
    team: int
    holder: str = ""


@transaction.atomic
def record_results(
    *, tournament: Tournament, results: Mapping[int, Sequence[Finish]], version: int | None,
    by: Actor, at: datetime | None = None,
) -> Tournament:  # fmt: skip
    """Make the results of these events (by their keys) exactly these lines; others stay.

    What is so already is no change, even from a stale page.
    """
    require_writing(by, {tournament.place_id})
    current = lock(tournament)
    events = {row.pk: row for row in Event.objects.filter(tournament=current, pk__in=results)}
    names = dict(Team.objects.filter(tournament=current).values_list("pk", "name"))
    changes = {}
    for pk, finishes in results.items():
        if pk not in events or any(finish.team not in names for finish in finishes):
            raise StaleError("Đoàn hoặc nội dung vừa được người khác xóa. Hãy tải lại trang.")
        told = _set_event(events[pk], [_tidied(finish) for finish in finishes], names)
        if told:
            changes[events[pk].name] = told
    if changes:
        lock(tournament, version=version)
        _bump(current)
        record(
            by=by, verb="tournament.results_recorded", target=current, changes=changes,
            place=current.place.full_name, source=Source.REGISTER, at=at,
        )  # fmt: skip
    return current


def _set_event(
    event: Event, wanted: Sequence[Finish], names: Mapping[int, str]
) -> tuple[str, str] | None:
    """What the event's results were and what they are; None where nothing changed."""
    stored = {row.pk: Finish(row.rank, row.team_id, row.holder) for row in event.results.all()}
    before, after = Counter(stored.values()), Counter(wanted)
    if before == after:
        return None
    _check(event, wanted)
    surplus, missing = before - after, after - before
    for pk, finish in stored.items():
        if surplus[finish]:
            surplus[finish] -= 1
            Result.objects.filter(pk=pk).delete()
    Result.objects.bulk_create(
        Result(event=event, team_id=line.team, rank=line.rank, holder=line.holder)
        for line in sorted(missing.elements())
    )
    return _words(stored.values(), names), _words(wanted, names)


def _tidied(finish: Finish) -> Finish:
    return Finish(finish.rank, finish.team, tidy(finish.holder))


def _check(event: Event, finishes: Sequence[Finish]) -> None:
    named = Counter((line.team, line.holder) for line in finishes if line.holder)
    for line in finishes:
        if not 1 <= line.rank <= HIGHEST_RANK:
            raise RuleError(f"{event.name}: hạng phải từ 1 đến {HIGHEST_RANK}.")
        if len(line.holder) > LONGEST_HOLDER:
            raise RuleError(f"{event.name}: tên người, đội đạt giải quá dài.")
        if named[line.team, line.holder] > 1:
            raise RuleError(f"{event.name}: “{line.holder}” được ghi hai lần.")


def _words(finishes: Iterable[Finish], names: Mapping[int, str]) -> str:
    return "; ".join(
        f"{line.rank}. {names[line.team]}" + (f" ({line.holder})" if line.holder else "")
        for line in sorted(finishes)
    )


@transaction.atomic
def draw_lots(
    *, tournament: Tournament, teams: Sequence[int], drawn_on: date, drawn_by: str,
    version: int | None, by: Actor, at: datetime | None = None,
) -> Draw:  # fmt: skip
    """Keep how lots fell among teams that stand level, from the luckiest down."""
    require_writing(by, {tournament.place_id})
    current = lock(tournament, version=version)
    table = table_of(current)
    if sorted(teams) not in [sorted(tie) for tie in ties(table.standings)]:
        raise RuleError(
            "Chỉ bốc thăm giữa tất cả các đoàn đang bằng nhau ở một hạng."
            " Hãy xem lại bảng xếp hạng toàn đoàn."
        )
    drawn_by = tidy(drawn_by)
    if not drawn_by:
        raise RuleError("Hãy ghi người chủ trì bốc thăm.")
    draw = Draw(tournament=current, drawn_on=drawn_on, drawn_by=drawn_by)
    draw.full_clean()
    draw.save()
    Lot.objects.bulk_create(
        Lot(draw=draw, team_id=pk, position=position) for position, pk in enumerate(teams, start=1)
    )
    order = "; ".join(f"{n}. {table.names[pk]}" for n, pk in enumerate(teams, start=1))
    told = f"{order} (ngày {short_date(drawn_on)}, chủ trì: {drawn_by})"
    _tell_of_lots(current, "tournament.lots_drawn", (None, told), by=by, at=at)
    return draw


@transaction.atomic
def remove_draw(*, draw: Draw, reason: str, by: Actor, at: datetime | None = None) -> Tournament:
    """For a drawing of lots that was written down wrongly."""
    reason = require_reason(reason)
    current = lock(draw.tournament)
    require_writing(by, {current.place_id})
    stored = lock(draw)
    lots = stored.lots.select_related("team").order_by("position")
    told = "; ".join(str(lot) for lot in lots)
    stored.delete()
    _tell_of_lots(current, "tournament.draw_removed", (told, None), by=by, reason=reason, at=at)
    return current


def _tell_of_lots(
    tournament: Tournament, verb: str, change: tuple[str | None, str | None], *, by: Actor,
    at: datetime | None, reason: str = "",
) -> None:  # fmt: skip
    _bump(tournament)
    record(
        by=by, verb=verb, target=tournament, changes={_LOTS: change}, reason=reason,
        place=tournament.place.full_name, source=Source.REGISTER, at=at,
    )  # fmt: skip


def _bump(tournament: Tournament) -> None:
    """A page that showed the results as they were before is an old one now."""
    tournament.version += 1
    tournament.save(update_fields=["version"])
