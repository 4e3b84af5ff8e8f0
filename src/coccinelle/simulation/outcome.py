"""What became of a script: its turns, everything sent, the final state; and its JSON form."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coccinelle.core.messages import Outbound
from coccinelle.packs.script import CustomerTurn, OwnerTurn
from coccinelle.simulation.run import Played
from coccinelle.simulation.state import final_state
from coccinelle.store import cases, chronicle, turns
from coccinelle.store.cases import NotificationRow
from coccinelle.store.chronicle import Told
from coccinelle.store.database import Connection
from coccinelle.store.turns import TurnRow


@dataclass(frozen=True, slots=True)
class Sent:
    """id: the message's, as text."""

    id: str
    at: datetime
    channel: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """One per turn of the script, in its order; trace: None for what was not read.

    replies: of a burst answered together, with its last message.
    """

    played: Played
    text: str
    trace: TurnRow | None = None
    replies: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """outbound: what customers were sent; alerts: what members were. notes: what its author should
    know: acts that were refused, conversations that got stuck."""

    name: str
    zone: ZoneInfo
    turns: tuple[TurnOutcome, ...]
    outbound: tuple[Sent, ...]
    state: dict[str, list[dict[str, Any]]]
    feed: list[NotificationRow] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    alerts: tuple[Sent, ...] = ()


def outcome(
    connection: Connection,
    name: str,
    zone: ZoneInfo,
    played: list[Played],
    departures: list[tuple[Outbound, datetime]],
) -> Outcome:
    told = chronicle.told(connection)
    to_team = {str(message.id) for message in told if message.is_team}
    everything = _sent(told, departures)
    sent = tuple(one for one in everything if one.id not in to_team)
    return Outcome(
        name=name,
        zone=zone,
        turns=tuple(_turn(connection, one, told, sent) for one in played),
        outbound=sent,
        alerts=tuple(one for one in everything if one.id in to_team),
        state=final_state(connection, zone),
        feed=cases.notifications(connection, limit=100_000, oldest_first=True),
    )


def as_json(found: Outcome) -> dict[str, Any]:
    """The contract of `simulate --json`."""
    return {
        "name": found.name,
        "turns": [_turn_json(turn, found.zone) for turn in found.turns],
        "outbound": [_sent_json(sent, found.zone) for sent in found.outbound],
        "alerts": [_sent_json(sent, found.zone) for sent in found.alerts],
        "state": found.state,
    }


def _sent(told: list[Told], departures: list[tuple[Outbound, datetime]]) -> tuple[Sent, ...]:
    kinds = {str(message.id): message.kind for message in told}
    return tuple(
        Sent(out.key, at, kinds[out.key], out.recipient, out.text) for out, at in departures
    )


def _turn(
    connection: Connection, played: Played, told: list[Told], sent: tuple[Sent, ...]
) -> TurnOutcome:
    match played.turn:
        case CustomerTurn(text=text):
            message = next(m for m in told if m.provider_id == played.provider_id)
            trace = turns.load(connection, message.turn_id) if message.turn_id else None
            return TurnOutcome(played, text, trace, _replies(message, told, sent))
        case OwnerTurn(owner=owner):
            replies = tuple(s for s in sent if s.id in played.sent)
            return TurnOutcome(played, owner.words, replies=replies)
        case _:
            return TurnOutcome(played, "")


def _replies(message: Told, told: list[Told], sent: tuple[Sent, ...]) -> tuple[Sent, ...]:
    """What the assistant wrote in answer; a member's own words belong to the member's turn."""
    turn = [m for m in told if message.turn_id and m.turn_id == message.turn_id]
    if any(m.direction == "inbound" and m.seq > message.seq for m in turn):
        return ()
    ids = {str(m.id) for m in turn if m.direction == "outbound" and m.author == "assistant"}
    return tuple(s for s in sent if s.id in ids)


def _turn_json(turn: TurnOutcome, zone: ZoneInfo) -> dict[str, Any]:
    return {
        "at": turn.played.at.astimezone(zone).isoformat(),
        "text": turn.text,
        "reading": _reading_json(turn.trace.reading, zone) if turn.trace else None,
        "lane": turn.trace.lane if turn.trace else None,
        "replies": [_sent_json(sent, zone) for sent in turn.replies],
    }


def _sent_json(sent: Sent, zone: ZoneInfo) -> dict[str, Any]:
    at = sent.at.astimezone(zone).isoformat()
    return {"at": at, "channel": sent.channel, "to": sent.to, "text": sent.text}


def _reading_json(reading: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """As `coccinelle understand` writes it."""
    urgency = reading["urgency"]
    deadline = urgency["deadline"] and datetime.fromisoformat(urgency["deadline"])
    return {
        "language": reading["language"],
        "requests": [_request_json(request) for request in reading["requests"]],
        "urgency": {
            "level": urgency["level"],
            "reason": urgency["reason"],
            "deadline": deadline.astimezone(zone).isoformat() if deadline else None,
        },
        "sentiment": reading["sentiment"],
        "flags": reading["flags"],
    }


def _request_json(request: dict[str, Any]) -> dict[str, Any]:
    entities: dict[str, list[dict[str, Any]]] = {}
    for entity in request["entities"]:
        ref = {"ref": entity["ref"]} if entity["ref"] else {}
        said = {"value": entity["value"], "words": entity["words"], **ref}
        entities.setdefault(entity["name"], []).append(said)
    return {
        "intent": request["intent"],
        "confidence": request["confidence"],
        "entities": entities,
    }
