"""What a skill wants for one request: things to say, things to do, a question, or a concern."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import UrgencyLevel


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
class Handover:
    """A case a member looks at although the assistant has answered and acted.

    lines: what was found and done, for the card; status_line: what is left for the member to do.
    order: the order's number, "" for none.
    """

    reason: str
    urgency: UrgencyLevel = "normal"
    deadline: datetime | None = None
    lines: tuple[str, ...] = ()
    status_line: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """phrases: said when the proposal is carried out, so after a member agreed when there is a
    concern; meanwhile and meanwhile_actions: said and done at once, whatever the lane but an
    alarm's (a dated acknowledgement, a photo asked for).

    facts: read but not said (they stay in the trace). remember: fields of Memory to replace.
    handover: told to a member besides; of a draft, the card that shows it. options: what would fit,
    a line each, for a member. gap: the question that no page of the business answers. order: the
    number of the order it is about.
    """

    skill: str
    phrases: tuple[Phrase, ...] = ()
    actions: tuple[PlannedAction, ...] = ()
    question: OpenQuestion | None = None
    concern: Concern | None = None
    meanwhile: tuple[Phrase, ...] = ()
    meanwhile_actions: tuple[PlannedAction, ...] = ()
    handover: Handover | None = None
    options: tuple[str, ...] = ()
    order: str = ""
    facts: tuple[Fact, ...] = ()
    gap: str = ""
    remember: dict[str, Any] = field(default_factory=dict)
    ignore: bool = False

    @property
    def asks_who_writes(self) -> bool:
        """Nothing of the request is done yet, whoever decides it in the end."""
        return self.question is not None and self.question.kind == "proof"
