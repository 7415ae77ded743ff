"""The corpus once more, opened and saved by LibreOffice: all of it in one call of the program."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from tests.libreoffice import converted
from tests.reports.entry.excel.corpus.case import Case, Told, n
from vhtt_portal.files.workbook.content import Kind

# What LibreOffice makes of a case otherwise than it was: it computes, it reads numbers its own way,
# and it does not hide what has no height. None: the cell is gone.
_MAKES: Mapping[str, Mapping[str, Told | str | None]] = {
    "formulas that nobody has computed": {
        "D3": n("3210", is_formula=True), "D5": n("42", is_formula=True),
    },
    "truths": {"D10": Told("có", Kind.BOOLEAN, is_formula=True)},
    "strict namespaces, dates written out": {"E2": n("44179")},
    "formulas with their values": {
        "D3": n("0", is_formula=True), "D4": n("0", is_formula=True), "D5": n("0", is_formula=True),
    },
    "formulas to be computed on opening, with zeros for values": {
        "D3": n("0", is_formula=True), "D5": n("0", is_formula=True),
    },
    "errors, cached and typed": {
        "D3": Told("#NAME?", Kind.ERROR, is_formula=True),
        "D5": Told("#N/A", Kind.ERROR, is_formula=True),
    },
    "numbers that are none": {
        "D2": Told("INF", Kind.ERROR), "D5": n("4"), "D6": n("1"), "D7": n("0"),
    },
    "numbers as computers store them": {"E4": n("123456789012346000")},
    "escaped characters": {"E2": "_x0041_"},
}  # fmt: skip
# Cases whose point does not outlive the saving.
_POINTLESS = {"rows without height, columns without width", "a sheet that is a chart"}


def resaved(folder: Path, files: Mapping[str, bytes], suffix: str = "xlsx") -> dict[str, bytes]:
    """What LibreOffice saves of each file, by its name."""
    return converted(folder, files, kind="xlsx", into=suffix)


def cases(folder: Path, of: Iterable[Case]) -> list[Case]:
    """The given cases as LibreOffice saves them. Their answers are those of the cells, so they are
    left out where LibreOffice changes a cell."""
    kept = [case for case in of if case.name not in _POINTLESS]
    files = resaved(folder, {case.name: case.build() for case in kept})
    return [_saved(case, files[case.name]) for case in kept]


def _saved(case: Case, content: bytes) -> Case:
    changed = _MAKES.get(case.name, {})
    cells = {
        sheet: {at: told for at, told in ({**told_at, **changed}).items() if told is not None}
        for sheet, told_at in case.cells.items()
    }
    name = f"{case.name}, saved by LibreOffice"
    if not changed:
        return replace(case, name=name, build=lambda: content)
    return replace(case, name=name, build=lambda: content, cells=cells, answers={})
