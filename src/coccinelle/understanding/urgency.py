"""How soon it matters, why, and until when: event words and the hours left."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from coccinelle.core.reading import Request, Urgency
from coccinelle.understanding.dates import Moment
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage

_SOON = timedelta(hours=24)
_MAY_MISS = timedelta(days=8)  # a parcel late by a week still reaches an event further away
_IN_SHOP = timedelta(hours=48)  # what is bought in the shop is there the day it is fetched
_FELT = 0.6  # probability from which a message is urgent without a word of the lists
_THREATENS = 0.2  # probability from which whoever is angry may do more than say so
_NEAR = 60  # characters between an event and its day
_BESIDE = 12  # characters between a word of haste and its day
_DEPARTURE = "Départ"
_LEAVES = re.compile(
    r"\b(?:je (?:pars|m'envole|demenage)|on (?:part|s'envole|demenage)|"
    r"nous (?:partons|demenageons)|"
    r"(?:i|we) (?:leave|fly)|(?:i'm|i am|we're|we are) (?:leaving|flying|travelling|traveling))\b"
)
_VERBAL = re.compile(r"(?:me|se|nous|marie|getting)\b")
_NEXT_YEAR = timedelta(days=300)
_PARTS = {
    "morning": 9,
    "noon": 12,
    "afternoon": 14,
    "end_of_afternoon": 17,
    "evening": 18,
    "end_of_day": 18,
}
_AT_RISK = frozenset(
    "order_status order_modify exchange_request return_refund item_problem delivery_info "
    "complaint repair_status".split()
)
_FETCHED = frozenset(("stock_availability", "hold_item"))
_QUIET = frozenset(("ack_closing", "spam_phishing", "business_other", "opt_out"))
_ALWAYS = (
    ("self_harm", "Détresse exprimée"),
    ("danger", "Danger signalé"),
    ("allergy", "Allergie ou santé"),
    ("legal_threat", "Menace juridique ou d'avis négatif"),
)


def urgency_of(
    passage: Passage,
    flags: tuple[str, ...],
    requests: tuple[Request, ...],
    signals: Mapping[str, float],
) -> Urgency:
    intents = {r.intent for r in requests}
    event, deadline = _deadline(passage, intents)
    if deadline is None:
        deadline = _limit(passage, requests)
    reason = _reason(passage, flags, requests) or _pressing(passage, event, deadline, intents)
    if not reason and "anger" in flags and signals.get("legal_threat", 0.0) >= _THREATENS:
        reason = "Client très mécontent"
    if not reason and signals.get("urgent", 0.0) >= _FELT:
        reason = "Le message paraît urgent"
    if reason:
        return Urgency("high", reason, deadline, event)
    if intents <= _QUIET:
        return Urgency("none", "Aucune réponse attendue", deadline, event)
    return Urgency("normal", "", deadline, event)


def _reason(passage: Passage, flags: tuple[str, ...], requests: tuple[Request, ...]) -> str:
    for flag, reason in _ALWAYS:
        if flag in flags:
            return reason
    if any(r.intent == "incident_assistance" for r in requests):
        return "Panne, fuite ou véhicule immobilisé"
    if passage.hears("fraud"):
        return "Fraude signalée"
    if any((r.intent, r.sub_kind) == ("payment_invoice", "dispute") for r in requests):
        return "Paiement contesté"
    return "Le client dit que c'est urgent" if passage.hears("urgent") else ""


def _pressing(
    passage: Passage, event: str | None, deadline: datetime | None, intents: set[str]
) -> str:
    if deadline is None:
        return ""
    left = deadline - passage.turn.now
    said = f"{event} le {deadline:%d/%m}" if event else f"Échéance le {deadline:%d/%m}"
    if timedelta(0) <= left <= _SOON:
        return f"{said}, dans moins de 24 heures"
    at_risk = intents & _AT_RISK and left <= _MAY_MISS
    short = intents & _FETCHED and left <= _IN_SHOP
    return f"{said} : risque de manquer" if event and (at_risk or short) else ""


def _deadline(passage: Passage, intents: set[str]) -> tuple[str | None, datetime | None]:
    """The first event with its day, else a day said as a limit ("avant samedi")."""
    if any(i.startswith("booking") for i in intents):
        return None, None
    for start, end, moment in _with_moment(passage, _events(passage), _NEAR):
        return _event_name(passage, start, end), _due(moment, passage.turn.now)
    if intents == {"hold_item"}:
        return None, None
    limits = [(h.start, h.end) for h in passage.heard if h.concept == "deadline_words"]
    for _, _, moment in _with_moment(passage, limits, _BESIDE):
        return None, _due(moment, passage.turn.now)
    return None, None


def _limit(passage: Passage, requests: tuple[Request, ...]) -> datetime | None:
    """The day before which a request needs something, however it was said."""
    days = {str(e.value) for r in requests for e in r.entities if e.name == "deadline"}
    ends = [m for m in passage.moments if m.day and m.day.isoformat() in days]
    return _due(ends[0], passage.turn.now) if ends else None


def _events(passage: Passage) -> list[tuple[int, int]]:
    """Where an event is named, or somebody leaves."""
    spans = [(h.start, h.end) for h in passage.heard if h.concept == "event"]
    spans += [(f.start, f.end) for f in passage.found if f.name == "event"]
    spans += [m.span() for m in _LEAVES.finditer(passage.text.folded)]
    return sorted(spans)


def _with_moment(
    passage: Passage, spans: list[tuple[int, int]], reach: int
) -> Iterator[tuple[int, int, Moment]]:
    """Each span with the coming moment nearest to it."""
    last = passage.turn.now.date() + _NEXT_YEAR  # "offert à Noël" is over
    ahead = [
        m for m in passage.moments if not m.past and (m.day or m.at) and (m.day or last) <= last
    ]
    for start, end in spans:
        near = [m for m in ahead if _gap(start, end, m) <= reach]
        if near:
            yield start, end, min(near, key=lambda m: _gap(start, end, m))


def _gap(start: int, end: int, moment: Moment) -> int:
    return max(0, moment.start - end, start - moment.end)


def _event_name(passage: Passage, start: int, end: int) -> str:
    """As said; a departure by its own name, "je me marie" by what it is."""
    words = passage.text.words(start, end)
    if _VERBAL.match(words.casefold()):
        return passage.lexicon.events.get(spaced(words), words).capitalize()
    if _LEAVES.fullmatch(passage.text.folded, start, end):
        return _DEPARTURE
    return words.removeprefix("suis ").capitalize()


def _due(moment: Moment, now: datetime) -> datetime:
    """The hour said; else the part of the day; else when the day begins, or ends if it is today."""
    day = moment.day or now.date()
    if moment.at:
        at = moment.at
    elif moment.part in _PARTS:
        at = time(_PARTS[moment.part])
    else:
        at = time(23, 59) if day == now.date() else time(0)
    return datetime.combine(day, at, now.tzinfo)
