"""What the work diary and the tasks offer to say under each heading."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from activities.counts import COUNTERS
from activities.models import Activity, Task
from activities.wording import sentence, task_sentence
from localities.models import Locality
from reports.catalogue.models import OutlineNode
from reports.entry.models import Period
from reports.narrative.engine import DraftNode
from reports.narrative.queries import Material, figures_in
from vhtt_portal.dates import text_date
from vhtt_portal.text import fold

# As many sentences stand by a heading; all the others are a link away.
MOST = 40


@dataclass(frozen=True, slots=True)
class Offer:
    """One activity or task as a report would tell of it.

    An activity is used once the heading's words name it and its day, a task once they name it.
    """

    row: Activity | Task
    text: str
    is_used: bool

    @property
    def key(self) -> str:
        return f"{self.row._meta.model_name}-{self.row.pk}"


@dataclass(slots=True)
class Offers:
    """What one heading is offered; ``left_out`` counts what is too much for the page."""

    section: str
    shown: list[Offer] = field(default_factory=list)
    left_out: int = 0

    @property
    def unused(self) -> int:
        return sum(not offer.is_used for offer in self.shown)


def offers_by_heading(source: Material) -> dict[str, Offers]:
    """What the period's diary has for each heading: the office's own doings first, by day.

    An activity that is counted stands by the heading that writes its count, if that is of its
    field of work; any other, and every task, by the heading that writes most about the figures of
    its field. Two queries.
    """
    homes = _Homes(source)
    nodes = {node.heading.code: node for node in source.draft.nodes}
    reporting = source.period.office.locality
    found: dict[str, Offers] = {}
    own = _own_first(tasks_in(source.period), reporting)
    for row in (*own, *_own_first(done_in(source.period), reporting)):
        code = homes.of(row)
        if code is None:
            continue
        offers = found.setdefault(code, Offers(row.field))
        if len(offers.shown) < MOST:
            offers.shown.append(_offer(row, reporting, nodes[code]))
        else:
            offers.left_out += 1
    return found


def done_in(period: Period) -> "Sequence[Activity]":
    """What the office and the places below it did in the period, by day. One query."""
    places = Locality.objects.below(frozenset([period.office.locality_id]))
    rows = Activity.objects.within(period.starts_on, period.ends_on).filter(place__in=places)
    return list(rows.select_related("place__parent").in_order())


def tasks_in(period: Period) -> "Sequence[Task]":
    """What the office and the places below it had to do in the period, by day. One query."""
    places = Locality.objects.below(frozenset([period.office.locality_id]))
    rows = Task.objects.in_force(period.starts_on, period.ends_on).filter(place__in=places)
    return list(rows.select_related("place__parent").in_order())


def _own_first(rows: Sequence[Activity | Task], reporting: Locality) -> list[Activity | Task]:
    return sorted(rows, key=lambda row: row.place_id != reporting.pk)


def _offer(row: Activity | Task, reporting: Locality, node: DraftNode) -> Offer:
    lines = [line.text for passage in node.passages for line in passage.lines]
    if isinstance(row, Task):
        name = fold(row.content.rstrip(" ."))
        is_used = any(name in fold(line) for line in lines)
        return Offer(row, task_sentence(row, reporting=reporting), is_used)
    name, day = fold(row.name.rstrip(" .")), text_date(row.held_on)
    is_used = any(day in line and name in fold(line) for line in lines)
    return Offer(row, sentence(row, reporting=reporting), is_used)


class _Homes:
    """Which heading each activity or task stands by."""

    def __init__(self, source: Material) -> None:
        self._by_count: dict[tuple[str, str], str] = {}
        uses: dict[str, Counter[str]] = defaultdict(Counter)
        for code, section, register in _written(source):
            self._by_count.setdefault((section, register), code)
            uses[section][code] += 1
        self._by_field: Mapping[str, str] = {
            section: counts.most_common(1)[0][0] for section, counts in uses.items()
        }

    def of(self, row: Activity | Task) -> str | None:
        counter = COUNTERS.get(row.kind, "") if isinstance(row, Activity) else ""
        counted = self._by_count.get((row.field, counter))
        return counted or self._by_field.get(row.field)


def _written(source: Material) -> Iterator[tuple[str, str, str]]:
    """Heading, field and register of each figure in a heading of results that takes words."""
    indicators = source.comparison.now.form.by_code
    for heading in source.form.headings:
        if heading.prose and heading.kind == OutlineNode.Kind.RESULTS:
            for code in figures_in(heading):
                yield heading.code, indicators[code].section, indicators[code].register
