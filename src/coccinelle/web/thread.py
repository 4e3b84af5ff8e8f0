"""A conversation as it is read: days, messages in order, each turn's trace where it belongs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coccinelle.store.attachments import AttachmentRow
from coccinelle.store.messages import MessageRow
from coccinelle.store.turns import TurnRow
from coccinelle.web import words
from coccinelle.web.moments import clock, day_title
from coccinelle.web.trace import Trace, trace_of

AUTHORS = {"contact": "", "assistant": "Coccinelle", "member": "Vous"}
AUTOMATIC = {
    "auto_reply": "réponse automatique",
    "mailing_list": "envoi en nombre",
    "no_reply": "sans réponse possible",
    "bounce": "retour du serveur",
    "own_address": "notre propre adresse",
}
PURPOSES = {"reminder": "rappel", "consent": "accusé de réception", "code": "code", "stop": "STOP"}


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
    files: tuple["File", ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """about: its size, or why it is not kept; id: 0 when there is nothing to download."""

    id: int
    name: str
    about: str


def bubbles(
    messages: list[MessageRow],
    turns: list[TurnRow],
    now: datetime,
    attachments: Sequence[AttachmentRow] = (),
) -> list[Bubble]:
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
        files = tuple(_file(a) for a in attachments if a.message_id == message.id)
        shown.append(_bubble(message, at, title, trace, files))
    return shown


def _file(attachment: AttachmentRow) -> File:
    if attachment.refused_reason or not attachment.size:
        return File(0, attachment.name, attachment.refused_reason)
    return File(attachment.id, attachment.name, f"{max(1, attachment.size // 1024)} ko")


def _bubble(
    message: MessageRow, at: datetime, new_day: str, trace: Trace | None, files: tuple[File, ...]
) -> Bubble:
    notes = (
        clock(at),
        AUTHORS.get(message.author, message.author),
        PURPOSES.get(message.purpose, ""),
        _state(message),
        f"{message.segments} SMS" if (message.segments or 0) > 1 else "",
    )
    return Bubble(
        id=message.id,
        is_theirs=message.direction == "inbound",
        author=message.author,
        subject=message.subject,
        text=_CODE.sub("••••••", message.text) if message.purpose == "code" else message.text,
        notes=tuple(note for note in notes if note),
        has_failed=message.state in ("failed", "dropped"),
        error=_DROPPED.get(message.error_code or "", message.error or ""),
        new_day=new_day,
        trace=trace,
        files=files,
    )


def _state(message: MessageRow) -> str:
    """What no person wrote waits for nothing; a sender nobody vouches for is said so."""
    if message.automatic:
        return AUTOMATIC.get(message.automatic, message.automatic)
    state = words.STATES.get(message.state, message.state)
    return state if message.is_proven else f"{state} · expéditeur non vérifié"


_CODE = re.compile(r"[0-9]{6}")  # its receiver's alone
_DROPPED = {
    "newer_message": "Un message plus récent est arrivé entre-temps.",
    "member_took_over": "Vous aviez repris la main.",
    "sms_ceiling": "Le plafond réglé pour les SMS était atteint.",
    "address_bad": "Cette adresse e-mail ne reçoit plus rien.",
    "code_expired": "Ce code n'était plus valable.",
    "opted_out": "Ce client ne veut plus recevoir de messages.",
}
