"""What is said of a booking that stands, or beside what the conversation is about."""

import re
from dataclasses import replace

from coccinelle.core.reading import Answer
from coccinelle.understanding.assent import asks, asks_only, calls_off
from coccinelle.understanding.beside import asked_beside, is_aside, is_grave
from coccinelle.understanding.entities import ABOUT_ORDERS
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.spoken_of import moved_to
from coccinelle.understanding.stretches import Units

_SURE = 0.9
_LIKELY = 0.7
_VALUES = ("date", "time", "party_size")
_COURTESY = frozenset(("ack_closing", "unclear_other"))
_BOOKING = frozenset(
    "ack_closing unclear_other booking_create booking_modify booking_cancel booking_status "
    "hold_item stock_availability order_modify order_cancel".split()
)
_ELLIPSIS = re.compile(
    r"^\W*(?:et|and|und|y|e|ed|en|ou|or|mais|but|meme|idem|pareil|what about|how about)\b"
)
_FOLLOWED = frozenset(
    "stock_availability product_service_info price_quote delivery_info promo_loyalty "
    "property_enquiry payment_invoice repair_status order_status hours_location".split()
)
_ANOTHER = re.compile(r"\b(?:autre|seconde|deuxieme|other|second)\b")
_ELLIPTIC = 6  # words
_NUMBER = ("order_number",)
_OF_ITS_OWN = ("have", "have_it", "price", "hold", "ask_sizes", "ask_colors", "restock", "advice")
_BRIEF = 9  # words that only say what to do with the order spoken of
_ACTS = (
    ("cancel", "order_cancel"),
    ("change_delivery", "order_modify"),
    ("exchange", "exchange_request"),
    ("refund", "return_refund"),
    ("invoice", "payment_invoice"),
)
_STANDS = frozenset(("booking_cancel", "opt_out", "hold_item", "account_data"))
_FEES = re.compile(r"\b(?:frais|honoraires|commission|agence|fees?|charges)\b")
_OWN_WORDS = 0.97  # a question so sure of itself follows nothing
_VAGUE = 0.5
_BECOMES = re.compile(
    r"\b(?:on (?:est|sera)|nous (?:sommes|serons)|(?:we are|we're|there are)(?: now)?|siamo"
    r"(?: diventati| in)?|wir sind|somos|seremos|finalement|en fait|plutot|now|passer a|c'est|"
    r"ce sera)"
    r"(?: \w+){0,2}? (?P<n>\d{1,2})\b(?! ?(?:h\b|h\d|heures?|:|€|min|am|pm))"
)

_Reply = tuple[Answer | None, tuple[Asked, ...]]


def about_standing(passage: Passage, requests: tuple[Asked, ...], units: Units) -> _Reply | None:
    """None when nothing of the conversation gives the words another meaning."""
    if passage.memory.is_arranged:
        reply = _of_booking(passage, requests, units)
        if reply:
            return reply
    return _following(passage, requests)


def called_off(passage: Passage, requests: tuple[Asked, ...], units: Units) -> tuple[Asked, ...]:
    return _made(passage, "booking_cancel", requests, units)


def _of_booking(passage: Passage, requests: tuple[Asked, ...], units: Units) -> _Reply | None:
    """ "plutôt 19h30" moves it, "on l'oublie" calls it off."""
    if is_grave(passage, requests):
        return None
    if calls_off(passage) and not asks_only(passage):
        return None, called_off(passage, requests, units)
    if requests[0].intent not in _BOOKING and is_aside(passage, requests):
        return None
    if _party(passage) or any(map(passage.says, _VALUES)):
        if requests[0].intent in _COURTESY and not _differs(passage):
            return None
        return None, _made(passage, "booking_modify", requests, units)
    return None


def _made(
    passage: Passage, intent: str, requests: tuple[Asked, ...], units: Units
) -> tuple[Asked, ...]:
    first = replace(whole(passage, intent), confidence=_SURE)
    if intent == "booking_modify":
        new = moved_to(passage.found)
        drops = tuple(f.name.removeprefix("new_") for f in new)
        first = replace(first, own=(*new, *_party(passage)), drops=drops)
    return (first, *asked_beside(passage, intent, requests, units))


def _differs(passage: Passage) -> bool:
    """Another day, hour or number than the one agreed on: "à demain 19h" changes nothing."""
    said = [f for f in passage.found if f.name in _VALUES]
    return bool(_party(passage)) or any(str(f.value) != passage.memory.detail(f.name) for f in said)


def _party(passage: Passage) -> tuple[Found, ...]:
    match = _BECOMES.search(passage.text.folded)
    if match is None or passage.says("party_size"):
        return ()
    return (Found("party_size", int(match["n"]), *match.span("n")),)


def of_listing(passage: Passage, requests: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """The price of the listing that is spoken of is no price list's."""
    if passage.turn.sector != "real_estate" or passage.memory.about != "property_enquiry":
        return requests
    if _FEES.search(passage.text.folded):
        return requests
    enquiry = next((r for r in requests if r.intent == "property_enquiry"), None)
    priced = [r for r in requests if r.intent == "price_quote"]
    kept = [r for r in requests if r not in priced]
    if not priced or enquiry:
        return tuple(kept) or requests
    return (replace(priced[0], intent="property_enquiry", sub_kind=None), *kept)


def _following(passage: Passage, requests: tuple[Asked, ...]) -> _Reply | None:
    """ "et avec le filtre ?" asks what was asked before."""
    about, own = passage.memory.about, requests[0]
    if own.sub_kind == "chase":  # "alors ??"
        return None
    act = _act_on_order(passage, requests)
    if act:
        return None, (replace(whole(passage, act), confidence=_LIKELY),)
    if _is_another_order(passage):
        return None, (replace(whole(passage, about or ""), confidence=_LIKELY, drops=_NUMBER),)
    if about == own.intent or about not in _FOLLOWED or len(requests) > 1:
        return None
    elliptic = _ELLIPSIS.search(passage.text.folded)
    unsure = own.confidence < (_OWN_WORDS if elliptic else _VAGUE)
    if not unsure or not asks(passage):
        return None
    if about == "hours_location" and not passage.says("date"):
        return None
    return None, (replace(whole(passage, about), confidence=_LIKELY),)


def _is_another_order(passage: Passage) -> bool:
    """ "et la robe ?", "et l'autre commande ?": the same of another article or order."""
    folded = passage.text.folded
    if passage.memory.about not in ABOUT_ORDERS or passage.says("order_number"):
        return False
    brief = len(passage.words) <= _ELLIPTIC and _ELLIPSIS.search(folded) is not None
    named = passage.says("product") is not None or _ANOTHER.search(folded) is not None
    return brief and named and asks(passage) and not passage.hears(*_OF_ITS_OWN)


def _act_on_order(passage: Passage, requests: tuple[Asked, ...]) -> str | None:
    """ "et je peux encore l'annuler ?" after the news of an order is about that order."""
    spoken = passage.memory.about in ABOUT_ORDERS and passage.memory.detail("order_number")
    if not spoken or len(requests) > 1 or len(passage.words) > _BRIEF:
        return None
    if requests[0].confidence >= _OWN_WORDS or requests[0].intent in _STANDS:
        return None
    heard = [intent for concept, intent in _ACTS if passage.hears(concept)]
    return heard[0] if len(set(heard)) == 1 else None
