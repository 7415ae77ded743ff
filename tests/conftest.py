"""What every test stands on: its database, its files, its browser."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.transaction import atomic, set_rollback
from django.test import TransactionTestCase
from playwright.sync_api import expect

from tests import demo as demo_databases

CHROMIUM = Path("/usr/bin/chromium")

# Playwright's sync API keeps an event loop in the test's thread, where Django refuses to query.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


# On a busy machine a page may take its time; what never comes is still told within the minute.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens chromium; set here on whatever asks for it")
    config.addinivalue_line(
        "markers",
        "any_database: answers the same on each; set here on whatever asks none, so once is enough",
    )
    config.addinivalue_line(
        "markers",
        "drawing: draws and measures papers, set here; the one kind of those that SQLite's run takes",
    )
    settings.IS_DEMO = True  # as with no environment at all, whichever database is tested
    # Straight from the sources, so that no test depends on an earlier collectstatic.
    settings.STATIC_ROOT = None
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")
        if not item.get_closest_marker("django_db") and not _DATABASE & {*item.fixturenames}:
            item.add_marker("any_database")
            if item.path.parent.name == "documents":
                item.add_marker("drawing")


# --- Database ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file: in memory it would have neither WAL nor locks between connections."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "portal.sqlite3")
    # A page that the browser keeps open would keep its database connection as well.
    connection.settings_dict["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Before the test database goes, whoever still hangs on it goes: a browser's last request."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def _sealed_tables_can_be_emptied():
    """After a test that commits, Django empties all tables; the seals would rightly refuse."""
    empty = TransactionTestCase._fixture_teardown

    def empty_unsealed(case: TransactionTestCase) -> None:
        with _seals_lifted():
            empty(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_unsealed)
        yield


@contextmanager
def _seals_lifted() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, sql in triggers:
            cursor.execute(sql)


@pytest.fixture(scope="session")
def demo_database(django_db_setup, django_db_blocker, tmp_path_factory):
    """The name of a database in which the demo has been played, once for all tests."""
    with django_db_blocker.unblock():
        name = demo_databases.seed_beside(tmp_path_factory.mktemp("demo"))
        yield name
        demo_databases.drop(name)


@pytest.fixture
def demo(demo_database, db):
    """The demo as it was seeded; what the test changes is rolled back after it."""
    with demo_databases.switched_to(demo_database), atomic():
        yield
        set_rollback(True)


@pytest.fixture
def live_demo(live_server, transactional_db, demo_database, tmp_path):
    """The demo in a copy of its own, served to the browser; what is done there stays committed."""
    name = demo_databases.copy_of(demo_database, "live", tmp_path)
    with demo_databases.switched_to(name):
        yield live_server
    demo_databases.drop(name)


# --- Files ------------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


# --- Browser ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's chromium. A machine without it fails the test: what must be seen is not skipped."""
    if not CHROMIUM.exists():
        pytest.fail(f"Thiếu {CHROMIUM}. Hãy chạy ./portal test, lệnh này tự cài trình duyệt.")
    return browser_type_launch_args | {
        "executable_path": str(CHROMIUM),
        "args": [
            "--disable-background-networking",
            "--disable-dev-shm-usage",  # containers give 64 MB of it
            *(["--no-sandbox"] if os.geteuid() == 0 else []),
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args, live_server):
    """A test that asks for ``page`` has the portal behind it: ``page.goto("/")``."""
    return browser_context_args | {
        "base_url": live_server.url,
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1280, "height": 800},
    }


@pytest.fixture
def page(page):
    """A page on which no script fails and nothing breaks the Content-Security-Policy."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    page.set_default_timeout(PATIENCE)
    yield page
    assert faults == []
