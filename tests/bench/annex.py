"""G2: an annex of many rows drawn by the portal and by Chromium from the same HTML."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from documents.pdf import render_pdf
from documents.structure import (
    Align,
    Annex,
    Cell,
    Column,
    Letterhead,
    OfficialDocument,
    Row,
    SignatureBlock,
    Table,
)
from tests.bench.papers import CHROMIUM, FLAGS, html_file, new_page, peak
from tests.bench.results import Result
from tests.bench.timing import in_turn

_FEW, _ROWS, _MANY = 200, 1_000, 3_000
_FIGURES = 6
_ROUNDS = 3
_MEBIBYTE = 1024 * 1024


def measured() -> list[Result]:
    render_pdf(_document(10))
    with TemporaryDirectory() as folder:
        beside = _beside_chromium(html_file(_document(_ROWS), Path(folder)))
    return [beside, *_growth()]


def _document(rows: int) -> OfficialDocument:
    columns = (
        Column("TT", 2, Align.CENTER),
        Column("Đơn vị", 8),
        *(Column(f"Chỉ tiêu {number}", 3, Align.RIGHT) for number in range(_FIGURES)),
    )
    table = Table(columns, tuple(_row(number) for number in range(1, rows + 1)))
    return OfficialDocument(
        letterhead=Letterhead(("UBND THỊ XÃ THỬ",), ("PHÒNG VĂN HÓA VÀ THÔNG TIN",), "Phòng Thử"),
        symbol="BC-PVHTT",
        place="Thử",
        kind="BÁO CÁO",
        subject=("Tổng hợp số liệu",),
        body=(),
        signature=SignatureBlock(("TRƯỞNG PHÒNG",), "Nguyễn Văn Mẫu"),
        distribution=("Lưu: VT",),
        annexes=(Annex("Tổng hợp số liệu theo đơn vị", (table,)),),
    )


def _row(number: int) -> Row:
    figures = (
        Cell(f"{number * place % 997 + place / 2:.1f}".replace(".", ","))
        for place in range(1, _FIGURES + 1)
    )
    return Row((Cell(str(number)), Cell(f"Tổ dân phố số {number}"), *figures))


def _beside_chromium(page: Path) -> Result:
    document = _document(_ROWS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        pair = in_turn(
            lambda: render_pdf(document), lambda: new_page(browser, page), rounds=_ROUNDS
        )
        browser.close()
    return Result(
        goal="G2", what=f"phụ lục {_ROWS} dòng × {_FIGURES + 2} cột / Chromium trang mới", database="–",
        ratio=pair.ratio, target=1.5, note=f"{pair.ours:.2f} và {pair.measure:.2f} s",
    )  # fmt: skip


def _growth() -> list[Result]:
    """What a row costs among many beside what it costs among few, and the memory of the many."""
    few, many = _document(_FEW), _document(_MANY)
    pair = in_turn(lambda: render_pdf(many), lambda: render_pdf(few), rounds=1)
    return [
        Result(
            goal="G2", what=f"một dòng trong {_MANY} dòng / một dòng trong {_FEW} dòng", database="–",
            ratio=pair.ratio * _FEW / _MANY, target=1.3,
            note=f"{pair.ours:.1f} và {pair.measure:.2f} s",
        ),
        Result(
            goal="G2", what=f"bộ nhớ cao nhất của {_MANY} dòng", database="–",
            ratio=peak() / _MEBIBYTE, target=600, unit="MiB",
        ),
    ]  # fmt: skip
