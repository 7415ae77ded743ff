"""What the diary says in words: the kind that a name tells of, the sentences that a report takes."""

from activities.models import Activity, Task
from localities.models import Locality
from localities.tallies import as_listed
from vhtt_portal.dates import text_date
from vhtt_portal.numbers import write_figure
from vhtt_portal.text import fold, inside_sentence

Kind = Activity.Kind

# How names of each kind begin, without marks.
_BEGINNINGS = (
    ("tuyen truyen", Kind.PROPAGANDA),
    ("dot tuyen truyen", Kind.PROPAGANDA),
    ("chuong trinh van nghe", Kind.PERFORMANCE),
    ("dem van nghe", Kind.PERFORMANCE),
    ("van nghe", Kind.PERFORMANCE),
    ("lien hoan", Kind.FESTIVAL_DELEGATION),
    ("lop tap huan", Kind.COURSE),
    ("tap huan", Kind.COURSE),
    ("hoi thi", Kind.COMPETITION),
    ("hoi dien", Kind.COMPETITION),
    ("trien lam", Kind.EXHIBITION),
    ("trung bay", Kind.EXHIBITION),
)
_VERBS = {Kind.PROPAGANDA: "thực hiện", Kind.COURSE: "mở"}
_UNITS = {
    Kind.PROPAGANDA: "đợt",
    Kind.PERFORMANCE: "chương trình",
    Kind.FESTIVAL_DELEGATION: "đoàn",
    Kind.COURSE: "lớp",
    Kind.COMPETITION: "cuộc",
    Kind.EXHIBITION: "cuộc",
    Kind.OTHER: "lần",
}


def kind_of(name: str) -> Activity.Kind:
    """The kind that a name begins with: "Đêm văn nghệ mừng Xuân" is a performance."""
    key = f"{fold(name)} "
    return next((kind for words, kind in _BEGINNINGS if key.startswith(f"{words} ")), Kind.OTHER)


def sentence(activity: Activity, *, reporting: Locality) -> str:
    """One sentence of a report on what was done; the reporting place does not name itself.

    The activity comes with its place and the place's parent.
    """
    return (
        f"{_when(activity)}, {_who(activity, reporting)}{_verb(activity)} "
        f"{as_listed(activity.name.rstrip(' .'))}{_how_many(activity)}{_where(activity)}"
        f"{_with_whom(activity)}{_by_which_paper(activity)}."
    )


def _when(activity: Activity) -> str:
    first = text_date(activity.held_on)
    if activity.ended_on in {None, activity.held_on}:
        return f"Ngày {first}"
    return f"Từ ngày {first} đến ngày {text_date(activity.ended_on or activity.held_on)}"


def _who(activity: Activity, reporting: Locality) -> str:
    return _doer(activity.place, reporting)


def _doer(place: Locality, reporting: Locality) -> str:
    if place.pk == reporting.pk:
        return ""
    if place.parent and place.parent.pk != reporting.pk:
        return f"{place.full_name}, {place.parent.full_name} "
    return f"{place.full_name} "


def _verb(activity: Activity) -> str:
    verb = _VERBS.get(Kind(activity.kind), "tổ chức")
    if activity.partners:
        return f"phối hợp với {activity.partners} {verb}"
    return f"phối hợp với cấp trên {verb}" if activity.led_above else verb


def _how_many(activity: Activity) -> str:
    """A festival tells its delegations among those who came."""
    if activity.quantity == 1 or activity.kind == Kind.FESTIVAL_DELEGATION:
        return ""
    return f" ({write_figure(activity.quantity)} {_UNITS[Kind(activity.kind)]})"


def _where(activity: Activity) -> str:
    return f" tại {as_listed(activity.venue)}" if activity.venue else ""


def _with_whom(activity: Activity) -> str:
    came = []
    if activity.kind == Kind.FESTIVAL_DELEGATION:
        came.append(f"{write_figure(activity.quantity)} đoàn")
    if activity.participants:
        came.append(f"{write_figure(activity.participants)} người")
    return f", với {' và '.join(came)} tham gia" if came else ""


def _by_which_paper(activity: Activity) -> str:
    if not activity.document_number:
        return ""
    day = f" ngày {text_date(activity.document_on)}" if activity.document_on else ""
    return f" (theo văn bản số {activity.document_number}{day})"


def task_sentence(task: Task, *, reporting: Locality) -> str:
    """One sentence of a report on how far a task is; the reporting place does not name itself.

    The task comes with its place and the place's parent.
    """
    said = inside_sentence(task.content.rstrip(" ."))
    origin = f"{task.origin[:1].lower()}{task.origin[1:]}"
    return f"Thực hiện {origin}, {_doer(task.place, reporting)}{_so_far(task)}: {said}."


def _so_far(task: Task) -> str:
    if task.done_on:
        return f"đã hoàn thành nhiệm vụ (ngày {text_date(task.done_on)})"
    doing = "đang thực hiện" if task.state == Task.State.DOING else "chưa thực hiện"
    return f"{doing} nhiệm vụ (hạn ngày {text_date(task.due_on)})"
