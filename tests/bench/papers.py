"""G1 and G3: the demo's report of 2020 drawn by the portal and by Chromium from the same HTML."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from playwright.sync_api import Browser, sync_playwright

from documents.pdf import FONTS, STYLE, column_widths, document_html, render_pdf
from documents.structure import OfficialDocument
from reports.editions.compose import compose
from reports.editions.content import content
from reports.entry.models import Period
from tests.bench.results import Result
from tests.bench.timing import in_turn

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
_OFFICE, _YEAR = "hong-linh", "2020"
_WARM, _COLD = 9, 5
_MEBIBYTE = 1024 * 1024


def measured() -> list[Result]:
    with TemporaryDirectory() as folder:
        document = _report()
        page = html_file(document, Path(folder))
        return [*_warm(document, page), _cold(page)]


def _report() -> OfficialDocument:
    periods = Period.objects.select_related("office__locality", "form_version")
    return compose(content(periods.get(office__code=_OFFICE, code=_YEAR)))


def html_file(document: OfficialDocument, folder: Path) -> Path:
    """The same HTML and style as one file that a browser can open."""
    style = STYLE.read_text().replace("portal:fonts/", f"{FONTS.as_uri()}/")
    head = f"<style>{style}{column_widths(document)}</style></head>"
    path = folder / "report.html"
    path.write_text(document_html(document).replace("</head>", head, 1))
    return path


# --- G1 -----------------------------------------------------------------------------------------


def _warm(document: OfficialDocument, page: Path) -> list[Result]:
    for _ in range(3):
        pdf = render_pdf(document)
    ours = peak()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(FLAGS), headless=True
        )
        with _watched() as chromium:
            pair = in_turn(
                lambda: render_pdf(document), lambda: new_page(browser, page), rounds=_WARM
            )
        browser.close()
    what = f"báo cáo năm {_YEAR} ({len(pdf) // 1024} KB) / Chromium trang mới, cả hai đã ấm"
    memory = max(chromium)
    return [
        Result(
            goal="G1", what=what, database="–", ratio=pair.ratio, target=1.0,
            note=f"{pair.ours:.2f} và {pair.measure:.2f} s",
        ),
        Result(
            goal="G1", what="bộ nhớ cao nhất của cùng việc ấy", database="–",
            ratio=ours / memory, target=0.25,
            note=f"{ours / _MEBIBYTE:.0f} và {memory / _MEBIBYTE:.0f} MiB",
        ),
    ]  # fmt: skip


def new_page(browser: Browser, path: Path) -> None:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.pdf(prefer_css_page_size=True, tagged=True, outline=True)
    page.close()


def peak() -> int:
    """The most memory that this process ever had."""
    return _kilobytes(Path("/proc/self/status"), "VmHWM:")


@contextmanager
def _watched() -> Iterator[list[int]]:
    """What all processes below this one take together, sampled; shared memory is counted once."""
    samples: list[int] = []
    done = Event()

    def watch() -> None:
        while not done.wait(0.1):
            samples.append(sum(_share(process) for process in _browser_processes()))

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield samples
    finally:
        done.set()
        watcher.join()


def _browser_processes() -> list[Path]:
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended meanwhile
    below = {int(Path("/proc/self").readlink().name)}
    while more := {child for child, parent in parents.items() if parent in below} - below:
        below |= more
    found = (Path("/proc") / str(process) for process in below)
    return [process for process in found if "chromium" in _command(process)]


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_text(errors="replace").partition("\0")[0]
    except OSError:
        return ""


def _share(process: Path) -> int:
    try:
        return _kilobytes(process / "smaps_rollup", "Pss:")
    except OSError:
        return 0


def _kilobytes(path: Path, name: str) -> int:
    [value] = [line.split()[1] for line in path.read_text().splitlines() if line.startswith(name)]
    return int(value) * 1024


# --- G3 -----------------------------------------------------------------------------------------


def _cold(page: Path) -> Result:
    ours = page.with_name("ours.pdf")
    export = [
        sys.executable, "manage.py", "export_report", "--office", _OFFICE, "--period", _YEAR,
        "--format", "pdf", "--output", str(ours),
    ]  # fmt: skip
    printing = [
        CHROMIUM, *FLAGS, f"--user-data-dir={page.parent}/profile",
        f"--print-to-pdf={page.with_name('theirs.pdf')}", page.as_uri(),
    ]  # fmt: skip
    pair = in_turn(lambda: _run(export), lambda: _run(printing), rounds=_COLD)
    return Result(
        goal="G3", what="export_report từ đầu / chromium --print-to-pdf từ đầu", database="–",
        ratio=pair.ratio, target=1.1,
        note=f"{pair.ours:.2f} và {pair.measure:.2f} s",
    )  # fmt: skip


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)
