"""The answers to what after-sales asks: which order, which way, and what proves who writes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer
from coccinelle.understanding.assent import asks, cannot_say, corrects, puts_off, refuses
from coccinelle.understanding.beside import asked_beside, is_another_matter, is_aside
from coccinelle.understanding.entities import ABOUT_ORDERS, speaks_of_orders
from coccinelle.understanding.exchanges import (
    called_off,
    calls_exchange_off,
    new_variant,
    of_exchange,
    resized,
)
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.orders_said import order_said
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.stretches import Units
from coccinelle.understanding.ways import asks_its_price, says_neither, way_said

_SURE = 0.95
_LIKELY = 0.7
_UNSURE = 0.6  # of the main request, when a number is nearly all that is said
_BRIEF = 6  # words
_VAGUE = frozenset(("ack_closing", "unclear_other"))
_CODE = re.compile(r"(?<![\w.,+-])(?P<v>\d{3}[ .-]?\d{3}|\d(?: \d){5})(?![\w€]|[.,-]\d| \d)")
_NOT_COME = re.compile(
    r"\b(?:(?:pas|rien|jamais|aucun) (?:recu|eu|de code|code|d'?e?-?mails?|mail)|"
    r"(?:recois|trouve|vois|ai) (?:rien|pas|aucun|jamais)|renvoy\w+|redonne\w*|expire\w*|"
    r"(?:didn't|haven't|not|never) (?:get|got|receive\w*|seen?|arrive\w*)|"
    r"send (?:it |me )?(?:again|another)|resend|no code|ne marche (?:pas|plus)|doesn't work|"
    r"(?:nouveau|autre|new|another) code)\b"
)
_A_RANK = re.compile(r"(?:le |the )?[1-5]")
_COMES = re.compile(r"\bje (?:peux |pourrais |pourrai )?(?:passer?\w*|venir|viens|viendrai)\b")

_Reply = tuple[Answer | None, tuple[Asked, ...]]


def to_order(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    others = asked_beside(passage, question.wanted, requests, units)
    meant = order_said(passage, question.choices)
    if isinstance(meant, str):
        return Answer("choice", meant), (_wanted(passage, question), *others)
    if meant and not is_another_matter(passage, requests, question.wanted):
        number = str(meant.value)
        return Answer("choice", number), (_wanted(passage, question, (meant,)), *others)
    answer, understood = _unsaid(passage, question, requests, others)
    past = _when_ordered(passage)
    return answer, tuple(replace(r, own=past) if r.own == () else r for r in understood)


def to_way(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    """An exchange may be called off or changed rather than sent on its way."""
    exchanging = question.wanted.partition("/")[0] == "exchange_request"
    if is_another_matter(passage, requests, question.wanted):
        return None, requests
    if exchanging and calls_exchange_off(passage, requests):
        return Answer("no"), (called_off(passage),)
    others = asked_beside(passage, question.wanted, requests, units)
    variant = new_variant(passage) if exchanging else ()
    if variant:
        return Answer("correction", str(variant[-1].value)), (resized(passage, variant), *others)
    if says_neither(passage.text.folded):
        return Answer("no"), (_wanted(passage, question), *others)
    way = way_said(passage.text.folded, question.choices) or _by_visit(passage, question.choices)
    if way and not _only_asks(passage, requests):
        chosen = replace(_wanted(passage, question), drops=_of_rank(passage))
        return Answer("choice", way), (chosen, *others)
    return _unsaid(passage, question, requests, others)


def to_proof(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    others = asked_beside(passage, question.wanted, requests, units)
    proof = _proof(passage, question.choices)
    if proof:
        made = replace(_wanted(passage, question, (proof,)), drops=_misread(proof))
        beside = (r for r in others if r.intent != "account_data")
        return Answer("choice", proof.name), (made, *beside)
    waits = "code" in question.choices and _NOT_COME.search(passage.text.folded)
    if waits and not is_aside(passage, requests):
        return Answer("correction", "resend"), (_wanted(passage, question), *others)
    return _unsaid(passage, question, requests, others)


def of_orders(passage: Passage, requests: tuple[Asked, ...]) -> _Reply | None:
    """What follows an exchange, or a number alone while an order is spoken of."""
    reply = of_exchange(passage, requests)
    if reply:
        return reply
    about = passage.memory.about
    vague = {r.intent for r in requests} <= _VAGUE | {"order_status"}
    if not (about in ABOUT_ORDERS and speaks_of_orders(passage.memory)):
        return None
    if not vague and requests[0].confidence >= _UNSURE:
        return None
    if passage.says("order_number") is None or len(passage.words) > _BRIEF or asks(passage):
        return None
    return None, (replace(whole(passage, about), confidence=_LIKELY),)


def _proof(passage: Passage, choices: Sequence[str]) -> Found | None:
    if "email" in choices:
        return passage.says("email")
    match = _CODE.search(passage.text.folded) if "code" in choices else None
    return Found("code", re.sub(r"\D", "", match["v"]), *match.span("v")) if match else None


def _misread(proof: Found) -> tuple[str, ...]:
    """Six digits are no order and no amount when they are the code asked for."""
    return ("order_number", "quantity", "amount") if proof.name == "code" else ()


def _only_asks(passage: Passage, requests: tuple[Asked, ...]) -> bool:
    """ "c'est payant par la poste ?" chooses nothing yet; "je peux passer samedi ?" does."""
    folded = passage.text.folded
    aside = is_aside(passage, requests) and asks(passage) and not _COMES.search(folded)
    return aside or asks_its_price(folded)


def _of_rank(passage: Passage) -> tuple[str, ...]:
    """ "le 2" of a list is no day."""
    days = [f for f in passage.found if f.name == "date"]
    nothing = tuple(f.name for f in passage.found if f.name == "product" and not f.ref)
    ranks = [_A_RANK.fullmatch(passage.text.folded, d.start, d.end) for d in days]
    return (*nothing, "date", "date_to") if days and all(ranks) else nothing


def _by_visit(passage: Passage, choices: Sequence[str]) -> str | None:
    """ "samedi 15h" is when they come."""
    when = passage.says("date") or passage.says("time")
    brief = len(passage.words) <= _BRIEF and not asks(passage) and not refuses(passage)
    return next((c for c in choices if c in ("shop", "loan")), None) if when and brief else None


def _when_ordered(passage: Passage) -> tuple[Found, ...]:
    """ "celle de lundi" was ordered last Monday."""
    said = passage.says("date")
    today = passage.turn.now.date()
    day = date.fromisoformat(str(said.value)) if said else today
    if said is None or not today < day <= today + timedelta(7):
        return ()
    return (replace(said, value=(day - timedelta(7)).isoformat()),)


def _unsaid(
    passage: Passage,
    question: OpenQuestion,
    requests: tuple[Asked, ...],
    others: tuple[Asked, ...],
) -> _Reply:
    """Nothing chosen: refused, put off, something else, or asked again."""
    if is_aside(passage, requests) or (asks(passage) and requests[0].intent not in _VAGUE):
        return None, requests
    if puts_off(passage):
        return None, (replace(whole(passage, "ack_closing"), sub_kind="thanks"),)
    if cannot_say(passage) or (refuses(passage) and not corrects(passage)):
        return Answer("no"), (_wanted(passage, question), *others)
    if requests[0].intent == "ack_closing" and requests[0].sub_kind in ("thanks", "auto_reply"):
        return None, requests
    vague = {r.intent for r in requests} <= _VAGUE | {question.wanted.partition("/")[0]}
    if not vague:
        return None, requests
    return None, (replace(_wanted(passage, question), confidence=_LIKELY), *others)


def _wanted(passage: Passage, question: OpenQuestion, own: Sequence[Found] = ()) -> Asked:
    intent, _, kind = question.wanted.partition("/")
    made = replace(whole(passage, intent), confidence=_SURE, sub_kind=kind or None)
    return replace(made, own=tuple(own))
