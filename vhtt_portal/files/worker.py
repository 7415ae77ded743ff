"""What runs in the limited process: one function of ours on bytes that nobody vouches for.

Started by ``child.run`` as a script, so it imports little: Django is not among it. Limits are set
before anything of the payload is looked at. What cannot be had here: a filter of system calls. In
its place the process has no network where the kernel allows one without (root or user namespaces),
and the interpreter refuses sockets, other programs and writing to files everywhere.
"""

import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    memory: int = 512 * 1024 * 1024  # address space; what is really used stays well below
    cpu_seconds: int = 10
    wall_seconds: int = 11  # a process that sleeps uses no CPU
    answer: int = 64 * 1024 * 1024
    files: int = 64


LIMITS = Limits()
# How an answer begins.
DONE, REFUSED, FAULT = b"+", b"-", b"!"

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NEVER = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "pty.")


def main() -> None:
    _limit()
    _leave_network()
    sys.addaudithook(_keep_inside)
    sys.path.insert(0, _project())
    with sys.stdout.buffer as out:
        out.write(_answer(sys.argv[1], sys.stdin.buffer.read()))


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, LIMITS.memory),
        (resource.RLIMIT_CPU, LIMITS.cpu_seconds),
        (resource.RLIMIT_FSIZE, LIMITS.answer),
        (resource.RLIMIT_NOFILE, LIMITS.files),
        (resource.RLIMIT_CORE, 0),  # no copy of what people sent is left on the disk
    ):
        resource.setrlimit(what, (most, most))
    # Should the server die meanwhile, nobody else ends this process.
    signal.alarm(LIMITS.wall_seconds + 1)


def _leave_network() -> None:
    import ctypes  # noqa: PLC0415 - must be loaded under the limits

    libc = ctypes.CDLL(None)
    if libc.unshare(_NEW_NET) != 0:
        libc.unshare(_NEW_USER | _NEW_NET)


def _keep_inside(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(_NEVER):
        raise PermissionError(event)
    if event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
        raise PermissionError(event)


def _project() -> str:
    at = os.path.abspath(__file__)  # noqa: PTH100 - pathlib costs as much as all the rest
    for _ in range(3):
        at = os.path.dirname(at)  # noqa: PTH120
    return at


def _answer(address: str, payload: bytes) -> bytes:
    from vhtt_portal.files.refusals import TOO_HARD, RefusedError  # noqa: PLC0415 - under the limits

    try:
        return DONE + _function(address)(payload)
    except RefusedError as refusal:
        return REFUSED + str(refusal).encode()
    except (MemoryError, RecursionError):
        return REFUSED + TOO_HARD.encode()
    except Exception as fault:  # noqa: BLE001 - told to the server, which logs it
        return FAULT + _place(fault).encode()


def _function(address: str) -> Callable[[bytes], bytes]:
    from importlib import import_module  # noqa: PLC0415 - under the limits

    module, _, name = address.partition(":")
    function: Callable[[bytes], bytes] = getattr(import_module(module), name)
    return function


def _place(fault: Exception) -> str:
    """Which error, raised where; never what it says, which may be somebody's data."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
    return f"{type(fault).__name__} at {at}"


if __name__ == "__main__":
    main()
