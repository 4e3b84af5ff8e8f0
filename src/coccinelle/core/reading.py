"""What was understood in a turn: requests with their entities, urgency, sentiment, flags."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from coccinelle.core.model import Usage

Sentiment = Literal["positive", "neutral", "negative"]
UrgencyLevel = Literal["none", "normal", "high"]
AnswerKind = Literal["yes", "no", "choice", "correction"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One value said by the contact.

    value: str, int or float; dates `YYYY-MM-DD`, times `HH:MM`, phones E.164.
    words: the words it came from (empty when it comes from memory).
    ref: what it was resolved to in the business's own data (a product_ref), if to one thing only.
    candidates: every product_ref that fits equally well, best first, when it is ambiguous.
    how: "words", "catalogue", "post", "memory", "model".
    """

    name: str
    value: str | int | float
    words: str = ""
    ref: str | None = None
    candidates: tuple[str, ...] = ()
    how: str = "words"


@dataclass(frozen=True, slots=True)
class Request:
    """One intent of the product's table, with its entities in the order of the text."""

    intent: str
    confidence: float
    entities: tuple[Entity, ...] = ()
    sub_kind: str | None = None

    def entity(self, name: str) -> Entity | None:
        """The last one said wins: a correction comes after what it corrects."""
        return next((e for e in reversed(self.entities) if e.name == name), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """The contact's answer to our open question; `choice` is the index or value chosen."""

    kind: AnswerKind
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Urgency:
    level: UrgencyLevel = "normal"
    reason: str = ""
    deadline: datetime | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """flags: any of anger, legal_threat, human_wanted, danger, self_harm, injection, allergy,
    is_it_a_robot, opt_out, opt_in, doubt, withdrawal (a clear statement that a purchase is given
    up: distance selling's right needs no other words).

    alternatives: the two intents that the first request may be, likeliest first, when neither is
    sure enough to act upon: the contact is asked which.
    reader: who read: "embedded", "model", "embedded (model failed: …)", "rule".
    usage: what a model cost for it, None when none was asked.
    """

    language: str
    requests: tuple[Request, ...]
    answer: Answer | None = None
    urgency: Urgency = field(default_factory=Urgency)
    sentiment: Sentiment = "neutral"
    flags: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()
    reader: str = "embedded"
    usage: Usage | None = None


SPOKEN = ("fr", "en")  # what we have words in


def to_serve(reading: Reading) -> tuple[Request, ...]:
    """What is answered: a question between two readings stands for what may be either."""
    if not reading.alternatives:
        return reading.requests
    first = reading.requests[0]
    return (replace(first, intent="unclear_other", sub_kind="either"), *reading.requests[1:])


def in_the_table(intent: str) -> str:
    """Its name in the product's table: to be told when an article is back is about availability."""
    return "stock_availability" if intent == "waiting_list" else intent
