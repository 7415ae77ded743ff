"""Long programmes: the same tests at the figures that were promised.

A test marked ``programme("LU-1")`` runs short in the ordinary suite and at full figures under
``--full`` (``./portal prove``). It takes its amounts from ``volume`` and tells what it did by
``say``; the lines stand together at the end of the run.
"""

import os
from collections.abc import Callable

import pytest

_SAID = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="programmes at their full figures")
    parser.addoption("--programme", action="append", help="only this programme, for example LU-1")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_SAID] = []
    config.addinivalue_line("markers", "programme(code): short here, at full figures by --full")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("programme")
    if wanted is None:
        return
    kept = [item for item in items if _code(item) in wanted]
    if missing := set(wanted) - {_code(item) for item in kept}:
        raise pytest.UsageError(f"Không có chương trình {', '.join(sorted(missing))}.")
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _code(item: pytest.Item) -> str | None:
    mark = item.get_closest_marker("programme")
    return mark.args[0] if mark else None


@pytest.fixture
def volume(request: pytest.FixtureRequest) -> Callable[..., int]:
    """``volume(short=300, full=50_000)``: how much this run is to do."""
    is_full = request.config.getoption("full")

    def choose(*, short: int, full: int) -> int:
        return full if is_full else short

    return choose


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The seed of this run's chance, always the same; ``SEED=`` in the environment gives another."""
    return int(os.environ.get("SEED", "20201231"))


@pytest.fixture
def say(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Add a line to what the run tells at its end."""
    code = _code(request.node)
    return lambda line: request.config.stash[_SAID].append(f"{code}: {line}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.stash[_SAID]:
        terminalreporter.section("chương trình")
        for line in config.stash[_SAID]:
            terminalreporter.write_line(line)
