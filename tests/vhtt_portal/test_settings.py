"""What the settings make of the environment."""

import os
import subprocess
import sys

import pytest


def check(**environment):
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    return subprocess.run(
        [sys.executable, "manage.py", "check"], env=clean | environment,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "installed",
    [{"ALLOWED_HOSTS": "vhtt.example"}, {"DATABASE_URL": "sqlite:///:memory:"}],
)
def test_a_real_installation_without_a_secret_stops_with_one_line(installed):
    done = check(**installed)

    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        (
            "Thiếu SECRET_KEY. Hãy đặt biến môi trường SECRET_KEY (ít nhất 50 ký tự ngẫu nhiên)"
            " rồi khởi động lại."
        )
    ]


def test_with_a_secret_it_starts():
    assert check(ALLOWED_HOSTS="vhtt.example", SECRET_KEY="x" * 60).returncode == 0
