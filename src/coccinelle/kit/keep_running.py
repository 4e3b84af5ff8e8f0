"""A small supervisor: child processes kept running until we are told to stop."""

import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from types import FrameType

from coccinelle.kit.child import launch_command

PATIENCE_SECONDS = 25.0  # longer than a worker needs to finish what it serves
RESTART_AFTER = 1.0  # seconds; a child that dies at once must not burn the machine


def keep_running(programs: Sequence[Sequence[str]]) -> None:
    """Returns once SIGINT or SIGTERM came and every child has ended. Call from the main thread."""
    stopping = Stopping()
    children = [start(program) for program in programs]
    while not stopping.asked:
        time.sleep(0.2)
        for index, child in enumerate(children):
            if child.poll() is not None and not stopping.asked:
                time.sleep(RESTART_AFTER)
                children[index] = start(programs[index])
    stop(children)


def start(
    program: Sequence[str], environment: Mapping[str, str] | None = None
) -> "subprocess.Popen[bytes]":
    """In its own session: Ctrl-C reaches us alone, and we decide the order of the ends. It is told
    to stop should we die without a word. program: an absolute path first; environment: ours when
    none is given."""
    command = launch_command(program, on_parent_death=signal.SIGTERM)
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, start_new_session=True, env=environment
    )


def stop(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


class Stopping:
    """Remembers that a signal asked us to stop."""

    def __init__(self) -> None:
        self.asked = False
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True
