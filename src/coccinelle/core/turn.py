"""The messages answered together, and the port that reads them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from coccinelle.core.catalogue import Catalogue
from coccinelle.core.memory import Memory
from coccinelle.core.reading import Reading


@dataclass(frozen=True, slots=True)
class Said:
    """One inbound message of the turn; at: in the business's zone."""

    text: str
    at: datetime
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """One message of the conversation before the turn; at: in the business's zone."""

    author: Literal["contact", "business"]
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Turn:
    """All inbound messages answered together, oldest first; now: in the business's zone.

    history: what was said before, oldest first, when the conversation kept no memory of its own;
    the memory is then read from it.
    """

    said: tuple[Said, ...]
    now: datetime
    kind: str
    sector: str
    memory: Memory
    catalogue: Catalogue
    history: tuple[Past, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(s.text for s in self.said)


class Reader(Protocol):
    """Understands a turn. Never raises on any text: what it cannot read is `unclear_other`."""

    def read(self, turn: Turn) -> Reading: ...
