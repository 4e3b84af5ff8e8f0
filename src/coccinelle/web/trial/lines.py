"""What stands on the phone of a trial: messages, what happened between them, who is writing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coccinelle.packs.script import CarrierNews, Event
from coccinelle.store import chronicle, messages, trial_events
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow
from coccinelle.store.trial_events import TrialEvent
from coccinelle.trial.told import as_received
from coccinelle.web import words
from coccinelle.web.i18n import Spoken, _
from coccinelle.web.moments import clock, day_title
from coccinelle.web.trial.people import Phone

LENGTH = 60  # the newest messages of the phone
CONVERSATIONS = 3  # the newest of that address
NOTED = ("to_send", "sending", "failed", "dropped")  # states that are worth a word
NEWS = Spoken({
    "late": "retardé de deux jours", "delivered": "livré", "exception": "perdu",
    "returned": "renvoyé à la boutique", "available_for_pickup": "à retirer en point relais",
    "in_transit": "en route", "out_for_delivery": "en cours de livraison",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """kind: mine, shop, event. turn_id: whose trace explains it. new_day: the title of a day that
    begins here."""

    id: str
    kind: str
    subject: str
    text: str
    at: str
    note: str
    turn_id: int | None
    new_day: str


def rows_of(connection: Connection, phone: Phone) -> list[MessageRow]:
    there = phone.conversations[-CONVERSATIONS:]
    rows = [row for number in there for row in messages.of_conversation(connection, number, LENGTH)]
    return as_received(connection, sorted(rows, key=lambda row: row.id)[-LENGTH:])


def lines_of(connection: Connection, rows: Sequence[MessageRow], now: datetime) -> list[Line]:
    """In the order of their times."""
    events = trial_events.all_of(connection)
    both: list[tuple[datetime, MessageRow | TrialEvent]] = [
        *((event.at, event) for event in events), *((row.at, row) for row in rows),
    ]  # fmt: skip
    shown: list[Line] = []
    day = None
    for n, (at, one) in enumerate(sorted(both, key=lambda pair: pair[0])):
        local = at.astimezone(now.tzinfo)
        title = "" if local.date() == day else day_title(local.date(), now.date())
        day = local.date()
        shown.append(_line(n, one, clock(local), title))
    return shown


def is_awaited(connection: Connection, phone: Phone) -> bool:
    """An answer is on its way to this phone."""
    return bool(chronicle.answering(connection) & set(phone.conversations))


def subject_of(rows: Sequence[MessageRow]) -> str:
    """As a mail program proposes it."""
    last = next((row.subject for row in reversed(rows) if row.subject), "")
    return last if not last or last.startswith("Re") else f"Re: {last}"


def _line(n: int, one: MessageRow | TrialEvent, at: str, title: str) -> Line:
    if isinstance(one, TrialEvent):
        return Line(f"event-{n}", "event", "", event_words(one.event), at, "", None, title)
    kind = "mine" if one.direction == "inbound" else "shop"
    note = words.STATES.get(one.state, "") if one.state in NOTED and kind == "shop" else ""
    return Line(f"said-{one.id}", kind, one.subject, one.text, at, note, one.turn_id, title)


def event_words(told: dict[str, Any]) -> str:
    if "event" not in told:
        is_on = "pause_all" in told.get("owner", {})
        return _("Coccinelle en pause") if is_on else _("Coccinelle reprend")
    event = Event.model_validate(told["event"])
    if event.outage:
        what = words.CHANNELS.get(event.outage.channel, event.outage.channel)
        minutes = round(event.outage.lasts.total_seconds() / 60)
        return _("{what} en panne pour {n} min", what=what, n=minutes)
    if event.carrier:
        return _carrier_words(event.carrier)
    counts = (event.stock or {}).items()
    return _("Compté en rayon : ") + ", ".join(f"{sku} × {on_hand}" for sku, on_hand in counts)


def _carrier_words(news: CarrierNews) -> str:
    if news.down:
        minutes = round(news.down.total_seconds() / 60)
        return _("Transporteurs injoignables pour {n} min", n=minutes)
    said = "late" if news.status == "in_transit" and news.expected else news.status or ""
    what = NEWS.get(said, said)
    return _(
        "Colis de la commande {number} : {what}", number=news.order or news.tracking, what=what
    )
