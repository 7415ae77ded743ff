"""G10, G11 and G12: whole requests beside an empty page behind the same doors."""

from collections.abc import Callable
from itertools import count
from uuid import uuid4

from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.urls import reverse

from accounts.models import User
from reports.entry.models import Figure, Submission
from tests.bench.browser import Browser
from tests.bench.counting import queries
from tests.bench.results import Result
from tests.bench.timing import Pair, cpu_clock, in_turn
from tests.bench.urls import EMPTY
from tests.bench.world import PASSWORD, ROWS, World

_ROUNDS = 60
_SAVES = 150
# A line with a computed one behind it and rules of both kinds.
_CELL = "TT.NGUOITAP"
_LISTS = (
    "campaigns:index",
    "campaigns:lane-list",
    "campaigns:agency-list",
    "heritage:site-list",
    "heritage:festival-list",
    "sports:tournament-list",
    "sports:club-list",
    "sports:facility-list",
    "activities:activity-list",
    "activities:inspection-list",
    "activities:directive-list",
)


def measured(world: World) -> list[Result]:
    return [_sheet(world), _autosave(world), _slowest_list(world)]


def _sheet(world: World) -> Result:
    browser = _signed_in(world.ward_official)
    pair = _beside_empty(browser, lambda: browser.get(_address(world.sheet)), rounds=_ROUNDS)
    asked = queries(lambda: browser.get(_address(world.sheet)))
    other = _signed_in(world.small_official)
    other.get(_address(world.small_sheet))
    asked_small = queries(lambda: other.get(_address(world.small_sheet)))
    return _result(
        "G10", "trang phiếu 120 chỉ tiêu / trang rỗng đã đăng nhập", pair,
        target=0.3, asked=asked, most=12, note=f"phiếu ngắn hơn: {asked_small} truy vấn",
    )  # fmt: skip


def _address(sheet: Submission) -> str:
    return reverse("entry:sheet", args=[sheet.pk])


def _autosave(world: World) -> Result:
    browser = _signed_in(world.ward_official)
    save = _typing(browser, world.sheet)
    pair = _beside_empty(browser, save, rounds=_SAVES)
    return _result(
        "G11", "lưu một ô / trang rỗng đã đăng nhập", pair,
        target=0.25 if connection.vendor == "postgresql" else 0.35, asked=queries(save), most=12,
    )  # fmt: skip


def _typing(browser: Browser, sheet: Submission) -> Callable[[], object]:
    """Each call types another number into the cell, as the open page would send it."""
    address = reverse("entry:cells-save", args=[sheet.pk])
    figure = Figure.objects.get(submission=sheet, indicator__code=_CELL)
    numbers, versions = count(1100), count(figure.version)

    def save() -> None:
        browser.post(
            address,
            {
                f"key-{_CELL}": str(uuid4()),
                f"value-{_CELL}": str(next(numbers)),
                f"state-{_CELL}": "value",
                f"reason-{_CELL}": "",
                f"version-{_CELL}": str(next(versions)),
            },
        )

    return save


def _slowest_list(world: World) -> Result:
    """All lists, of which the slowest speaks for the rest; fewer rows ask as many queries."""
    specialist, administrator = _signed_in(world.specialist), _signed_in(world.administrator)
    found = [_list(specialist, reverse(name)) for name in _LISTS]
    found.append(_list(administrator, reverse("accounts:account-list")))
    return min(found, key=lambda result: result.ratio)


def _list(browser: Browser, address: str) -> Result:
    rows = browser.get(address).count(b"<tr") - 1
    if rows != ROWS:
        raise AssertionError(f"{address}: {rows} rows")
    pair = _beside_empty(browser, lambda: browser.get(address), rounds=_ROUNDS)
    asked = queries(lambda: browser.get(address))
    fewer = queries(lambda: browser.get(f"{address}?per_page=5"))
    return _result(
        "G12", f"danh sách {rows} dòng chậm nhất ({address}) / trang rỗng", pair,
        target=0.1, asked=max(asked, fewer), most=10, note=f"5 dòng: {fewer} truy vấn",
    )  # fmt: skip


def _signed_in(user: User) -> Browser:
    browser = Browser(get_wsgi_application())
    browser.sign_in(user.username, PASSWORD)
    return browser


def _beside_empty(browser: Browser, work: Callable[[], object], *, rounds: int) -> Pair:
    return in_turn(work, lambda: browser.get(EMPTY), rounds=rounds, clock=cpu_clock())


def _result(
    goal: str, what: str, pair: Pair, *, target: float, asked: int, most: int, note: str = ""
) -> Result:
    times = f"{pair.ours * 1000:.1f} và {pair.measure * 1000:.1f} ms"
    return Result(
        goal=goal,
        what=what,
        database=connection.display_name,
        ratio=1 / pair.ratio,
        target=target,
        at_least=True,
        queries=asked,
        most_queries=most,
        note=f"{times}; {note}" if note else times,
    )
