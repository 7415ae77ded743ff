"""The one way to look into a file from outside: in a process that is small, short-lived, alone.

``run(function, payload)`` starts a fresh interpreter for every file, which costs a few hundredths
of a second, gives it the bytes and nothing else (no environment, no open file, no database
connection, no network), and takes bytes back. However that process ends, the caller gets the
function's answer or a FileError with a sentence.
"""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack

from vhtt_portal.files import worker
from vhtt_portal.files.refusals import BROKEN, BUSY, TOO_HARD
from vhtt_portal.rules import RuleError

# Files looked into at the same time by one server process, and how long the next one waits.
AT_ONCE = 2
PATIENCE_SECONDS = 20

_log = logging.getLogger(__name__)
_places = threading.BoundedSemaphore(AT_ONCE)
_SENTENCE = 300


class FileError(RuleError):
    """The file as a whole is not taken in."""


def run(function: Callable[[bytes], bytes], payload: bytes) -> bytes:
    """What ``function``, one of a module's own, makes of ``payload`` in the limited process.

    It may raise ``RefusedError`` with a sentence. Its module should import little, and neither Django
    nor models: every call imports it anew.
    """
    if not _places.acquire(timeout=PATIENCE_SECONDS):
        raise FileError(BUSY)
    try:
        answer = _answer(f"{function.__module__}:{function.__qualname__}", payload)
    finally:
        _places.release()
    kind, body = answer[:1], answer[1:]
    if kind == worker.DONE:
        return body
    if kind == worker.REFUSED:
        raise FileError(body.decode(errors="replace")[:_SENTENCE])
    if kind == worker.FAULT:
        _log.error("A file could not be read: %s", body.decode(errors="replace")[:_SENTENCE])
        raise FileError(BROKEN)
    raise FileError(TOO_HARD)


def _answer(address: str, payload: bytes) -> bytes:
    """What the process wrote; nothing when it was ended by a limit."""
    with ExitStack() as stack:
        # Files in memory: nothing waits for a reader, nothing that people sent reaches the disk,
        # and the kernel holds the answer to its size.
        given = stack.enter_context(os.fdopen(os.memfd_create("given"), "w+b"))
        taken = stack.enter_context(os.fdopen(os.memfd_create("taken"), "w+b"))
        given.write(payload)
        given.seek(0)
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                [sys.executable, "-I", worker.__file__, address],
                stdin=given, stdout=taken, stderr=subprocess.DEVNULL, cwd="/", env={},
                timeout=worker.LIMITS.wall_seconds, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return b""
        if done.returncode != 0:
            return b""
        taken.seek(0)
        return taken.read()
