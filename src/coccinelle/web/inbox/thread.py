"""A conversation as it is read: days, messages in order, each turn's trace where it belongs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coccinelle.engine.members.resend import NOT_OURS_TO_REPEAT
from coccinelle.replies.typography import NARROW
from coccinelle.store.attachments import AttachmentRow
from coccinelle.store.corrections import CorrectionRow
from coccinelle.store.messages import MessageRow
from coccinelle.store.notes import NoteRow
from coccinelle.store.timeline import Timeline
from coccinelle.web import words
from coccinelle.web.channel_names import ChannelNames
from coccinelle.web.i18n import Spoken, _, pieces, retold
from coccinelle.web.inbox.listing import ICONS
from coccinelle.web.inbox.trace import Trace, trace_of
from coccinelle.web.moments import clock, day_title

AUTOMATIC = Spoken({
    "auto_reply": "réponse automatique", "mailing_list": "envoi en nombre",
    "no_reply": "sans réponse possible", "bounce": "retour du serveur",
    "own_address": "notre propre adresse",
})  # fmt: skip
PURPOSES = Spoken({
    "reminder": "rappel", "consent": "accusé de réception", "code": "code", "stop": "STOP",
    "alert": "alerte", "approval": "réponse à valider", "echo": "copie à l'équipe",
    "member_answer": "réponse à l'équipe", "satisfaction": "question de satisfaction",
    "satisfaction_sorry": "excuses", "watch": "suivi de colis", "order": "commande",
    "back_in_stock": "retour en stock", "exchange": "échange",
    "exchange_over": "fin d'un échange", "answer_late": "réponse qui tarde",
    "tell_back": "colis retour",
})  # fmt: skip
_DONE = Spoken({
    "assigned": "a confié la conversation à {what}", "unassigned": "ne confie plus la conversation",
    "snoozed": "a reporté à {what}", "woken": "a repris avant l'heure", "closed": "a clos",
    "reopened": "a rouvert",
})  # fmt: skip
PHOTOS = ("image/jpeg", "image/png", "image/gif", "image/webp")  # what every browser shows


@dataclass(frozen=True, slots=True)
class Bubble:
    """new_day: the title of a day that begins here; notes: time, channel, author, delivery state.

    is_leaving: still on its way out. photos: files that are shown as they are.
    """

    id: int
    conversation_id: int
    kind: str
    icon: str
    is_theirs: bool
    author: str
    subject: str
    text: str
    notes: tuple[str, ...]
    has_failed: bool
    is_leaving: bool
    error: str
    new_day: str
    trace: Trace | None
    files: tuple["File", ...] = ()
    photos: tuple["File", ...] = ()
    can_repeat: bool = False


@dataclass(frozen=True, slots=True)
class File:
    """about: its size, or why it is not kept; id: 0 when there is nothing to download."""

    id: int
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Between members: words, or what one of them did."""

    id: int
    text: str
    by: str
    at: str
    is_words: bool
    new_day: str


def said(
    found: Timeline, now: datetime, corrected: Mapping[int, CorrectionRow], named: ChannelNames
) -> list[Bubble | Remark]:
    """A turn's trace stands after its last message: the reply, or the question left without one.

    corrected: what members said of turns that were wrong.
    """
    traces = {turn.id: trace_of(turn, now, corrected.get(turn.id)) for turn in found.turns}
    last_of_turn = {message.turn_id: message.id for message in found.messages}
    kinds = {one.id: one.kind for one in found.conversations}
    brought: dict[int, list[AttachmentRow]] = {}
    for file in found.attachments:
        brought.setdefault(file.message_id, []).append(file)
    shown: list[Bubble | Remark] = []
    day = None
    both: list[MessageRow | NoteRow] = [*found.messages, *found.notes]
    for one in sorted(both, key=lambda one: one.at):
        at = one.at.astimezone(now.tzinfo)
        title = "" if at.date() == day else day_title(at.date(), now.date())
        day = at.date()
        if isinstance(one, NoteRow):
            shown.append(_remark(one, at, title))
            continue
        is_last = last_of_turn.get(one.turn_id) == one.id
        trace = traces.get(one.turn_id) if one.turn_id and is_last else None
        kind = kinds.get(one.conversation_id, "")
        channel = named.of(one.channel_id, kind)
        shown.append(_bubble(one, kind, channel, at, title, trace, brought.get(one.id, [])))
    return shown


def _remark(note: NoteRow, at: datetime, new_day: str) -> Remark:
    is_words = note.kind == "note"
    text = note.text if is_words else _DONE[note.kind].format(what=pieces(note.text))
    return Remark(note.id, text, note.by_member, clock(at), is_words, new_day)


def _file(attachment: AttachmentRow) -> File:
    if attachment.refused_reason or not attachment.size:
        return File(0, attachment.name, retold(attachment.refused_reason))
    return File(attachment.id, attachment.name, f"{max(1, attachment.size // 1024)} ko")


def _bubble(
    message: MessageRow, kind: str, channel: str, at: datetime, new_day: str,
    trace: Trace | None, files: Sequence[AttachmentRow],
) -> Bubble:  # fmt: skip
    notes = (
        clock(at), channel, author_of(message), PURPOSES.get(message.purpose, ""), _state(message),
        f"{message.segments} SMS" if (message.segments or 0) > 1 else "",
    )  # fmt: skip
    return Bubble(
        id=message.id, conversation_id=message.conversation_id, kind=kind,
        icon=ICONS.get(kind, "message-square"), is_theirs=message.direction == "inbound",
        author=message.author, subject=message.subject,
        text=_text(message),
        notes=tuple(note for note in notes if note),
        has_failed=message.state in ("failed", "dropped"),
        is_leaving=message.state in ("to_send", "sending"),
        error=_DROPPED.get(message.error_code or "", retold(message.error or "")), new_day=new_day,
        trace=trace, files=tuple(_file(f) for f in files if not _is_photo(f)),
        photos=tuple(_file(f) for f in files if _is_photo(f)),
        can_repeat=message.purpose not in NOT_OURS_TO_REPEAT,
    )  # fmt: skip


def _text(message: MessageRow) -> str:
    """A code is its receiver's alone. A mark never begins a line: French puts a space before it."""
    text = _CODE.sub("••••••", message.text) if message.purpose == "code" else message.text
    return _BEFORE_MARK.sub(NARROW, text)


def author_of(message: MessageRow) -> str:
    if message.author == "member":
        return message.by_member or _("Vous")
    return "Coccinelle" if message.author == "assistant" else ""


def _is_photo(file: AttachmentRow) -> bool:
    return file.media_type in PHOTOS and file.size > 0 and not file.refused_reason


def _state(message: MessageRow) -> str:
    """What no person wrote waits for nothing; a sender nobody vouches for is said so."""
    if message.automatic:
        return AUTOMATIC.get(message.automatic, message.automatic)
    state = words.STATES.get(message.state, message.state)
    return state if message.is_proven else f"{state} · " + _("expéditeur non vérifié")


_BEFORE_MARK = re.compile("(?<=\\S) (?=[?!:;»](?:\\s|$))")
_CODE = re.compile(r"[0-9]{6}")  # its receiver's alone
_DROPPED = Spoken(
    {
        "newer_message": "Un message plus récent est arrivé entre-temps.",
        "member_took_over": "Vous aviez repris la main.",
        "sms_ceiling": "Le plafond réglé pour les SMS était atteint.",
        "address_bad": "Cette adresse e-mail ne reçoit plus rien.",
        "code_expired": "Ce code n'était plus valable.",
        "opted_out": "Ce client ne veut plus recevoir de messages.",
    }
)
