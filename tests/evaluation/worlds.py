"""Messages with their labels, and readings made by hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

from coccinelle.core.catalogue import NOTHING_SOLD
from coccinelle.core.memory import Memory
from coccinelle.core.policy import Lane
from coccinelle.core.reading import Entity, Reading, Request, Urgency, UrgencyLevel
from coccinelle.core.turn import Said, Turn
from coccinelle.evaluation.judged import Judged
from coccinelle.evaluation.labelled import Labelled

NOW = datetime(2025, 1, 16, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))


def message(
    *intents: str,
    lane: Lane = "answer",
    urgency: UrgencyLevel = "normal",
    values: tuple[tuple[str, str], ...] = (),
    sector: str = "boutique",
) -> Labelled:
    turn = Turn((Said("bonjour", NOW),), NOW, "sms", sector, Memory(), NOTHING_SOLD)
    return Labelled(turn, intents, lane, urgency, values, sector, "sms", "fr")


def reading(
    *intents: str,
    confidence: float = 0.9,
    urgency: Urgency | None = None,
    values: tuple[tuple[str, str | int], ...] = (),
) -> Reading:
    entities = tuple(Entity(name, value) for name, value in values)
    requests = tuple(Request(intent, confidence, entities) for intent in intents)
    return Reading("fr", requests, urgency=urgency or Urgency())


def judged(said: Labelled, read: Reading, lane: Lane = "answer") -> Judged:
    return Judged(said, read, lane)
