"""What the same words mean after a question of ours: "oui", "38", "la bleue alors"."""

import re
from dataclasses import replace

from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer
from coccinelle.understanding.choices import chosen_color, chosen_product, chosen_size, still_open
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage

_BOTH = re.compile(r"\b(?:les deux|both|les 2)\b")
_VAGUE = frozenset(("unclear_other", "ack_closing", "stock_availability", "hold_item"))
_SURE = 0.95
_SIDE = frozenset(
    "hours_location product_service_info delivery_info order_status order_cancel order_modify "
    "payment_invoice promo_loyalty human_request complaint allergy_medical incident_assistance "
    "return_refund item_problem account_data exchange_request price_quote opt_out "
    "place_order".split()
)
# Requests that an answer to an offer or a choice already carries.
_CARRIED = frozenset(
    "ack_closing unclear_other hold_item stock_availability booking_create booking_modify "
    "booking_cancel order_status order_modify exchange_request place_order".split()
)


def in_context(
    passage: Passage, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    """The answer if there is one, the requests once it is understood, and the values it chose."""
    question = passage.memory.question
    if question is None or question.kind == "rephrase":
        return (*_without_question(passage, requests), ())
    match question.kind:
        case "offer_hold":
            return _to_offer(passage, question, requests)
        case "which_product":
            return _to_product(passage, question, requests)
        case "which_size":
            return _to_size(passage, question, requests)
        case "which_color":
            return _to_color(passage, question, requests)
        case "which_day":
            return _to_day(passage, question, requests)


def _without_question(
    passage: Passage, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...]]:
    """ "finalement le 40" about what is put aside, or about what was just spoken of."""
    memory = passage.memory
    vague = {r.intent for r in requests} <= _VAGUE
    if not (vague and memory.product_ref and _revised(passage)):
        return None, requests
    if not memory.is_holding:
        return None, (_whole(passage, "stock_availability"),)
    changed = _changed(passage)
    answer = Answer("correction", changed) if changed else None
    return answer, (_whole(passage, "hold_item"),)


def _revised(passage: Passage) -> bool:
    """A size, a colour, a day said anew, without asking whether it exists."""
    new = any(passage.says(name) for name in ("size", "color", "time", "date"))
    return new and (_corrects(passage) or passage.says("size") is not None) and not _asks(passage)


def _to_offer(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    changed = _changed(passage)
    if changed and (_agrees(passage) or _corrects(passage) or not _asks(passage)):
        return Answer("correction", changed), _wanted(passage, question, requests), ()
    if _declines(passage):
        others = tuple(r for r in requests if r.intent not in _CARRIED)
        return Answer("no"), others or (_whole(passage, "ack_closing"),), ()
    if _agrees(passage):
        both = _BOTH.search(passage.text.folded)
        values = (Found("quantity", 2, *both.span()),) if both else ()
        return Answer("yes"), _wanted(passage, question, requests), values
    return None, requests, ()


def _changed(passage: Passage) -> str | None:
    """The size or colour said when it is not the one the offer is about."""
    memory = passage.memory
    shades = passage.lexicon.shades
    offered_color = memory.color and shades.get(spaced(memory.color), memory.color)
    for name, offered in (("size", memory.size), ("color", offered_color)):
        found = passage.says(name)
        if found and offered is not None and str(found.value).casefold() != offered.casefold():
            return str(found.value)
    size = passage.says("size")
    return str(size.value) if size and memory.size is None else None


def _agrees(passage: Passage) -> bool:
    if _asks(passage) and not passage.hears("okay", "hold", "come_by"):
        return False
    return passage.hears("okay", "hold", "come_by", "take_it") or _only_thanks(passage)


def _only_thanks(passage: Passage) -> bool:
    """ "Merci, je prends" agrees; a lone "merci" after an offer does too, politely."""
    return passage.hears("positive") and not passage.hears("nope", "negative")


def _declines(passage: Passage) -> bool:
    """The first of yes and no wins: "non merci", "oui pas de problème"."""
    if passage.hears("not_come", "cancel"):
        return True
    no = next((h.start for h in passage.heard if h.concept == "nope"), None)
    yes = next((h.start for h in passage.heard if h.concept in ("okay", "hold")), None)
    return no is not None and (yes is None or no <= yes)


def _corrects(passage: Passage) -> bool:
    return passage.hears("correction")


def _asks(passage: Passage) -> bool:
    return "?" in passage.text.folded or (
        passage.hears("have", "price", "hours") and not passage.hears("okay", "correction")
    )


def _to_product(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    chosen = chosen_product(passage, question.choices)
    if chosen is None:
        return _fewer(passage, question, requests)
    refs = question.choices if chosen == "all" else (chosen,)
    known = [passage.index.by_ref[ref] for ref in refs if ref in passage.index.by_ref]
    span = (0, len(passage.text.folded))
    values = tuple(Found("product", p.name, *span, p.ref, how="catalogue") for p in known)
    return Answer("choice", chosen), _wanted(passage, question, requests), values


def _fewer(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    """ "la bleue" when two of the choices are blue: the question stays, about those two."""
    left = still_open(passage, question.choices)
    color = passage.says("color")
    if not left or color is None:
        return _refused_or_aside(passage, requests)
    value = Found(
        "product", str(color.value), color.start, color.end, None, tuple(left), "catalogue"
    )
    return None, _wanted(passage, question, requests), (value,)


def _to_size(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    size = chosen_size(passage, question.choices)
    if size is None:
        return _refused_or_aside(passage, requests)
    found = passage.says("size")
    span = (found.start, found.end) if found else (0, len(passage.text.folded))
    values = (Found("size", size, *span),)
    return Answer("choice", size), _wanted(passage, question, requests), values


def _to_color(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    color = chosen_color(passage, question.choices)
    if color is None:
        return _refused_or_aside(passage, requests)
    found = passage.says("color")
    span = (found.start, found.end) if found else (0, len(passage.text.folded))
    return (
        Answer("choice", color),
        _wanted(passage, question, requests),
        (Found("color", color, *span),),
    )


def _to_day(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    found = passage.says("date") or passage.says("time")
    if found is None:
        return _refused_or_aside(passage, requests)
    return Answer("choice", str(found.value)), _wanted(passage, question, requests), ()


def _refused_or_aside(
    passage: Passage, requests: tuple[Asked, ...]
) -> tuple[Answer | None, tuple[Asked, ...], tuple[Found, ...]]:
    aside = any(r.intent in _SIDE for r in requests)
    if _declines(passage) and not aside:
        return Answer("no"), (_whole(passage, "ack_closing"),), ()
    return None, requests, ()


def _wanted(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Asked, ...]:
    """What we were waiting to do, then whatever else was asked on the way."""
    first = replace(_whole(passage, question.wanted), confidence=_SURE)
    others = (r for r in requests if r.intent not in _CARRIED and r.intent != question.wanted)
    return (first, *others)


def _whole(passage: Passage, intent: str) -> Asked:
    return Asked(intent, 0.9, None, 0, len(passage.text.folded))
