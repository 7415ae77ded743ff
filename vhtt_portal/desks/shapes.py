"""What the first page shows, as plain data; the templates in templates/home/ draw it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued report."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Stat:
    """One big figure with its word."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToDo:
    """A thing to do, with how it stands."""

    label: str
    url: str
    status: str
    status_label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the other side asks or answers at a sheet or at one of its cells."""

    about: str
    text: str
    who: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A ward's sheet of an open period."""

    heading: str
    place: str
    due: str
    remaining: str
    is_late: bool
    filled: int
    total: int
    given: int
    status: str
    status_label: str
    return_note: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class WardDesk:
    """A ward official's or leader's first page."""

    sheets: list[SheetCard]
    questions: list[Question]
    papers: list[Paper]
    outgoing: list[ToDo]
    tasks: list[ToDo]


@dataclass(frozen=True, slots=True)
class BigChange:
    """A total that moved much against last year."""

    name: str
    last_year: str
    this_year: str
    change: str
    direction: str
    url: str


@dataclass(frozen=True, slots=True)
class AwaitingPaper:
    """A report that waits for a signature."""

    title: str
    detail: str
    url: str
    action: str
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class HeadDesk:
    """What waits for the head."""

    papers: list[AwaitingPaper]
    changes: list[BigChange]
    open_items: list[ToDo]


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """One field of one place on the wall board."""

    state: str
    word: str
    count: str
    url: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One place on the wall board."""

    place: str
    url: str
    status: str
    status_label: str
    cells: list[MatrixCell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The wall board as it is drawn."""

    caption: str
    hint: str
    place_word: str
    sections: list[str]
    rows: list[MatrixRow]


@dataclass(frozen=True, slots=True)
class Oddity:
    """A place whose sheet asks for attention."""

    place: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day of the period."""

    label: str
    day: str
    status: str
    status_label: str


@dataclass(frozen=True, slots=True)
class OfficeDesk:
    """The office's first page: the wall board of the open period."""

    heading: str
    stats: list[Stat]
    board: Matrix | None
    board_url: str
    totals_url: str
    report_url: str
    oddities: list[Oddity]
    words: list[Question]
    headings: list[ToDo]
    limits: list[ToDo]
    overdue_tasks: int
    deadlines: list[Deadline]


@dataclass(frozen=True, slots=True)
class ClerkDesk:
    """Papers to number."""

    book: str
    papers: list[Paper]
    recent: list[Paper]


@dataclass(frozen=True, slots=True)
class AdministratorDesk:
    """Accounts at a glance."""

    stats: list[Stat]
    tasks: list[ToDo]


@dataclass(frozen=True, slots=True)
class InspectorDesk:
    """Where to read."""

    search_url: str
    query: str
    papers: list[Paper]


@dataclass(frozen=True)
class Desk:
    """The first page of one person, a part for each role that is held."""

    greeting: str
    today: date
    ward: WardDesk | None = None
    head: HeadDesk | None = None
    office: OfficeDesk | None = None
    clerk: ClerkDesk | None = None
    administrator: AdministratorDesk | None = None
    inspector: InspectorDesk | None = None
