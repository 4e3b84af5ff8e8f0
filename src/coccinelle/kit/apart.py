"""Work on what a stranger made, in a process apart: what it costs in time and memory is bounded,
and whoever else is served does not wait for it."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import BoundedSemaphore

from coccinelle.kit.child import launch_command

CPU_SECONDS = 10
MEMORY_BYTES = 1024 * 1024 * 1024
WAIT_SECONDS = 60.0  # for its turn, and again for its end
_AT_ONCE = BoundedSemaphore(2)


class ApartFailed(Exception):
    """It went over its bounds or broke; `how` has no word of what it was given."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


def work_apart(module: str, given: bytes, *, cpu_seconds: int = CPU_SECONDS) -> bytes:
    """What `answer` of that module's own process says. Raises ApartFailed."""
    program = [sys.executable, "-B", "-m", module, str(cpu_seconds)]
    if not _AT_ONCE.acquire(timeout=WAIT_SECONDS):
        raise ApartFailed("no turn")
    try:
        ended = subprocess.run(
            launch_command(program, on_parent_death=signal.SIGKILL),
            input=given, capture_output=True, check=False, timeout=WAIT_SECONDS,
            env={"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ApartFailed("too long") from error
    finally:
        _AT_ONCE.release()
    if ended.returncode:
        raise ApartFailed(f"{ended.returncode} {_kind(ended.stderr)}".strip())
    return ended.stdout


def answer(work: Callable[[bytes], bytes]) -> None:
    """In the process apart: its bounds first, then what it was given."""
    with suppress(ValueError, OSError):  # a system that does not count memory
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    cpu_seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.stdout.buffer.write(work(sys.stdin.buffer.read()))


def _kind(said: bytes) -> str:
    """The last error's name alone: its words may be those of the file."""
    return said.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0][:80]
