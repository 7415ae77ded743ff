"""Functions that tests send into the limited process."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from vhtt_portal.files.refusals import RefusedError


def backwards(payload: bytes) -> bytes:
    return payload[::-1]


def refuse(payload: bytes) -> bytes:
    raise RefusedError(payload.decode())


def fail(payload: bytes) -> bytes:
    raise KeyError(payload.decode())


def use_memory(payload: bytes) -> bytes:
    return b"x" * int(payload)


def use_time(payload: bytes) -> bytes:
    while True:
        pass


def sleep(payload: bytes) -> bytes:
    time.sleep(60)
    return payload


def die(payload: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return payload


def recurse(payload: bytes) -> bytes:
    return recurse(payload)


def connect(payload: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", int(payload)), timeout=2):
        return b"connected"


def interfaces(payload: bytes) -> bytes:
    return Path("/proc/net/dev").read_bytes()


def start_program(payload: bytes) -> bytes:
    return subprocess.run(["/bin/echo", "x"], capture_output=True, check=True).stdout


def write_file(payload: bytes) -> bytes:
    Path(payload.decode()).write_text("x")
    return b"written"


def surroundings(payload: bytes) -> bytes:
    """What it was given besides the payload."""
    heavy = [name for name in ("django", "openpyxl", "pysqlite3") if name in sys.modules]
    opened = list(Path("/proc/self/fd").iterdir())
    return f"{dict(os.environ)} {heavy} {len(opened) - 1}".encode()


def read_file(payload: bytes) -> bytes:
    return Path(payload.decode()).read_bytes()
