"""Reading a catalogue file: its includes, what it extends, and every fault it has."""

import hashlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reports.catalogue.definitions import (
    AnnexDefinition,
    ExhibitDefinition,
    Faults,
    FormDefinition,
    IndicatorDefinition,
    NodeDefinition,
    RuleDefinition,
    SectionDefinition,
    SentenceDefinition,
    Table,
    build,
)
from reports.catalogue.validation import validate
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

SHIPPED = Path(__file__).parent / "data"
_WORDS = ("code", "name", "subject", "opening", "closing")
# Each list of the file, what one entry is called and by which key the yearly diff finds it.
_LISTS = {
    "sections": ("lĩnh vực", "code"),
    "indicators": ("chỉ tiêu", "code"),
    "rules": ("quy tắc", "code"),
    "outline": ("đề mục", "code"),
    "sentences": ("câu", "code"),
    "exhibits": ("bảng, biểu đồ", "code"),
    "annexes": ("phụ lục", "kind"),
}
_KNOWN = {*_WORDS, *_LISTS, "year_from", "units", "include", "extends", "change", "remove"}
_YEARS = range(1945, 3000)

Row = TypeVar("Row")


class CatalogueFaultsError(RuleError):
    """A file that cannot be loaded: all of its faults, a line each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read(path: Path) -> FormDefinition:
    """The whole form version that a file describes; raises CatalogueFaultsError with every fault."""
    faults = Faults()
    document = _document(path, faults, ())
    _stop_at(faults)
    definition = _definition(document, faults)
    validate(definition, faults)
    _stop_at(faults)
    return definition


def _stop_at(faults: Faults) -> None:
    if faults.lines:
        raise CatalogueFaultsError(faults.lines)


def _document(path: Path, faults: Faults, through: tuple[Path, ...]) -> Table:
    """One file with its includes and, under them, the version that it extends."""
    if path.resolve() in through:
        faults.add(f"Tệp {path.name}", "các tệp kế thừa nhau thành vòng tròn")
        return {}
    own = _toml(path, faults)
    for name in _names(own, "include", f"Tệp {path.name}", faults):
        _take_in(own, path.parent / name, path.parent, faults)
    if "extends" not in own:
        for name in own.keys() & {"change", "remove"}:
            faults.add(f"Tệp {path.name}", f"mục “{name}” chỉ dùng khi có “extends”")
        return own
    base_path = _base_path(path, str(own["extends"]))
    base = _document(base_path, faults, (*through, path.resolve()))
    return _changed(base, own, f"Tệp {path.name}", faults)


def _base_path(path: Path, code: str) -> Path:
    """The extended version: beside the file, else among the versions that come with the portal."""
    beside = path.parent / f"{code}.toml"
    return beside if beside.exists() else SHIPPED / f"{code}.toml"


def _toml(path: Path, faults: Faults) -> Table:
    where = f"Tệp {path.name}"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        faults.add(where, "không mở được tệp")
        return {}
    except UnicodeDecodeError:
        faults.add(where, "tệp không phải chữ UTF-8")
        return {}
    except tomllib.TOMLDecodeError as error:
        faults.add(where, f"sai cú pháp TOML ({error})")
        return {}
    for unknown in table.keys() - _KNOWN:
        faults.add(where, f"không có mục “{unknown}”")
    _check_lists(table, where, faults)
    return table


def _check_lists(table: Table, where: str, faults: Faults) -> None:
    for name in _LISTS:
        rows = table.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            faults.add(where, f"mục “{name}” phải viết thành các bảng [[{name}]]")
            table[name] = []


def _names(table: Table, key: str, where: str, faults: Faults) -> list[str]:
    names = table.get(key, [])
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return names
    faults.add(where, f"mục “{key}” phải là một danh sách chữ")
    return []


def _take_in(own: Table, path: Path, folder: Path, faults: Faults) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        faults.add(f"Tệp {path.name}", "tệp kèm theo phải nằm cùng thư mục hoặc thư mục con")
        return
    included = _toml(path, faults)
    for name in included.keys() - _LISTS.keys():
        faults.add(f"Tệp {path.name}", f"tệp kèm theo không được có mục “{name}”")
    for name in _LISTS:
        own[name] = [*own.get(name, []), *included.get(name, [])]


def _changed(base: Table, own: Table, where: str, faults: Faults) -> Table:
    """The base with the diff applied: removed, changed, then added."""
    document = base | {name: own[name] for name in (*_WORDS, "year_from") if name in own}
    document["units"] = [*base.get("units", []), *own.get("units", [])]
    removed = _diff(own, "remove", str, where, faults)
    changed = _diff(own, "change", dict, where, faults)
    for name, (label, key) in _LISTS.items():
        rows = {str(row.get(key)): row for row in base.get(name, [])}
        _remove(rows, removed.get(name, []), f"{where}, {label}", faults)
        _change(rows, changed.get(name, []), key, f"{where}, {label}", faults)
        document[name] = _add(list(rows.values()), own.get(name, []), key)
    return document


def _diff(own: Table, part: str, kind: type, where: str, faults: Faults) -> Table:
    """The part of the diff that removes or changes: lists of codes or of tables, by list name."""
    diff = own.get(part, {})
    if not isinstance(diff, dict):
        faults.add(where, f"mục “{part}” phải là một bảng")
        return {}
    sound: Table = {}
    for name, items in diff.items():
        if name not in _LISTS:
            faults.add(where, f"không có mục “{part}.{name}”")
        elif isinstance(items, list) and all(isinstance(item, kind) for item in items):
            sound[name] = items
        else:
            faults.add(where, f"mục “{part}.{name}” viết chưa đúng kiểu danh sách")
    return sound


def _remove(rows: dict[str, Table], codes: list[str], where: str, faults: Faults) -> None:
    for code in codes:
        if rows.pop(code, None) is None:
            faults.add(f"{where} {code}", "không có trong bản gốc nên không bỏ được")


def _change(
    rows: dict[str, Table], changes: list[Table], key: str, where: str, faults: Faults
) -> None:
    for change in changes:
        code = str(change.get(key))
        if code in rows:
            rows[code] = rows[code] | change
        else:
            faults.add(f"{where} {code}", "không có trong bản gốc nên không sửa được")


def _add(rows: list[Table], added: list[Table], key: str) -> list[Table]:
    """New entries go to the end, or behind the entry that ``after`` names."""
    result = list(rows)
    for new in added:
        row = {name: value for name, value in new.items() if name != "after"}
        places = [i for i, old in enumerate(result) if old.get(key) == new.get("after")]
        result.insert(places[0] + 1 if places else len(result), row)
    return result


def _definition(document: Table, faults: Faults) -> FormDefinition:
    where = f"Biểu mẫu {document.get('code', '')}".strip()
    heads = {name: tidy(str(document.get(name, ""))) for name in _WORDS}
    for name in ("code", "name"):
        if not heads[name]:
            faults.add(where, f"thiếu mục “{name}”")
    year_from = document.get("year_from")
    if type(year_from) is not int or year_from not in _YEARS:
        faults.add(where, "thiếu mục “year_from” (năm bắt đầu dùng, một số nguyên bốn chữ số)")
        year_from = 0
    rows = _Rows(document, faults)
    return FormDefinition(
        **heads,
        year_from=year_from,
        sha256=_fingerprint(document),
        units=tuple(tidy(unit) for unit in _names(document, "units", where, faults)),
        sections=rows.of("sections", SectionDefinition),
        indicators=rows.of("indicators", IndicatorDefinition),
        rules=rows.of("rules", RuleDefinition),
        outline=rows.of("outline", NodeDefinition),
        sentences=rows.of("sentences", SentenceDefinition),
        exhibits=rows.of("exhibits", ExhibitDefinition),
        annexes=rows.of("annexes", AnnexDefinition),
    )


class _Rows:
    """The typed rows of each list of a document."""

    def __init__(self, document: Table, faults: Faults) -> None:
        self.document = document
        self.faults = faults

    def of(self, name: str, row_type: Callable[..., Row]) -> tuple[Row, ...]:
        label, key = _LISTS[name]
        found: list[Row] = []
        for number, table in enumerate(self.document.get(name, []), start=1):
            where = f"{label.capitalize()} {table.get(key) or f'thứ {number}'}"
            row = build(row_type, table, where, self.faults)  # type: ignore[arg-type]  # a dataclass type
            if row is None:
                self.faults.broken.add(str(table.get(key)))
            else:
                found.append(row)
        return tuple(found)


def _fingerprint(document: Table) -> str:
    """The hash of what the file says: comments and spacing do not make another version."""
    plain = {name: document[name] for name in document.keys() - {"include", "extends"}}
    canonical = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
