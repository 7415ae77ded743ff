"""The limited process: it answers, or the caller gets a sentence; it reaches nothing."""

import socket
import threading

import pytest

from tests.reports.entry.excel import inside
from vhtt_portal.files import child, worker
from vhtt_portal.files.child import FileError, run
from vhtt_portal.files.refusals import BROKEN, BUSY, TOO_HARD


@pytest.fixture
def hurried(monkeypatch):
    """The wall limit as the server sees it, short."""
    monkeypatch.setattr(worker, "LIMITS", worker.Limits(wall_seconds=1))


def test_an_answer_comes_back_byte_for_byte():
    payload = bytes(range(256)) * 40_000

    assert run(inside.backwards, payload) == payload[::-1]
    assert run(inside.backwards, b"") == b""


def test_a_refusal_comes_back_as_its_sentence():
    with pytest.raises(FileError, match=r"^Tệp trắng\.$"):
        run(inside.refuse, "Tệp trắng.".encode())


def test_a_fault_of_ours_is_logged_by_its_place_and_never_by_its_words(caplog):
    with pytest.raises(FileError) as refusal:
        run(inside.fail, "Nguyễn Văn A".encode())

    assert str(refusal.value) == BROKEN
    [entry] = caplog.messages
    assert "KeyError at" in entry
    assert "inside.py:" in entry
    assert "Nguyễn" not in entry


@pytest.mark.parametrize(
    ("function", "payload"),
    [
        (inside.use_memory, b"600000000"),
        (inside.use_memory, b"70000000"),  # more than an answer may hold
        (inside.die, b""),
        (inside.recurse, b""),
    ],
)
def test_a_process_that_is_ended_is_a_sentence(function, payload):
    with pytest.raises(FileError) as refusal:
        run(function, payload)

    assert str(refusal.value) == TOO_HARD


def test_time_is_limited_by_the_clock(hurried):
    with pytest.raises(FileError) as refusal:
        run(inside.sleep, b"")

    assert str(refusal.value) == TOO_HARD


def test_the_next_file_waits_and_is_then_told(monkeypatch):
    monkeypatch.setattr(child, "_places", threading.BoundedSemaphore(1))
    monkeypatch.setattr(child, "PATIENCE_SECONDS", 0.05)
    child._places.acquire()

    with pytest.raises(FileError) as refusal:
        run(inside.backwards, b"")

    assert str(refusal.value) == BUSY
    child._places.release()
    assert run(inside.backwards, b"ab") == b"ba"


def test_it_reaches_no_network_no_program_and_no_file(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as canary:
        port = canary.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            canary.accept()[0].close()  # the canary sings when it is called
        canary.settimeout(0.2)
        for function, payload in (
            (inside.connect, str(port).encode()),
            (inside.start_program, b""),
            (inside.write_file, str(tmp_path / "x").encode()),
        ):
            with pytest.raises(FileError, match="hỏng"):
                run(function, payload)
        with pytest.raises(TimeoutError):
            canary.accept()
    assert list(tmp_path.iterdir()) == []


def test_it_is_given_nothing_but_the_payload(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the child")

    found = run(inside.surroundings, b"")

    assert b"SECRET" not in found
    assert found.endswith(b" [] 3")  # no library of weight, no file but the three
