"""G17 and G19: what a page costs the line, and how long a hand waits, measured in Chromium.

The portal is served as it is run: by gunicorn, its files collected and compressed.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from tests.bench import world
from tests.bench.papers import CHROMIUM
from tests.bench.results import Result
from tests.bench.world import PASSWORD, World

_SLOWER = 4
_EDITS = 16
_PASTES, _PASTED_ROWS = 5, 40
_KILOBYTE = 1024
# The browser's own word for the time from a key or click to the next paint.
_WATCH = """() => {
    window.waits = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.interactionId) {
                window.waits.push([entry.interactionId, entry.duration]);
            }
        }
    }).observe({ type: "event", durationThreshold: 16, buffered: false });
}"""


def measured() -> list[Result]:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    with TemporaryDirectory() as folder:
        built = world.build(Path(folder))
    with _served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        results = []
        for measure in (_visits, _edits, _pastes):
            context = browser.new_context(base_url=address, locale="vi-VN")
            _sign_in(context, built)
            results += measure(context, built)
            context.close()
        browser.close()
    return results


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # By this name the browser takes the line for a safe one and accepts what a safe one may carry.
    address = f"http://localhost:{port}"
    command = [
        sys.executable, "-m", "gunicorn", "vhtt_portal.wsgi:application", "--log-level=error",
        f"--bind=127.0.0.1:{port}", "--workers=2", "--worker-class=gthread", "--threads=4",
        "--no-control-socket",
    ]  # fmt: skip
    server = subprocess.Popen(command)
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urlopen(address).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} does not answer")


def _sign_in(context: BrowserContext, built: World) -> None:
    """Outside of any page, so that the first one finds nothing in the browser's store."""
    address = reverse("accounts:sign-in")
    context.request.get(address)
    token = next(kept["value"] for kept in context.cookies() if kept["name"] == "csrf")
    who = {"username": built.ward_official.username, "password": PASSWORD}
    answer = context.request.post(
        address, form=who, headers={"X-CSRFToken": token}, max_redirects=0
    )
    if answer.status != 302:
        raise AssertionError(f"sign-in: {answer.status}")


# --- G17 ----------------------------------------------------------------------------------------


@dataclass
class Traffic:
    """What a page fetches, and how much of it goes over the line."""

    addresses: dict[str, str] = field(default_factory=dict)  # by the request's own number
    sizes: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, session: CDPSession) -> "Traffic":
        found = cls()

        def asked(event: dict[str, Any]) -> None:
            found.addresses[event["requestId"]] = event["request"]["url"]

        def done(event: dict[str, Any]) -> None:
            found.sizes[event["requestId"]] = int(event["encodedDataLength"])

        session.on("Network.requestWillBeSent", asked)
        session.on("Network.loadingFinished", done)
        session.send("Network.enable")
        return found

    def clear(self) -> None:
        self.addresses.clear()
        self.sizes.clear()

    @property
    def sent(self) -> dict[str, int]:
        """The addresses that were really asked for; an icon used ten times is fetched once."""
        return {self.addresses[number]: size for number, size in self.sizes.items() if size}

    @property
    def kilobytes(self) -> float:
        return sum(self.sizes.values()) / _KILOBYTE


def _visits(context: BrowserContext, built: World) -> list[Result]:
    page = context.new_page()
    traffic = Traffic.of(context.new_cdp_session(page))
    sheet = built.sheet.get_absolute_url()
    foreign = _open(page, traffic, sheet)
    first = Result(
        goal="G17", what="lần đầu mở phiếu 120 chỉ tiêu, kho của trình duyệt còn trống",
        database="–", ratio=traffic.kilobytes, target=45, unit="KB", queries=len(traffic.sent),
        most_queries=6, counted="yêu cầu", note=_shares(traffic),
    )  # fmt: skip
    later: dict[str, float] = {}
    for name, path in (
        ("phiếu", sheet), ("một ô", f"{sheet}o/VH.THEM_0/"), ("danh sách phiếu", reverse("entry:sheet-list")),
        ("soát phiếu", f"{sheet}kiem-tra/"), ("trang chính", "/"),
    ):  # fmt: skip
        foreign |= _open(page, traffic, path)
        later[name] = traffic.kilobytes
    if foreign:
        raise AssertionError(f"third parties: {foreign}")
    worst = max(later, key=lambda name: later[name])
    told = ", ".join(f"{name} {size:.1f}" for name, size in later.items())
    return [
        first,
        Result(
            goal="G17", what=f"các trang sau, nặng nhất là “{worst}”", database="–",
            ratio=later[worst], target=12, unit="KB", note=f"KB: {told}",
        ),
    ]  # fmt: skip


def _open(page: Page, traffic: Traffic, path: str) -> set[str]:
    """Go there and wait until the line is quiet; the addresses of others that were asked."""
    traffic.clear()
    page.goto(path, wait_until="networkidle")
    home = urlsplit(page.url).netloc
    return {url for url in traffic.addresses.values() if urlsplit(url).netloc not in {home, ""}}


def _shares(traffic: Traffic) -> str:
    """The heaviest parts of a visit."""
    sizes = sorted(((size, url) for url, size in traffic.sent.items()), reverse=True)
    return ", ".join(
        f"{Path(urlsplit(url).path).name or 'trang'} {size / _KILOBYTE:.1f}"
        for size, url in sizes[:6]
    )


# --- G19 ----------------------------------------------------------------------------------------


def _edits(context: BrowserContext, built: World) -> list[Result]:
    page = _slow_page(context, built)
    cells = page.locator('.line input[name^="value-"]')
    waits = []
    for number in range(_EDITS):
        cell = cells.nth(5 + number)
        cell.scroll_into_view_if_needed()
        cell.click()
        waits.append(_longest(page, lambda: _type(page)))
    return [_felt("sửa một ô: gõ bốn chữ số rồi Enter", waits)]


def _type(page: Page) -> None:
    """As fast as a practised hand: seven keys a second."""
    for key in ("4", "2", "0", "0", "Enter"):
        page.keyboard.press(key, delay=40)
        page.wait_for_timeout(100)


def _pastes(context: BrowserContext, built: World) -> list[Result]:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = _slow_page(context, built)
    waits = []
    for number in range(_PASTES):
        rows = "\n".join(str(3000 + 100 * number + row) for row in range(_PASTED_ROWS))
        page.evaluate("(text) => navigator.clipboard.writeText(text)", rows)
        page.locator('.line input[name^="value-"]').nth(10).click()
        waits.append(_longest(page, lambda: page.keyboard.press("Control+V")))
        page.keyboard.press("Escape")
    return [_felt(f"dán {_PASTED_ROWS} dòng", waits)]


def _slow_page(context: BrowserContext, built: World) -> Page:
    page = context.new_page()
    page.goto(built.sheet.get_absolute_url(), wait_until="networkidle")
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.evaluate(_WATCH)
    return page


def _longest(page: Page, work: object) -> float:
    """The longest wait of the interactions of some work; what is under 16 ms is not told."""
    page.evaluate("() => { window.waits.length = 0; }")
    work()  # type: ignore[operator]
    page.wait_for_timeout(600)
    return max((float(wait) for _, wait in page.evaluate("() => window.waits")), default=16.0)


def _felt(what: str, waits: list[float]) -> Result:
    """As interaction to next paint is told: the 75th percentile."""
    return Result(
        goal="G19", what=f"{what}, tới lần vẽ sau (phân vị 75)", database="–",
        ratio=quantiles(waits, n=4, method="inclusive")[2], target=200, unit="ms",
        note=f"{len(waits)} lần, dài nhất {max(waits):.0f} ms",
    )  # fmt: skip
