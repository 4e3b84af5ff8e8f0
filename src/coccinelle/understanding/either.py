"""Two readings nearly as likely as each other: told by the rest, or asked about and chosen."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coccinelle.core.lanes import LANES
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer, in_the_table
from coccinelle.understanding.assent import asks, refuses
from coccinelle.understanding.choices import ALL, ranked
from coccinelle.understanding.intents import Asked, totals_of, whole
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.stretches import Units
from coccinelle.understanding.telling import told_by

_UNSURE = 0.6
_NEAR = 0.6  # of the first's probability
_OWN = 0.5  # of a clause that makes one of the two requests
_BRIEF = 6  # words that choose, whatever they look like alone
# What is served, by what a sector has: nobody is asked about a table in a shop of clothes.
_OF_ORDERS = frozenset(
    "order_status order_cancel order_modify place_order stock_availability product_service_info "
    "hold_item exchange_request return_refund item_problem delivery_info".split()
)
_OF_BOOKINGS = frozenset("booking_create booking_modify booking_cancel booking_status".split())
_OF_ALL = frozenset(
    "hours_location price_quote promo_loyalty payment_invoice account_data product_service_info "
    "stock_availability".split()
)
_ASKABLE = {
    "boutique": _OF_ORDERS | _OF_ALL,
    "restaurant": _OF_BOOKINGS | _OF_ALL | {"order_status", "order_cancel", "order_modify"},
    "spa": _OF_BOOKINGS | _OF_ALL,
    "garage": _OF_BOOKINGS | _OF_ALL | {"repair_status"},
    "real_estate": _OF_BOOKINGS | _OF_ALL | {"property_enquiry"},
}
_OF_TRADES = frozenset().union(*_ASKABLE.values())
_TALK = frozenset(("ack_closing", "unclear_other"))
_BOTH = re.compile(r"\b(?:les deux|les 2|l'un et l'autre|both)\b")
_WORDS: Mapping[str, re.Pattern[str]] = {
    intent: re.compile(rf"\b(?:{words})")
    for intent, words in {
        "order_cancel": r"annul|cancel|stop|supprim",
        "booking_cancel": r"annul|cancel|supprim",
        "order_modify": r"modif|chang|corrig|ajout|edit|update",
        "booking_modify": r"modif|chang|decal|deplac|report|move|resched",
        "order_status": r"ou (?:en|est)|suivi|quand|etat|statut|where|track|status",
        "booking_status": r"verif|confirm|check|status",
        "booking_create": r"reserv|prendre|book|rendez-vous|rdv",
        "place_order": r"command|acheter|order|buy",
        "exchange_request": r"echang|exchang|swap",
        "return_refund": r"rend|retour|rembours|renvoy|return|refund",
        "item_problem": r"probleme|abim|casse|defaut|problem|broken|damaged",
        "stock_availability": r"dispo|stock|reste|avail",
        "hold_item": r"de cote|garder|aside|hold",
        "price_quote": r"prix|tarif|combien|cout|price|cost",
        "delivery_info": r"livraison|livr|deliver|shipping",
        "product_service_info": r"renseign|info|question",
        "hours_location": r"horaire|adresse|ouver|hours|address|open",
        "promo_loyalty": r"offre|promo|remise|fidel|discount|offer",
        "payment_invoice": r"paiement|facture|payer|payment|invoice",
        "account_data": r"coordonnee|compte|details|account",
        "repair_status": r"pret|repar|ready|repair",
        "property_enquiry": r"bien\b|annonce|property|listing",
    }.items()
}

_Reply = tuple[Answer | None, tuple[Asked, ...]]


def settled(requests: tuple[Asked, ...], passage: Passage, units: Units) -> tuple[Asked, ...]:
    """Of two readings nearly as likely, the one that the rest of the message tells; both when two
    clauses make them."""
    pair = _pair(requests, passage, units)
    if not pair:
        return requests
    made = _both_made(pair, passage, units)
    if made:
        return made
    told = told_by(passage, pair)
    if told is None or told == requests[0].intent:
        return requests
    return (replace(whole(passage, told), confidence=requests[0].confidence),)


def alternatives_to(requests: Sequence[Asked], passage: Passage, units: Units) -> tuple[str, ...]:
    """The two intents that a message may have, likeliest first; none when one is sure enough, or
    when the message itself or what we asked before tells."""
    pair = _pair(requests, passage, units)
    if not pair or told_by(passage, pair):
        return ()
    lanes = [LANES[intent].lane for intent in pair]
    return pair if "act" in lanes and "answer" not in lanes else ()  # information costs no question


def _pair(requests: Sequence[Asked], passage: Passage, units: Units) -> tuple[str, ...]:
    if len(requests) != 1 or passage.memory.question is not None or passage.memory.is_arranged:
        return ()
    totals = totals_of(units)
    first, *others = sorted(totals, key=lambda i: (-totals[i], i))[:3]
    if requests[0].intent != first or totals[first] > _UNSURE:
        return ()
    second = next((i for i in others if in_the_table(i) != in_the_table(first)), "")
    near = totals.get(second, 0.0) >= _NEAR * totals[first]
    served = _ASKABLE.get(passage.turn.sector, _OF_ALL)
    if near and first in _OF_TRADES - served and second in served:
        return (second,)  # "est-elle prête ?" of a parcel, in a shop that repairs nothing
    return (first, second) if near and {first, second} <= served else ()


def _both_made(pair: Sequence[str], passage: Passage, units: Units) -> tuple[Asked, ...]:
    """Each in a clause of its own."""
    made: list[Asked] = []
    for unit in (u for u in units.parts if u.span.is_clause):
        intent = max(unit.intents, key=lambda i: (unit.intents[i], i))
        new = intent in pair and unit.intents[intent] >= _OWN
        if new and all(one.intent != intent for one in made):
            sure, span = round(unit.intents[intent], 4), unit.span
            made.append(Asked(intent, min(0.9999, sure), None, span.start, span.end))
    return tuple(made) if len(made) == 2 else ()


def to_intent(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    """One of the two, both, or what the message says by itself."""
    folded = passage.text.folded
    if _BOTH.search(folded):
        return Answer("choice", ALL), tuple(_chosen(passage, c) for c in question.choices)
    chosen = ranked(folded, question.choices) or _said(folded, question.choices)
    own = requests[0].intent
    if chosen is None and own in question.choices:
        chosen = own
    brief = len(passage.words) <= _BRIEF and not asks(passage)
    if chosen and (brief or own in (*question.choices, *_TALK)):
        return Answer("choice", chosen), (_chosen(passage, chosen),)
    if refuses(passage) and own in _TALK:
        return Answer("no"), (whole(passage, "unclear_other"),)
    return None, requests


def _said(folded: str, choices: Sequence[str]) -> str | None:
    named = [c for c in choices if c in _WORDS and _WORDS[c].search(folded)]
    return named[0] if len(named) == 1 else None


def _chosen(passage: Passage, intent: str) -> Asked:
    return replace(whole(passage, intent), confidence=0.95)
