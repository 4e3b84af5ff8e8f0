"""What a skill wants for one request: things to say, things to do, a question, or a concern."""

from dataclasses import dataclass, field
from typing import Any, Literal

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A write the engine may perform.

    key: the same wish has the same key on every channel, so that it happens once.
    params: JSON values. summary: what a member reads, in French.
    """

    kind: str
    key: str
    params: dict[str, Any]
    summary: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Told to members once a day, however many messages raise it. key: what it is about."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Concern:
    """Why a person must look: the lane it asks for, and the reason in a member's words.

    alert: what members are told instead of a line for each message that waits.
    """

    lane: Literal["draft", "escalate"]
    reason: str
    alert: Alert | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """phrases: said when the proposal is carried out; instead: said while a member is asked.

    facts: read but not said (they stay in the trace). remember: fields of Memory to replace.
    """

    skill: str
    phrases: tuple[Phrase, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    question: OpenQuestion | None = None
    concern: Concern | None = None
    facts: tuple[Fact, ...] = ()
    remember: dict[str, Any] = field(default_factory=dict)
    ignore: bool = False
