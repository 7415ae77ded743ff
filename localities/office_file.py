"""The file that describes an office: TOML read into typed rows, every fault named."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models

from localities.models import Locality, LocalityKind, Office
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

_OFFICE_WORDS = (
    "code", "name", "parent_body", "issuing_body", "symbol", "place_name", "head_post",
    "archive_line", "units_word", "villages_word", "locality",
)  # fmt: skip
# Villages and recipients.
_LONGEST_NAME = 120
_LONGEST_RECIPIENT = 200
# What the papers of a kind of place print; what a file leaves out is usual.
_PAPER_WORDS = ("committee", "committee_short", "head_post", "archive_line")


def _longest(model: type[models.Model], word: str) -> int:
    """How much of a word the database keeps; a place is named by its code."""
    column = model._meta.get_field("code" if word == "locality" else word)
    return getattr(column, "max_length", None) or _LONGEST_NAME


class OfficeFileError(RuleError):
    """The file has faults; one line each, nothing was loaded."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of place and what its papers print; ``recipients`` has a line each."""

    code: str
    name: str
    is_village: bool
    is_rural: bool
    committee: str = "Ủy ban nhân dân"
    committee_short: str = "UBND"
    head_post: str = "Chủ tịch"
    archive_line: str = "VT"
    recipients: str = ""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    code: str
    kind: str
    name: str
    parent: str | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """The office's own words, as its papers print them."""

    code: str
    name: str
    parent_body: str
    issuing_body: str
    symbol: str
    place_name: str
    head_post: str
    archive_line: str
    units_word: str
    villages_word: str
    locality: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """One office with its kinds of places and its places, parents before children."""

    office: OfficeRow
    kinds: tuple[KindRow, ...]
    places: tuple[PlaceRow, ...]


def read_office_file(path: Path) -> OfficeFile:
    """Read and check a whole file. Raises OfficeFileError with every fault found."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise OfficeFileError([f"Không tìm thấy tệp {path}."]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise OfficeFileError([f"Tệp {path.name} không đúng định dạng TOML: {error}."]) from error
    reader = _Reader(content)
    found = OfficeFile(reader.office(), reader.kinds(), reader.places())
    reader.check_links(found)
    if reader.faults:
        raise OfficeFileError(reader.faults)
    return found


class _Reader:
    """Collects faults while reading, so that one run names them all."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.faults: list[str] = []

    def office(self) -> OfficeRow:
        table, where = self.content.get("office", {}), "Mục [office]"
        if not isinstance(table, dict):
            self.faults.append(f"{where} phải là một bảng.")
            table = {}
        words = {
            word: self._text(table, word, where, _longest(Office, word)) for word in _OFFICE_WORDS
        }
        recipients = self._names(table.get("recipients", []), "recipients", where)
        if not recipients:
            self.faults.append(f"{where}: thiếu danh sách nơi nhận (recipients).")
        return OfficeRow(**words, recipients=recipients)

    def kinds(self) -> tuple[KindRow, ...]:
        return tuple(
            self._kind(table, f"Loại địa phương thứ {position}")
            for position, table in enumerate(self._tables("kind"), start=1)
        )

    def _kind(self, table: dict[str, Any], where: str) -> KindRow:
        name = self._text(table, "name", where, _longest(LocalityKind, "name"))
        is_village = self._flag(table, "village", where)
        said = {
            word: self._text(table, word, where, _longest(LocalityKind, word))
            for word in _PAPER_WORDS
            if word in table
        }
        if is_village:  # no level of administration: no committee, its head speaks for it
            said = {"committee": "", "committee_short": "", "head_post": f"Trưởng {name}"} | said
        recipients = table.get("recipients", [])
        return KindRow(
            code=self._text(table, "code", where, _longest(LocalityKind, "code")),
            name=name,
            is_village=is_village,
            is_rural=self._flag(table, "rural", where),
            recipients="\n".join(self._names(recipients, "recipients", where, _LONGEST_RECIPIENT)),
            **said,
        )

    def places(self) -> tuple[PlaceRow, ...]:
        rows: list[PlaceRow] = []
        for position, table in enumerate(self._tables("place"), start=1):
            where = f"Địa phương thứ {position} ({table.get('name', 'chưa có tên')})"
            place = self._place(table, where)
            rows.append(place)
            rows.extend(self._villages(table, place, where))
        return tuple(rows)

    def _place(self, table: dict[str, Any], where: str) -> PlaceRow:
        begins = self._day(table, "valid_from", where) or date.min
        ends = self._day(table, "valid_to", where, required=False)
        if ends and ends <= begins:
            self.faults.append(f"{where}: “valid_to” phải sau “valid_from”.")
        return PlaceRow(
            code=self._text(table, "code", where, _longest(Locality, "code")),
            kind=self._text(table, "kind", where),
            name=self._text(table, "name", where, _longest(Locality, "name")),
            parent=self._text(table, "parent", where) if "parent" in table else None,
            valid_from=begins,
            valid_to=ends,
        )

    def _villages(self, table: dict[str, Any], place: PlaceRow, where: str) -> list[PlaceRow]:
        """Villages have no national code: they are numbered under their place's."""
        rows: list[PlaceRow] = []
        villages = table.get("villages", {})
        if not isinstance(villages, dict):
            self.faults.append(f"{where}: mục “villages” phải là một bảng.")
            return rows
        for kind, names in villages.items():
            for name in self._names(names, kind, where):
                rows.append(
                    PlaceRow(
                        code=f"{place.code}.{len(rows) + 1:02d}",
                        kind=kind,
                        name=name,
                        parent=place.code,
                        valid_from=place.valid_from,
                        valid_to=place.valid_to,
                    )
                )
        return rows

    def check_links(self, found: OfficeFile) -> None:
        kinds = {kind.code for kind in found.kinds}
        seen: set[str] = set()
        for place in found.places:
            where = f"Địa phương {place.code} ({place.name})"
            if place.code in seen:
                self.faults.append(f"{where}: mã {place.code} bị dùng hai lần.")
            if place.kind not in kinds:
                self.faults.append(f"{where}: loại “{place.kind}” chưa được khai ở mục [[kind]].")
            if place.parent is not None and place.parent not in seen:
                self.faults.append(
                    f"{where}: không tìm thấy đơn vị cấp trên {place.parent}."
                    " Hãy khai đơn vị cấp trên trước đơn vị cấp dưới."
                )
            seen.add(place.code)
        if found.office.locality not in seen:
            self.faults.append(
                f"Mục [office]: không tìm thấy địa phương {found.office.locality} của cơ quan."
            )

    def _tables(self, name: str) -> list[dict[str, Any]]:
        tables = self.content.get(name, [])
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            return tables
        self.faults.append(f"Mục “{name}” phải viết thành các bảng [[{name}]].")
        return []

    def _text(self, table: dict[str, Any], word: str, where: str, longest: int = 200) -> str:
        """Codes are often typed as numbers."""
        typed = table.get(word, "")
        if type(typed) not in (str, int):
            self.faults.append(f"{where}: “{word}” phải là chữ.")
            return ""
        text = tidy(str(typed))
        if not text:
            self.faults.append(f"{where}: thiếu “{word}”.")
        if len(text) > longest:
            self.faults.append(f"{where}: “{word}” dài quá {longest} chữ.")
        return text

    def _names(
        self, names: object, word: str, where: str, longest: int = _LONGEST_NAME
    ) -> tuple[str, ...]:
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.faults.append(f"{where}: danh sách “{word}” phải là một dãy tên.")
            return ()
        return tuple(self._text({word: name}, word, where, longest) for name in names)

    def _flag(self, table: dict[str, Any], word: str, where: str) -> bool:
        flag = table.get(word, False)
        if not isinstance(flag, bool):
            self.faults.append(f"{where}: “{word}” chỉ nhận true hoặc false.")
        return flag is True

    def _day(
        self, table: dict[str, Any], word: str, where: str, *, required: bool = True
    ) -> date | None:
        day = table.get(word)
        if day is None and not required:
            return None
        if type(day) is not date:  # a moment is a date to Python, not to a reader of the file
            self.faults.append(f"{where}: “{word}” phải là một ngày, ví dụ 2004-01-01.")
            return None
        return day
