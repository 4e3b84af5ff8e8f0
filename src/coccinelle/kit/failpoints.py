"""Fail points: named moments at which a trial may have the process die, listed by the code itself.

Each is declared where it is reached. Nothing happens there unless the program was started with one
of them armed, which only a demo installation accepts.
"""

import os
import signal
from dataclasses import dataclass

_known: dict[str, "FailPoint"] = {}
_armed: set[str] = set()


@dataclass(frozen=True, slots=True)
class FailPoint:
    """moment: in words, for whoever lists them."""

    name: str
    moment: str

    def reach(self) -> None:
        """Without a word and at once, as a power cut would."""
        if self.name in _armed:
            os.kill(os.getpid(), signal.SIGKILL)


def declare(name: str, moment: str) -> FailPoint:
    """Raises ValueError when the name is taken."""
    if name in _known:
        raise ValueError(f"There are two fail points called {name}.")
    _known[name] = FailPoint(name, moment)
    return _known[name]


def declared() -> tuple[FailPoint, ...]:
    """Those of the modules imported so far."""
    return tuple(_known.values())


def arm(name: str) -> None:
    """The process will die there the first time it comes by."""
    _armed.add(name)
