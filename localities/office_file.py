"""The file that describes an office: TOML read into typed rows, every fault named."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

_OFFICE_WORDS = (
    "code", "name", "parent_body", "issuing_body", "symbol", "place_name", "head_post",
    "archive_line", "units_word", "villages_word", "locality",
)  # fmt: skip


class OfficeFileError(RuleError):
    """The file has faults; one line each, nothing was loaded."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class KindRow:
    code: str
    name: str
    is_village: bool
    is_rural: bool


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
        table = self.content.get("office", {})
        words = {word: self._text(table, word, "Mục [office]") for word in _OFFICE_WORDS}
        recipients = tuple(tidy(str(line)) for line in table.get("recipients", []))
        if not recipients:
            self.faults.append("Mục [office]: thiếu danh sách nơi nhận (recipients).")
        return OfficeRow(**words, recipients=recipients)

    def kinds(self) -> tuple[KindRow, ...]:
        return tuple(
            KindRow(
                code=self._text(table, "code", f"Loại địa phương thứ {position}"),
                name=self._text(table, "name", f"Loại địa phương thứ {position}"),
                is_village=bool(table.get("village", False)),
                is_rural=bool(table.get("rural", False)),
            )
            for position, table in enumerate(self.content.get("kind", []), start=1)
        )

    def places(self) -> tuple[PlaceRow, ...]:
        rows: list[PlaceRow] = []
        for position, table in enumerate(self.content.get("place", []), start=1):
            where = f"Địa phương thứ {position} ({table.get('name', 'chưa có tên')})"
            place = self._place(table, where)
            rows.append(place)
            rows.extend(self._villages(table, place, where))
        return tuple(rows)

    def _place(self, table: dict[str, Any], where: str) -> PlaceRow:
        return PlaceRow(
            code=self._text(table, "code", where),
            kind=self._text(table, "kind", where),
            name=self._text(table, "name", where),
            parent=tidy(str(table["parent"])) if "parent" in table else None,
            valid_from=self._day(table, "valid_from", where) or date.min,
            valid_to=self._day(table, "valid_to", where, required=False),
        )

    def _villages(self, table: dict[str, Any], place: PlaceRow, where: str) -> list[PlaceRow]:
        """Villages have no national code: they are numbered under their place's."""
        rows: list[PlaceRow] = []
        for kind, names in table.get("villages", {}).items():
            if not isinstance(names, list):
                self.faults.append(f"{where}: danh sách “{kind}” phải là một dãy tên.")
                continue
            for name in names:
                rows.append(
                    PlaceRow(
                        code=f"{place.code}.{len(rows) + 1:02d}",
                        kind=kind,
                        name=tidy(str(name)),
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

    def _text(self, table: dict[str, Any], word: str, where: str) -> str:
        text = tidy(str(table.get(word, "")))
        if not text:
            self.faults.append(f"{where}: thiếu “{word}”.")
        return text

    def _day(
        self, table: dict[str, Any], word: str, where: str, *, required: bool = True
    ) -> date | None:
        day = table.get(word)
        if day is None and not required:
            return None
        if not isinstance(day, date):
            self.faults.append(f"{where}: “{word}” phải là một ngày, ví dụ 2004-01-01.")
            return None
        return day
