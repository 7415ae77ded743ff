"""G4 and G15: what was issued is served as it is stored; the annexes are written as a workbook."""

from datetime import date
from io import BytesIO

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse
from openpyxl import Workbook

from reports.editions.annexes import annex_sheets
from reports.editions.content import Content
from reports.editions.models import Edition
from reports.editions.queries import sealed_content
from reports.editions.workbook import as_workbook
from reports.entry.models import Period
from tests.bench.browser import Browser
from tests.bench.results import Result
from tests.bench.timing import cpu_clock, in_turn
from tests.bench.urls import EMPTY
from tests.demo import demo_cast
from vhtt_portal.demo.figures import Figures
from vhtt_portal.demo.years import Years

_DOWNLOADS, _BOOKS = 60, 15


def measured() -> list[Result]:
    """On the demo, whose report of 2020 the bench leaves unsigned until here."""
    period = Period.objects.get(code="2020")
    Years(demo_cast(), Figures()).issue(period, date(2020, 12, 21))
    edition = Edition.objects.get(period=period)
    return [_served(edition), _written(sealed_content(edition))]


def _served(edition: Edition) -> Result:
    browser = Browser(get_wsgi_application())
    browser.sign_in("vanthu", settings.DEMO_PASSWORD)
    address = reverse("editions:file", args=[edition.pk, "pdf"])
    size = len(browser.get(address))
    pair = in_turn(
        lambda: browser.get(address), lambda: browser.get(EMPTY), rounds=_DOWNLOADS,
        clock=cpu_clock(),
    )  # fmt: skip
    return Result(
        goal="G4", what=f"tải bản đã ban hành ({size // 1024} KB) / trang rỗng đã đăng nhập",
        database=connection.display_name, ratio=pair.ratio, target=3.0,
        note=f"{pair.ours * 1000:.1f} và {pair.measure * 1000:.1f} ms",
    )  # fmt: skip


def _written(content: Content) -> Result:
    pair = in_turn(
        lambda: as_workbook(content), lambda: _bare(content), rounds=_BOOKS, clock=cpu_clock()
    )
    cells = sum(len(row.cells) for sheet in annex_sheets(content) for row in sheet.rows)
    return Result(
        goal="G15", what=f"sổ tính phụ lục ({cells} ô, có công thức) / openpyxl ghi trơn", database="–",
        ratio=pair.ratio, target=1.3,
        note=f"{pair.ours * 1000:.0f} và {pair.measure * 1000:.0f} ms",
    )  # fmt: skip


def _bare(content: Content) -> bytes:
    """The same cells from the same content by the reference writer, without formulas or looks."""
    book = Workbook(write_only=True)
    for sheet in annex_sheets(content):
        page = book.create_sheet()
        page.append([column.header for column in sheet.columns])
        for row in sheet.rows:
            page.append([cell.text if cell.number is None else cell.number for cell in row.cells])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
