"""What the work diary can count for the reports."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Aggregate, Case, Count, F, Q, QuerySet, Sum, When
from django.urls import reverse

from activities.models import Activity, Directive, Field, Inspection, Task, TaskQuerySet
from activities.queries import entries_beside_the_register
from documents.models import BookEntry
from localities.counting import Item, Span, offer
from localities.tallies import Tally, as_listed, owned, standing_at
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure

Kind = Activity.Kind
_KINDS = (
    (Kind.PROPAGANDA, "propaganda_rounds", "Đợt tuyên truyền"),
    (Kind.PERFORMANCE, "performances", "Chương trình văn nghệ"),
    (Kind.FESTIVAL_DELEGATION, "festival_delegations", "Đoàn dự liên hoan"),
    (Kind.COURSE, "courses", "Lớp tập huấn"),
    (Kind.COMPETITION, "competitions", "Hội thi, hội diễn"),
    (Kind.EXHIBITION, "exhibitions", "Triển lãm, trưng bày"),
)
_SOURCES = (
    (Task.Source.CONCLUSION, "activities.conclusion_tasks", "thông báo kết luận"),
    (Task.Source.PROJECT, "activities.project_tasks", "dự án thuộc chương trình quốc gia"),
)

# The counter that each kind of activity goes into.
COUNTERS: dict[str, str] = {kind.value: f"activities.{name}" for kind, name, _ in _KINDS}


def register_counters() -> None:
    offer(DirectiveCounter())
    for kind, name, label in _KINDS:
        offer(_activities(name, label, Q(kind=kind)))
        offer(
            _activities(
                f"{name}_participants", f"{label}: số người tham gia", Q(kind=kind), "participants"
            )
        )
    for field, name in ((Field.TOURISM, "tourism"), (Field.INFORMATION, "information")):
        courses = Q(kind=Kind.COURSE, field=field)
        offer(_activities(f"{name}_courses", f"Lớp tập huấn: {field.label.lower()}", courses))
    for name, label, outcomes in (
        ("inspected_establishments", "Cơ sở được kiểm tra", tuple(Inspection.Outcome)),
        ("reminded_establishments", "Cơ sở bị nhắc nhở", (Inspection.Outcome.REMINDED,)),
        ("sanctioned_establishments", "Cơ sở bị xử phạt", (Inspection.Outcome.SANCTIONED,)),
    ):
        offer(_establishments(name, label, outcomes))
    rounds, fined = Count("inspected_on", distinct=True), Q(fine__isnull=False)
    offer(_visits("inspection_rounds", "Đợt kiểm tra", rounds, _round, Q(), order="inspected_on"))
    offer(_visits("inspection_fines", "Tổng tiền phạt (đồng)", Sum("fine"), _fine, fined))
    for source, name, label in _SOURCES:
        offer(TaskCounter(name, f"Nhiệm vụ theo {label}", _in_force(source)))
        offer(TaskCounter(f"{name}_done", f"Nhiệm vụ theo {label} đã hoàn thành", _done(source)))
        offer(TaskCounter(f"{name}_overdue", f"Nhiệm vụ theo {label} quá hạn", _overdue(source)))


@dataclass(frozen=True, slots=True)
class DirectiveCounter:
    """What a place's register holds, and what the portal numbered besides: each paper once.

    The books alone make no register: an office numbers other papers by hand, and types its figure.
    """

    name: str = "activities.directives"
    label: str = "Văn bản chỉ đạo đã ban hành"

    def count(self, locality_ids: Sequence[int], span: Span) -> Mapping[int, Decimal]:
        kept = owned(Directive.objects.filter(issued_on__lte=span.end), "place", locality_ids)
        in_span = Count("pk", filter=Q(issued_on__gte=span.start))
        answer = dict(kept.values_list("owner").annotate(total=in_span))
        beside = owned(_entries(span), _OFFICE, locality_ids).filter(owner__in=list(answer))
        for owner, total in beside.values_list("owner").annotate(total=Count("pk")):
            answer[owner] += total
        return {owner: Decimal(total) for owner, total in answer.items()}

    def items(self, locality_id: int, span: Span) -> list[Item]:
        rows = Directive.objects.within(span.start, span.end).in_order()
        typed = [_directive(row) for row in rows.filter(standing_at("place", [locality_id]))]
        entries = _entries(span).filter(standing_at(_OFFICE, [locality_id]))
        return [*typed, *(_entry(row) for row in entries.order_by("issued_on", "number"))]


@dataclass(frozen=True, slots=True)
class TaskCounter:
    """Tasks in force in the span; a place counts its own and those of the places below it."""

    name: str
    label: str
    counted: Callable[[Span], TaskQuerySet]

    def count(self, locality_ids: Sequence[int], span: Span) -> Mapping[int, Decimal]:
        """A place that was never given a task keeps no such register."""
        owner = Case(
            When(place__in=locality_ids, then=F("place_id")), default=F("place__parent_id")
        )
        kept = Task.objects.filter(_given_to(locality_ids), given_on__lte=span.end)
        owners = kept.annotate(owner=owner).values_list("owner", flat=True).distinct()
        answer = dict.fromkeys(owners.order_by(), Decimal(0))
        counted = self.counted(span).filter(_given_to(locality_ids)).annotate(owner=owner)
        for place, total in counted.values_list("owner").annotate(total=Count("pk")).order_by():
            answer[place] = Decimal(total)
        return answer

    def items(self, locality_id: int, span: Span) -> list[Item]:
        rows = self.counted(span).filter(_given_to([locality_id])).select_related("place")
        return [_task(row) for row in rows.in_order()]


def _in_force(source: str) -> Callable[[Span], TaskQuerySet]:
    return lambda span: Task.objects.filter(source=source).in_force(span.start, span.end)


def _done(source: str) -> Callable[[Span], TaskQuerySet]:
    return lambda span: _in_force(source)(span).filter(done_on__lte=span.end)


def _overdue(source: str) -> Callable[[Span], TaskQuerySet]:
    return lambda span: _in_force(source)(span).overdue_on(span.end)


def _given_to(locality_ids: Sequence[int]) -> Q:
    return Q(place__in=locality_ids) | Q(place__parent__in=locality_ids)


_OFFICE = "book__office__locality"


def _entries(span: Span) -> QuerySet[BookEntry]:
    return entries_beside_the_register().filter(issued_on__range=(span.start, span.end))


def _activities(name: str, label: str, which: Q, column: str = "quantity") -> Tally[Activity]:
    def counted(span: Span) -> QuerySet[Activity]:
        return Activity.objects.within(span.start, span.end).counted().filter(which).in_order()

    return Tally(
        name=f"activities.{name}",
        label=label,
        # A note on one thing does not mean that another is written down here as well.
        kept=lambda span: Activity.objects.filter(which, held_on__lte=span.end),
        counted=counted,
        item=_activity,
        total=Sum(column),
    )


def _establishments(
    name: str, label: str, outcomes: tuple[Inspection.Outcome, ...]
) -> Tally[Inspection]:
    total = Count("establishment", distinct=True)
    return _visits(name, label, total, _establishment, Q(outcome__in=outcomes))


def _visits(
    name: str, label: str, total: Aggregate, item: Callable[[Inspection], Item], which: Q,
    *, order: str = "establishment__sort_key",
) -> Tally[Inspection]:  # fmt: skip
    def counted(span: Span) -> QuerySet[Inspection]:
        visits = Inspection.objects.within(span.start, span.end).filter(which)
        return visits.select_related("establishment").order_by(order, "pk")

    return Tally(
        name=f"activities.{name}",
        label=label,
        kept=lambda span: Inspection.objects.filter(inspected_on__lte=span.end),
        counted=counted,
        item=item,
        total=total,
    )


def _directive(row: Directive) -> Item:
    return Item(f"{row} ngày {short_date(row.issued_on)}", row.get_absolute_url(), row.subject)


def _entry(row: BookEntry) -> Item:
    url = f"{reverse('activities:directive-list')}?nam={row.issued_on.year}"
    return Item(f"{row} ngày {short_date(row.issued_on)}", url, row.subject)


def _activity(row: Activity) -> Item:
    return Item(as_listed(row.name), row.get_absolute_url(), short_date(row.held_on))


def _establishment(row: Inspection) -> Item:
    """The same for each visit of one establishment, which is thereby listed once."""
    place = row.establishment
    return Item(place.name, place.get_absolute_url(), place.get_kind_display())


def _task(row: Task) -> Item:
    return Item(row.content, row.get_absolute_url(), f"{row.place}, hạn {short_date(row.due_on)}")


def _round(row: Inspection) -> Item:
    """A round is what one place inspected on one day: the same for each of its visits."""
    url = f"{reverse('activities:inspection-list')}?nam={row.inspected_on.year}"
    return Item(f"đợt kiểm tra ngày {short_date(row.inspected_on)}", url)


def _fine(row: Inspection) -> Item:
    place = row.establishment
    return Item(place.name, row.get_absolute_url(), f"{write_figure(row.fine)} đồng")
