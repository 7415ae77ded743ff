"""G16: a ward's workbook looked at before it is taken, and 200 wards' figures in one file."""

import resource
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from localities.models import Locality
from reports.catalogue.queries import form
from reports.entry.actions import import_figures
from reports.entry.files import read_rows
from tests.bench import world
from tests.bench.browser import Browser
from tests.bench.results import Result
from tests.bench.timing import Clock, cpu_clock, in_turn
from tests.bench.world import PASSWORD, District, World

_PREVIEWS = 15
WARDS, _LINES, _IMPORTS = 200, 99, 5
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def measured(built: World) -> list[Result]:
    with TemporaryDirectory() as folder:
        return [_preview(built, Path(folder)), _whole_district(Path(folder))]


def _clock() -> Clock:
    """The processor time of the limited processes too, which read the workbooks."""
    own = cpu_clock()

    def now() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return own() + children.ru_utime + children.ru_stime

    return now


# --- A ward's workbook ----------------------------------------------------------------------------


def _preview(built: World, folder: Path) -> Result:
    """As a person does it: the file is sent, the page that shows what it would change is opened."""
    browser = Browser(get_wsgi_application())
    browser.sign_in(built.ward_official.username, PASSWORD)
    address = reverse("entry:upload", args=[built.sheet.pk])
    path, steps = folder / "phieu.xlsx", count(1)
    _ward_workbook(built, next(steps)).save(path)
    content = path.read_bytes()

    def look() -> None:
        page = browser.get(browser.send_file(address, "file", path.name, content, _XLSX))
        if page.count("trong tệp".encode()) == 0 and b"<tr" not in page:
            raise AssertionError("no preview")

    pair = in_turn(look, lambda: _bare(path), rounds=_PREVIEWS, clock=_clock())
    return Result(
        goal="G16",
        what=f"xem trước sổ tính của một đơn vị ({world.LINES} chỉ tiêu), cả cổng gác và tiến trình con",
        database=connection.display_name,
        ratio=pair.ours,
        target=1.0,
        unit="giây xử lý",
        note=f"{pair.ours * 1000:.0f} ms; openpyxl đọc trơn {pair.measure * 1000:.0f} ms",
    )


def _ward_workbook(built: World, step: int) -> Workbook:
    """A sheet as wards keep it: a heading, names and units, last year beside this one."""
    book = Workbook()
    page = book.active
    page.append(["BIỂU SỐ LIỆU VĂN HÓA, THỂ THAO"])
    page.append(["TT", "Chỉ tiêu", "ĐVT", "Năm 2020", "Năm 2021"])
    asked = form(built.big.open.form_version).for_units(rural=False)
    typed = [line for line in asked if not line.is_computed]
    for number, line in enumerate(typed, start=1):
        page.append([number, line.name, line.unit, 1000 + number, 1001 + number + step])
    return book


def _bare(path: Path) -> list[tuple[Any, ...]]:
    """What reading costs whoever trusts the file."""
    book = load_workbook(path, read_only=True)
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


# --- A district's wards in one file -----------------------------------------------------------------


def _whole_district(folder: Path) -> Result:
    district = world.wide_district(folder, wards=WARDS)
    paths = [_table(district, folder, step) for step in (1, 2)]
    turns = count()

    def ours() -> None:
        rows = read_rows(paths[next(turns) % 2])
        import_figures(period=district.open, rows=rows, by=world.BY)

    pair = in_turn(ours, _reader(paths[0]), rounds=_IMPORTS, clock=_clock())
    return Result(
        goal="G16",
        what=f"nhập một tệp số liệu của {WARDS} đơn vị × {_LINES} chỉ tiêu / openpyxl đọc trơn",
        database=connection.display_name,
        ratio=pair.ratio,
        target=2.0,
        note=f"{pair.ours:.2f} và {pair.measure:.2f} s",
    )


def _reader(path: Path) -> Callable[[], object]:
    return lambda: _bare(path)


def _table(district: District, folder: Path, step: int) -> Path:
    """As many rows as the gate lets through."""
    asked = form(district.open.form_version).for_units(rural=False)
    typed = [line for line in asked if not line.is_computed and not line.register][:_LINES]
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append(["Mã địa phương", "Mã chỉ tiêu", "Giá trị", "Tình trạng", "Ghi chú"])
    for place in Locality.objects.filter(pk__in=[ward.pk for ward in district.wards]).in_order():
        for line in typed:
            page.append([place.code, line.code, step % 2 if line.is_yes_no else 1000 + step])
    path = folder / f"huyen-{step}.xlsx"
    book.save(path)
    return path
