"""The official document as data: what stands on the paper, in what order, in no layout.

Whoever writes a paper builds one ``OfficialDocument`` from these frozen parts; ``documents.pdf``
draws it. Numbers of parts, headings, points and annexes are never typed: ``numbered`` gives them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum

from documents.kinds import ABBREVIATIONS, LETTER, MINUTES
from documents.numerals import ordinal_words, point_letter, roman
from vhtt_portal.dates import official_date
from vhtt_portal.files.evidence import content as evidence

# Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I.2: landscape only where a wide table needs it.
PORTRAIT_COLUMNS = 7
# So many rows are better moved to the next page than broken.
_SHORT = 8
END_MARK = "./."
BLANK_DATE = "ngày … tháng … năm …"
_PHOTOS = (evidence.JPEG, evidence.PNG, evidence.WEBP)


class Level(IntEnum):
    """What a heading is: "I." mục, "1." khoản, "a)" điểm."""

    SECTION = 1
    CLAUSE = 2
    POINT = 3


class Align(Enum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class RowKind(Enum):
    """How a table row reads: a plain line, the title of a group of lines, a total."""

    PLAIN = "plain"
    GROUP = "group"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; ``trace`` leads the screen to the figure behind it."""

    text: str
    bold: bool = False
    italic: bool = False
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """ "Phần I" on its own line, its title in capitals below."""

    title: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered title; its number comes from its place in the document.

    A khoản may have no title and be a numbered sentence: then it is not bold (Phụ lục I, Phần V.6).
    """

    level: Level
    title: str
    is_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullet:
    """A paragraph that opens with a dash."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """ "Điều 1." and what it lays down; paragraphs of the same Điều follow it."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo as the portal keeps them; ``alt`` says what it shows to whoever cannot see it."""

    image: bytes
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        if not self.alt:
            raise ValueError("a picture says in words what it shows")
        # A drawing in SVG, say, could ask for other files.
        if self.media_type not in _PHOTOS:
            raise ValueError("a picture is a photo")

    @property
    def media_type(self) -> str:
        return evidence.type_of(self.image) or ""


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; ``share`` is its part of the width beside the other columns' shares."""

    header: str
    share: int = 1
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class HeaderCell:
    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """``small`` stands below the text in small type: what a line means, how it is counted."""

    text: str
    colspan: int = 1
    trace: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` is for heads of several rows; left empty, the columns' own titles are one row.

    A roomy table has rows that a hand can write in. A numbered one ("Bảng 1") belongs to the text.
    A short one below its title stays on one page.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    note: str = ""
    header: tuple[tuple[HeaderCell, ...], ...] = ()
    is_roomy: bool = False
    is_numbered: bool = False

    @property
    def is_whole(self) -> bool:
        return bool(self.title) and len(self.rows) <= _SHORT

    @property
    def header_rows(self) -> tuple[tuple[HeaderCell, ...], ...]:
        return self.header or (tuple(HeaderCell(column.header) for column in self.columns),)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of ``documents.charts`` under its title, a message; its number from its place.

    ``alt`` says in words all that the drawing shows; ``table`` are the figures behind it.
    """

    title: str
    svg: str
    alt: str
    table: Table
    note: str = ""


Block = Part | Heading | Article | Paragraph | Bullet | Table | Picture | Chart


@dataclass(frozen=True, slots=True)
class Annex:
    """A paper behind the paper; its number ("Phụ lục II") comes from its place."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def is_landscape(self) -> bool:
        widths = (len(block.columns) for block in self.blocks if isinstance(block, Table))
        return max(widths, default=0) > PORTRAIT_COLUMNS


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The bodies at the top left, one string a line; ``name`` is the issuer inside a sentence."""

    parent_body: tuple[str, ...]
    issuing_body: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Who signs, and as what; the lines come from ``documents.signing``."""

    capacity_lines: tuple[str, ...]
    signer_name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One paper of an office, complete.

    ``number`` and ``issued_on`` are None until the clerk gives them; ``distribution`` ends with
    the "Lưu: VT, …" line; ``closing`` and annexes get their "./." from whoever draws them.
    A form or a receipt is no document of the outgoing book: it has no symbol, at most a number of
    its ``own_number``; a form bears beside the signature that of its ``preparer``, as minutes do
    that of their secretary. A decision names the ``authority`` that makes it: "Chủ tịch Ủy ban …".
    """

    letterhead: Letterhead
    symbol: str
    place: str
    kind: str
    subject: tuple[str, ...]
    body: tuple[Block, ...]
    signature: SignatureBlock
    distribution: tuple[str, ...]
    number: int | None = None
    issued_on: date | None = None
    addressees: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    authority: str = ""
    closing: str = ""
    annexes: tuple[Annex, ...] = ()
    title: str = ""
    language: str = "vi"
    is_draft: bool = False
    parts_in_words: bool = False
    own_number: str = ""
    preparer: SignatureBlock | None = None
    is_landscape: bool = False

    @property
    def is_administrative(self) -> bool:
        """One of the kinds of Nghị định 30/2020/NĐ-CP, Điều 7, and no form, sheet or receipt."""
        return self.kind in ABBREVIATIONS or self.is_letter

    @property
    def is_letter(self) -> bool:
        """Mẫu 1.5: a công văn prints no kind; what it is about stands below its number."""
        return self.kind == LETTER

    @property
    def number_text(self) -> str:
        """ "05/BC-PVHTT", or the symbol behind a blank for the clerk's pen."""
        if not self.symbol:
            return self.own_number
        # Two digits at least, "05": Phụ lục I, Phần I, Mục II.3.
        number = "\u00a0" * 8 if self.number is None else f"{self.number:02d}"
        return f"{number}/{self.symbol}"

    @property
    def date_text(self) -> str:
        return BLANK_DATE if self.issued_on is None else official_date(self.issued_on)

    @property
    def place_and_date(self) -> str:
        """Phụ lục III, Mẫu 1.9: minutes tell place and time in their text."""
        return "" if self.kind == MINUTES else f"{self.place}, {self.date_text}"

    @property
    def full_title(self) -> str:
        """The title of the file: kind and subject in one line unless one is given."""
        return self.title or " ".join((self.kind.capitalize(), *self.subject))

    @property
    def attached_to(self) -> str:
        """ "(Kèm theo Báo cáo số 05/BC-PVHTT ngày … của Phòng …)", under each annex's title."""
        number = f" số {self.number_text}" if self.number_text else ""
        issuer = self.authority or self.letterhead.name
        return f"(Kèm theo {self.kind.capitalize()}{number} {self.date_text} của {issuer})"

    def numbered_body(self) -> Iterator[tuple[str, Block]]:
        return numbered(self.body, parts_in_words=self.parts_in_words)

    def numbered_annexes(self) -> Iterator[tuple[str, Annex]]:
        """ "Phụ lục" alone when there is one, otherwise "Phụ lục I", "Phụ lục II", …"""
        for index, annex in enumerate(self.annexes, start=1):
            yield ("Phụ lục" if len(self.annexes) == 1 else f"Phụ lục {roman(index)}"), annex


def numbered(
    blocks: tuple[Block, ...], *, parts_in_words: bool = False
) -> Iterator[tuple[str, Block]]:
    """Each block with its number ("Phần I", "I.", "Điều 1.", "1.", "a)"), or "" where it bears none.

    A number starts again below each heading of a higher level, but Điều, tables ("Bảng 1") and
    charts ("Biểu đồ 1") are counted through.
    """
    counts = [0, 0, 0, 0]
    articles = 0
    shown: Counter[str] = Counter()
    for block in blocks:
        match block:
            case Article():
                articles += 1
                counts[Level.CLAUSE :] = [0, 0]
                yield f"Điều {articles}.", block
            case Part() | Heading():
                level = 0 if isinstance(block, Part) else int(block.level)
                counts[level] += 1
                counts[level + 1 :] = [0] * (len(counts) - level - 1)
                yield _label(level, counts[level], parts_in_words=parts_in_words), block
            case Chart() | Table(is_numbered=True):
                name = "Biểu đồ" if isinstance(block, Chart) else "Bảng"
                shown[name] += 1
                yield f"{name} {shown[name]}", block
            case _:
                yield "", block


def _label(level: int, number: int, *, parts_in_words: bool) -> str:
    if level == 0:
        return f"Phần {ordinal_words(number) if parts_in_words else roman(number)}"
    if level == Level.SECTION:
        return f"{roman(number)}."
    return f"{number}." if level == Level.CLAUSE else f"{point_letter(number)})"


def paragraph(text: str) -> Paragraph:
    """A paragraph in one plain style."""
    return Paragraph((Run(text),))


def bullet(text: str) -> Bullet:
    """A dash paragraph in one plain style."""
    return Bullet((Run(text),))


def article(text: str) -> Article:
    """An Điều in one plain style."""
    return Article((Run(text),))


def row(*texts: str, kind: RowKind = RowKind.PLAIN) -> Row:
    """A table row of bare texts."""
    return Row(tuple(Cell(text) for text in texts), kind)
