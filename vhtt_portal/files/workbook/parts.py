"""The parts of a workbook beside its sheets: where they are, what its styles and strings are."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from vhtt_portal.files import refusals
from vhtt_portal.files.refusals import RefusedError
from vhtt_portal.files.workbook import cellwords
from vhtt_portal.files.workbook.cellwords import Shape
from vhtt_portal.files.workbook.content import ANSWER_PREFIX
from vhtt_portal.files.workbook.markup import Attributes, plain, walk

MAX_SHEETS = 20
MAX_STRINGS = 200_000
_TRUE = {"1", "true", "on"}
_ONE_CELL = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<bare>[^'!]+))!\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d{1,7})"
)
_HALF = re.compile("[\ud800-\udfff]")  # of a pair; alone it is no character
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    name: str
    path: str
    is_hidden: bool


@dataclass(slots=True)
class Book:
    """What the workbook part says."""

    sheets: list[SheetPart] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)  # address of an answer, code
    from_1904: bool = False
    is_stale: bool = False  # its formulas are to be computed when it is opened


@dataclass(frozen=True, slots=True)
class Style:
    """How cells of one format look."""

    font: str = ""
    shown: Shape = Shape.PLAIN
    digits: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    font: str = ""  # of the part of it that is not plain ASCII, where it has a font of its own


def is_true(value: str | None) -> bool:
    return value in _TRUE


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as _x000D_."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(code: re.Match[str]) -> str:
    char = chr(int(code[1], 16))
    return code[0] if _HALF.fullmatch(char) else char


# --- Where the parts are -----------------------------------------------------------------------


def relations(package: zipfile.ZipFile, of: str) -> dict[str, tuple[str, str]]:
    """Of one part: kind and path of what it refers to, by id."""
    folder, name = posixpath.split(of)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(element: str, attributes: Attributes) -> None:
        told = plain(attributes)
        if element == "Relationship" and told.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, told["Target"]))
            found[told["Id"]] = told["Type"].rpartition("/")[2], target.removeprefix("/")

    if path in package.namelist():
        with package.open(path) as part:
            walk(part, start)
    return found


def workbook_path(package: zipfile.ZipFile) -> str:
    for kind, path in relations(package, "").values():
        if kind == "officeDocument":
            return path
    return "xl/workbook.xml"


def book(package: zipfile.ZipFile, path: str, related: dict[str, tuple[str, str]]) -> Book:
    found = Book()
    name = ""
    target: list[str] = []

    def start(element: str, attributes: Attributes) -> None:
        nonlocal name
        told = plain(attributes)
        name = ""
        if element == "sheet":
            _add_sheet(found, told, related)
        elif element == "definedName" and "localSheetId" not in told:
            name = told.get("name", "")
            target.clear()
        elif element == "workbookPr":
            found.from_1904 = is_true(told.get("date1904"))
        elif element == "calcPr":
            found.is_stale = is_true(told.get("fullCalcOnLoad"))

    def end(element: str) -> None:
        nonlocal name
        if element == "definedName" and name.startswith(ANSWER_PREFIX):
            _add_name(found, name.removeprefix(ANSWER_PREFIX), "".join(target))
        name = ""

    with package.open(path) as part:
        walk(part, start, end, lambda text: target.append(text) if name else None)
    return found


def _add_sheet(found: Book, told: Attributes, related: dict[str, tuple[str, str]]) -> None:
    if len(found.sheets) == MAX_SHEETS:
        raise RefusedError(refusals.TOO_MANY_CELLS)
    kind, path = related[told["id"]]
    if kind == "worksheet":  # the others are charts
        found.sheets.append(
            SheetPart(told["name"], path, told.get("state", "visible") != "visible")
        )


def _add_name(found: Book, code: str, target: str) -> None:
    """A name that follows one cell; where its cell was deleted it follows none."""
    if at := _ONE_CELL.fullmatch(target.strip()):
        sheet = at["bare"] or at["quoted"].replace("''", "'")
        found.names.append((f"{sheet}!{at['column']}{at['row']}", code))


# --- Styles and strings ------------------------------------------------------------------------


def styles(package: zipfile.ZipFile, path: str | None) -> list[Style]:
    """The formats of cells by their number."""
    sheet = _StyleSheet()
    if path is not None:
        with package.open(path) as part:
            walk(part, sheet.start, sheet.end)
    return sheet.found or [Style()]


class _StyleSheet:
    """Listens to the part of styles; fonts and formats of other things than cells pass by."""

    def __init__(self) -> None:
        self.found: list[Style] = []
        self._codes: dict[int, str] = {}
        self._fonts: list[str] = []
        self._inside = ""

    def start(self, element: str, attributes: Attributes) -> None:
        match self._inside, element:
            case _, "numFmts" | "fonts" | "cellXfs":
                self._inside = element
            case "numFmts", "numFmt":
                self._codes[int(attributes["numFmtId"])] = attributes["formatCode"]
            case "fonts", "font":
                self._fonts.append("")
            case "fonts", "name" if self._fonts:
                self._fonts[-1] = attributes.get("val", "")
            case "cellXfs", "xf":
                self.found.append(self._style(attributes))

    def end(self, element: str) -> None:
        if element == self._inside:
            self._inside = ""

    def _style(self, attributes: Attributes) -> Style:
        font = int(attributes.get("fontId", 0))
        kind = int(attributes.get("numFmtId", 0))
        name = self._fonts[font] if 0 <= font < len(self._fonts) else ""
        if kind not in self._codes:
            return Style(name, cellwords.built_in(kind))
        code = self._codes[kind]
        return Style(name, cellwords.shape(code), digits=len(code))


class Runs:
    """Text that may change its font in between: fed with events, told as one text."""

    def __init__(self) -> None:
        self._runs: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._font = ""
        self._is_text = self._is_reading_aid = False

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "t":
            self._is_text = not self._is_reading_aid
        elif element == "rFont":
            self._font = attributes.get("val", "")
        elif element == "r":
            self._font = ""
        elif element == "rPh":
            self._is_reading_aid = True

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)

    def end(self, element: str) -> None:
        if element == "t" and self._is_text:
            self._runs.append((unescaped("".join(self._pieces)), self._font))
            self._pieces.clear()
            self._is_text = False
        elif element == "rPh":
            self._is_reading_aid = False

    def taken(self) -> Text:
        """The text, and the font in which most of its letters beyond ASCII stand."""
        runs, self._runs, self._font = self._runs, [], ""
        if len(runs) == 1:
            return Text(*runs[0])
        font = max(runs, key=_letters_beyond_ascii)[1] if runs else ""
        return Text("".join(text for text, _ in runs), font)


def _letters_beyond_ascii(run: tuple[str, str]) -> int:
    return sum(not char.isascii() for char in run[0])


def strings(package: zipfile.ZipFile, path: str | None) -> list[Text]:
    """The texts that cells refer to by number."""
    found: list[Text] = []
    runs = Runs()

    def end(element: str) -> None:
        runs.end(element)
        if element == "si":
            if len(found) == MAX_STRINGS:
                raise RefusedError(refusals.TOO_MANY_CELLS)
            found.append(runs.taken())

    if path is not None:
        with package.open(path) as part:
            walk(part, runs.start, end, runs.text)
    return found
