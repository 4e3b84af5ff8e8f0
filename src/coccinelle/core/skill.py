"""The whole contract of a skill on one page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coccinelle.core.business import Business, Contact
from coccinelle.core.carrier import Tracker
from coccinelle.core.facts import Fact, FactKind
from coccinelle.core.heard import Heard
from coccinelle.core.identity import Identity
from coccinelle.core.knowledge import Knowledge
from coccinelle.core.memory import Memory
from coccinelle.core.orders import Orders
from coccinelle.core.policy import Policy
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Reading, Request
from coccinelle.core.shop import Shop


@dataclass(frozen=True, slots=True)
class Situation:
    """All a skill may know. turn_key: the same for the same messages, so that acts happen once.

    orders: of whoever identity proves; nobody's else. said: the words of the turn, to be quoted.
    public_url: where links of ours begin, without a final /. has_files: a picture or a file came
    with it. heard: what they wrote before, when they ask whether it came.
    """

    business: Business
    contact: Contact
    reading: Reading
    memory: Memory
    now: datetime
    shop: Shop
    orders: Orders
    identity: Identity
    parcels: Tracker
    knowledge: Knowledge
    public_url: str
    kind: str
    turn_key: str
    said: str = ""
    has_files: bool = False
    heard: tuple[Heard, ...] = ()

    @property
    def policy(self) -> Policy:
        return self.business.policy

    def fact(self, kind: FactKind, value: object, source: str, at: datetime | None = None) -> Fact:
        """A fact read now, unless its source says since when it is known."""
        return Fact(kind, value, source, at or self.now)


class Skill(Protocol):
    """A module of the skills folder: its name, the intents it serves, and what it wants to do.

    An intent is "intent/sub-kind" where that alone is served.

    `propose` reads only. It names phrases and facts, never words, and raises TemporaryError when a
    look-up cannot be made now.
    """

    NAME: str
    INTENTS: tuple[str, ...]

    def propose(self, request: Request, situation: Situation) -> Proposal: ...
