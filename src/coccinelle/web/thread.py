"""A conversation as it is read: days, messages in order, each turn's trace where it belongs."""

from dataclasses import dataclass
from datetime import datetime

from coccinelle.store.messages import MessageRow
from coccinelle.store.turns import TurnRow
from coccinelle.web import words
from coccinelle.web.moments import clock, day_title
from coccinelle.web.trace import Trace, trace_of

AUTHORS = {"contact": "", "assistant": "Coccinelle", "member": "Vous"}
PURPOSES = {"reminder": "rappel", "consent": "accusé de réception", "stop": "STOP"}


@dataclass(frozen=True, slots=True)
class Bubble:
    """new_day: the title of a day that begins here; notes: time, author, delivery state."""

    id: int
    is_theirs: bool
    author: str
    subject: str
    text: str
    notes: tuple[str, ...]
    has_failed: bool
    error: str
    new_day: str
    trace: Trace | None


def bubbles(messages: list[MessageRow], turns: list[TurnRow], now: datetime) -> list[Bubble]:
    """A turn's trace stands after its last message: the reply, or the question left without one."""
    traces = {turn.id: trace_of(turn, now) for turn in turns}
    last_of_turn = {message.turn_id: message.id for message in messages}
    shown: list[Bubble] = []
    day = None
    for message in messages:
        at = message.at.astimezone(now.tzinfo)
        title = "" if at.date() == day else day_title(at.date(), now.date())
        day = at.date()
        is_last = last_of_turn.get(message.turn_id) == message.id
        trace = traces.get(message.turn_id) if message.turn_id and is_last else None
        shown.append(_bubble(message, at, title, trace))
    return shown


def _bubble(message: MessageRow, at: datetime, new_day: str, trace: Trace | None) -> Bubble:
    notes = (
        clock(at),
        AUTHORS.get(message.author, message.author),
        PURPOSES.get(message.purpose, ""),
        words.STATES.get(message.state, message.state),
        f"{message.segments} SMS" if (message.segments or 0) > 1 else "",
    )
    return Bubble(
        id=message.id,
        is_theirs=message.direction == "inbound",
        author=message.author,
        subject=message.subject,
        text=message.text,
        notes=tuple(note for note in notes if note),
        has_failed=message.state in ("failed", "dropped"),
        error=_DROPPED.get(message.error_code or "", message.error or ""),
        new_day=new_day,
        trace=trace,
    )


_DROPPED = {
    "newer_message": "Un message plus récent est arrivé entre-temps.",
    "member_took_over": "Vous aviez repris la main.",
    "sms_ceiling": "Le plafond du jour pour les SMS était atteint.",
    "opted_out": "Ce client ne veut plus recevoir de messages.",
}
