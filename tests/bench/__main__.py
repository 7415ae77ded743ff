"""Measures the portal beside what it is made of, in one run: ``./portal bench``.

Every figure is a ratio of two works done in turn on the same machine, so that it means the same on
any machine. Fails when a goal that must be met is not.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.results import MUST, Result

_SECRET = "chi-dung-khi-do-toc-do-khong-phai-khoa-that-5Hs8Wm2Qx7Zc4Vb9Jk3Tn6Rd"
_ORDER = (
    "G1", "G2", "G3", "G4", "G5", "G7", "G10", "G11", "G12", "G15", "G16", "G17", "G19",
)  # fmt: skip


def main() -> int:
    began = time.monotonic()
    with TemporaryDirectory(prefix="portal-bench.") as folder:
        results = _measured(Path(folder))
    results.sort(key=lambda result: _ORDER.index(result.goal))
    print("\nTỷ lệ của trung vị, đo xen kẽ. G1–G3, G7: thời gian trôi qua; G4, G5, G10–G12, G15:")
    print("thời gian xử lý của cổng và cơ sở dữ liệu. G10–G12: số lượt mỗi giây so với trang rỗng.")
    print("G17, G19: trong Chromium, tệp tĩnh đã nén; G19 với bộ xử lý chậm 4 lần.\n")
    for result in results:
        _show(result)
    print(
        f"\nĐo trong {time.monotonic() - began:.0f} giây. Bắt buộc đạt: {', '.join(sorted(MUST))}."
    )
    failed = {result.goal for result in results if result.is_failure}
    if failed:
        print(f"CHƯA ĐẠT mục tiêu bắt buộc: {', '.join(sorted(failed))}.")
    return 1 if failed else 0


def _measured(folder: Path) -> list[Result]:
    sqlite, demo = (f"sqlite:///{folder}/{name}.sqlite3" for name in ("bench", "demo"))
    _part("demo", demo, "Đang nạp dữ liệu minh họa")
    results = _part("papers", demo, "Đang đo việc vẽ PDF")
    results += _part("annex", demo, "Đang đo phụ lục nhiều dòng")
    results += _part("sealed", demo, "Đang đo bản đã ban hành")
    results += _part("database", sqlite, "Đang đo trên SQLite")
    front = f"sqlite:///{folder}/front.sqlite3"
    results += _part("front", front, "Đang đo trong trình duyệt", settings="tests.bench.served")
    if url := os.environ.get("BENCH_DATABASE_URL"):
        results += _part("database", url, "Đang đo trên PostgreSQL")
    return results


def _part(
    name: str, database_url: str, title: str, *, settings: str = "tests.bench.settings"
) -> list[Result]:
    print(f"{title}…", flush=True)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database_url,
        "CONN_MAX_AGE": "3600",  # one connection to PostgreSQL, whose processor time is counted
        "SECRET_KEY": _SECRET,
        "HTTPS": "off",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.measure", name],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    return [Result(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def _show(result: Result) -> None:
    sign = "≥" if result.at_least else "≤"
    parts = [
        f"{result.goal:<4}{result.database:<11}{'đạt' if result.is_met else 'CHƯA ĐẠT':<9}",
        f"{_number(result.ratio):>6} {result.unit} ({sign} {_number(result.target)})",
    ]
    if result.queries is not None:
        parts.append(f"{result.queries:>3} {result.counted} (≤ {result.most_queries})")
    print("  ".join(parts))
    print(f"    {result.what}; {result.note.replace('.', ',')}")


def _number(ratio: float) -> str:
    return f"{ratio:.{2 if ratio < 10 else 0}f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
