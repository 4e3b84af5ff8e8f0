"""What the same words mean after a question of ours: "oui", "38", "la bleue alors"."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from coccinelle.core.memory import OpenQuestion, QuestionKind
from coccinelle.core.reading import Answer
from coccinelle.understanding.after_sales import of_orders, to_order, to_proof, to_way
from coccinelle.understanding.assent import agrees, asks, calls_off, corrects, declines
from coccinelle.understanding.beside import first_of_all, is_grave, named_instead
from coccinelle.understanding.choices import (
    ALL,
    chosen_color,
    chosen_product,
    chosen_size,
    says_rank,
    still_open,
)
from coccinelle.understanding.completing import to_detail, to_slots
from coccinelle.understanding.either import to_intent
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.offers import to_offer
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.pickups import (
    VAGUE,
    another_instead,
    hold_moved,
    only_comes_by,
    takes_leave,
)
from coccinelle.understanding.recaps import to_recap
from coccinelle.understanding.standing import about_standing, called_off, of_listing
from coccinelle.understanding.stretches import Units

_SURE = 0.95
_SIDE = frozenset(
    "hours_location product_service_info delivery_info order_status order_cancel order_modify "
    "payment_invoice promo_loyalty human_request complaint allergy_medical incident_assistance "
    "return_refund item_problem account_data exchange_request price_quote opt_out "
    "place_order".split()
)
# Requests that an answer to a choice already carries.
_CARRIED = frozenset(
    "ack_closing unclear_other hold_item stock_availability booking_create booking_modify "
    "booking_cancel order_status order_modify exchange_request place_order".split()
)
_TELLING = ("size", "color", "quantity", "date", "time")
_WHEN = ("date", "date_to", "day_part")

_Reply = tuple[Answer | None, tuple[Asked, ...]]


def in_context(passage: Passage, requests: tuple[Asked, ...], units: Units) -> _Reply:
    """The answer if there is one, and the requests once it is understood."""
    answer, understood = _in_context(passage, requests, units)
    return answer, of_listing(passage, understood)


def _in_context(passage: Passage, requests: tuple[Asked, ...], units: Units) -> _Reply:
    question = passage.memory.question
    if question and question.kind in _COMPLETES:
        if is_grave(passage, requests):
            return None, requests
        if question.wanted == "booking_modify" and calls_off(passage):
            return None, called_off(passage, requests, units)
        if instead := named_instead(passage, question.wanted, requests):
            return None, instead
        answer, understood = _COMPLETES[question.kind](passage, question, requests, units)
        return answer, first_of_all(understood)
    if only_comes_by(passage, requests):
        return None, (replace(whole(passage, "ack_closing"), sub_kind="coming"),)
    if question is None or question.kind not in _READ:
        return (
            of_orders(passage, requests)
            or about_standing(passage, requests, units)
            or _without_question(passage, requests)
        )
    if question.kind != "offer_waiting" and any(r.intent == "waiting_list" for r in requests):
        return None, requests
    return _READ[question.kind](passage, question, requests)


def _without_question(passage: Passage, requests: tuple[Asked, ...]) -> _Reply:
    """ "finalement le 40" about what is put aside, or about what was just spoken of."""
    memory = passage.memory
    if moved := hold_moved(passage, requests):
        return None, moved
    if instead := another_instead(passage, requests):
        return Answer("correction", str(instead.own[-1].value)), (instead,)
    vague = {r.intent for r in requests} <= VAGUE
    another = any(f.name == "product" and f.ref != memory.product_ref for f in passage.found)
    if not (vague and memory.product_ref and _revised(passage)) or another:
        return None, requests
    if not memory.is_holding:
        asked_for = any(r.intent == "hold_item" for r in requests)
        wants_it = asked_for or passage.hears("hold", "take_it")
        return None, (whole(passage, "hold_item" if wants_it else "stock_availability"),)
    said = [f for f in passage.found if f.name in ("size", "color")]
    new = [f for f in said if str(f.value) not in (memory.size, memory.color)]
    answer = Answer("correction", str(new[-1].value)) if new else None
    return answer, (replace(whole(passage, "hold_item"), own=tuple(new[-1:])),)


def _revised(passage: Passage) -> bool:
    """A size, a colour, a day said anew, without asking whether it exists."""
    new = any(passage.says(name) for name in ("size", "color", "time", "date"))
    return new and (corrects(passage) or passage.says("size") is not None) and not asks(passage)


def _to_product(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    chosen = chosen_product(passage, question.choices)
    if chosen is None:
        return _fewer(passage, question, requests)
    if "?" not in passage.text.folded:  # "celle à 119 € svp" asks no price
        requests = tuple(r for r in requests if r.intent != "price_quote")
    refs = question.choices if chosen == ALL else (chosen,)
    known = [passage.index.by_ref[ref] for ref in refs if ref in passage.index.by_ref]
    values = (Found("product", p.name, 0, 0, p.ref, how="catalogue") for p in known)
    drops = _WHEN if says_rank(passage.text.folded) else ()
    return Answer("choice", chosen), _wanted(passage, question, requests, tuple(values), drops)


def _fewer(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    """ "la bleue" when two are blue, or a size alone: the question stays, about what is left."""
    if any(r.intent in _SIDE for r in requests):
        return None, requests
    if _refuses(passage):
        return Answer("no"), (whole(passage, "ack_closing"),)
    if passage.says("product"):
        return None, _meant(passage, question, requests)
    left = still_open(passage, question.choices) or list(question.choices)
    vague = {r.intent for r in requests} <= VAGUE
    if (
        not vague
        or takes_leave(passage)
        or not (agrees(passage) or any(map(passage.says, _TELLING)))
    ):
        return None, requests
    value = Found("product", "", 0, 0, None, tuple(left), "catalogue")
    own = (value,) if question.choices else ()
    return None, _wanted(passage, question, requests, own)


def _meant(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> tuple[Asked, ...]:
    """The article named at last: what was wanted of it still is."""
    if not {r.intent for r in requests} <= VAGUE or asks(passage):
        return requests
    return _wanted(passage, question, requests, _of_their_kind(passage, question.choices))


def _of_their_kind(passage: Passage, choices: Sequence[str]) -> tuple[Found, ...]:
    """ "la longue" after three dresses is a dress, even one that was not offered."""
    said = passage.says("product")
    if said is None or not said.candidates:
        return ()
    heads = {w for ref in choices if ref in passage.index.by_ref for w in _nouns(passage, ref)}
    kind = {ref for word in heads for ref in passage.index.headed(word)}
    left = tuple(ref for ref in said.candidates if ref in kind)
    if not left or left == said.candidates:
        return ()
    one = passage.index.by_ref[left[0]]
    if len(left) == 1:
        return (replace(said, value=one.name, ref=one.ref, candidates=()),)
    return (replace(said, candidates=left),)


def _nouns(passage: Passage, ref: str) -> list[str]:
    words = spaced(passage.index.by_ref[ref].name).split()
    return [w for w in words if passage.index.noun(w)][:1]


def _refuses(passage: Passage) -> bool:
    """ "non, plutôt en 40" refuses nothing."""
    if corrects(passage) and any(map(passage.says, _TELLING)):
        return False
    return declines(passage) or passage.hears("none_of_them")


def _to_waiting(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    if _refuses(passage):
        return Answer("no"), (whole(passage, "ack_closing"),)
    changed = any(passage.says(name) for name in ("product", "size", "color"))
    if agrees(passage) and not changed:
        return Answer("yes"), _wanted(passage, question, requests)
    return None, requests


def _to_size(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    size = chosen_size(passage, question.choices)
    if size is None:
        return _refused_or_aside(passage, question, requests)
    found = passage.says("size")
    span = (found.start, found.end) if found else (0, len(passage.text.folded))
    own = (Found("size", size, *span),)
    drops = () if passage.hears("come_by") else _WHEN if says_rank(passage.text.folded) else ()
    return Answer("choice", size), _wanted(passage, question, requests, own, drops)


def _to_color(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    color = chosen_color(passage, question.choices)
    if color is None:
        return _refused_or_aside(passage, question, requests)
    found = passage.says("color")
    span = (found.start, found.end) if found else (0, len(passage.text.folded))
    own = (Found("color", color, *span),)
    return Answer("choice", color), _wanted(passage, question, requests, own)


def _to_day(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    found = passage.says("date") or passage.says("time")
    if found is None:
        return _refused_or_aside(passage, question, requests)
    return Answer("choice", str(found.value)), _wanted(passage, question, requests)


def _refused_or_aside(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]
) -> _Reply:
    """A lone "oui" chooses nothing: what was wanted is wanted again, and will be asked again."""
    if any(r.intent in _SIDE for r in requests):
        return None, requests
    if _refuses(passage):
        return Answer("no"), (whole(passage, "ack_closing"),)
    vague = {r.intent for r in requests} <= VAGUE - {"stock_availability"}
    if vague and not takes_leave(passage) and (agrees(passage) or any(map(passage.says, _TELLING))):
        return None, _wanted(passage, question, requests)
    return None, requests


def _wanted(
    passage: Passage,
    question: OpenQuestion,
    requests: tuple[Asked, ...],
    own: tuple[Found, ...] = (),
    drops: tuple[str, ...] = (),
) -> tuple[Asked, ...]:
    """What we were waiting to do, then whatever else was asked on the way."""
    intent, kind = _purpose(question, passage, requests)
    first = replace(whole(passage, intent), confidence=_SURE, sub_kind=kind, own=own, drops=drops)
    others = (r for r in requests if r.intent not in _CARRIED and r.intent != intent)
    return (first, *others)


def _purpose(
    question: OpenQuestion, passage: Passage, requests: tuple[Asked, ...]
) -> tuple[str, str | None]:
    """What the answer completes; a hold asked for on the way is one, a size is for the stock."""
    intent, _, kind = question.wanted.partition("/")
    if any(r.intent == "hold_item" for r in requests):
        return "hold_item", None
    if intent in ("product_service_info", "price_quote"):
        if passage.says("size"):
            return "stock_availability", None
        return intent, kind or ("price" if intent == "price_quote" else None)
    return intent, kind or None


_READ: Mapping[QuestionKind, Callable[[Passage, OpenQuestion, tuple[Asked, ...]], _Reply]] = {
    "offer_hold": to_offer,
    "offer_waiting": _to_waiting,
    "which_product": _to_product,
    "which_size": _to_size,
    "which_color": _to_color,
    "which_day": _to_day,
}
_COMPLETES: Mapping[
    QuestionKind, Callable[[Passage, OpenQuestion, tuple[Asked, ...], Units], _Reply]
] = {
    "proposal": to_recap,
    "which_slot": to_slots,
    "which_detail": to_detail,
    "which_order": to_order,
    "which_way": to_way,
    "proof": to_proof,
    "which_intent": to_intent,
}
