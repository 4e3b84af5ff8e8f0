"""The answer to a proposal, to slots, or to a question for details, in any trade."""

from collections.abc import Sequence
from dataclasses import replace

from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer
from coccinelle.understanding.assent import (
    accepts,
    agrees_plainly,
    asks,
    asks_only,
    cannot_say,
    corrects,
    refuses,
)
from coccinelle.understanding.beside import (
    answers_us,
    asked_beside,
    is_another_matter,
    is_aside,
)
from coccinelle.understanding.choices import says_rank
from coccinelle.understanding.details_said import detail_values, option_said
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.slots import chosen_slot, split_slot
from coccinelle.understanding.spoken_of import WHEN, as_found, moved_to
from coccinelle.understanding.stretches import Units

HEALTH = "allergy_medical"
_SURE = 0.95
_MORE = 0.4
_FEW_WORDS = 4
_LIKELY = 0.7
_CHANGEABLE = {
    "hold_item": ("size", "color", "date", "time"),
    "exchange_request": ("size", "color"),
    "order_modify": ("size", "color", "address"),
    "place_order": ("quantity", "product", "time"),
}
_OF_BOOKING = ("date", "time", "party_size", "service")
_ANOTHER_VARIANT = ("size", "color")

_Reply = tuple[Answer | None, tuple[Asked, ...]]


def to_proposal(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    """A recap, an offer, one slot: taken, refused, or taken otherwise ("plutôt vendredi")."""
    others = asked_beside(passage, question.wanted, requests, units)
    slot = next(iter(_slots(question)), "")
    option = option_said(passage, question.choices)
    if option:
        kind = Answer("choice", str(option.value))
        return kind, (_wanted(passage, question, (option,)), *others)
    if is_another_matter(passage, requests, question.wanted):
        return None, requests
    new = _new_values(passage, question, slot)
    if new and _asks_for_another(passage, question):
        return None, (whole(passage, "stock_availability"),)
    if new and (corrects(passage) or refuses(passage) or not accepts(passage)):
        if is_aside(passage, requests) and not corrects(passage):
            return None, requests
        value = str(new[-1].value)
        return Answer("correction", value), (_wanted(passage, question), *others)
    if refuses(passage):
        return _refused(passage, requests, others)
    if accepts(passage) or _is_courtesy(requests, "yes"):
        own = _of_slot(passage, slot)
        return Answer("yes"), (_wanted(passage, question, own), *others)
    return _unsaid(passage, question, requests, others)


def to_slots(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    others = asked_beside(passage, question.wanted, requests, units)
    if _wants_none(passage):
        return _refused(passage, requests, others)
    slot = chosen_slot(passage, _slots(question))
    if slot and not (is_aside(passage, requests) and asks_only(passage) and not accepts(passage)):
        own = (*_of_slot(passage, slot), *detail_values(passage, question))
        return Answer("choice", slot), (_wanted(passage, question, own), *others)
    new = _new_values(passage, question, "")
    if new and not is_aside(passage, requests):
        kind = Answer("correction", str(new[-1].value))
        return kind, (_wanted(passage, question), *others)
    if refuses(passage):
        return _refused(passage, requests, others)
    return _unsaid(passage, question, requests, others)


def to_detail(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], units: Units
) -> _Reply:
    others = asked_beside(passage, question.wanted, requests, units)
    if question.wanted == HEALTH and not _has_nothing(passage):
        return None, (whole(passage, HEALTH),)
    own = detail_values(passage, question)
    if own and not (is_aside(passage, requests) and all(o.start == o.end for o in own)):
        choice = str(own[0].value)
        return Answer("choice", choice), (_wanted(passage, question, own), *others)
    if "order_number" in question.choices and cannot_say(passage):
        return Answer("no"), (_wanted(passage, question), *others)
    if refuses(passage) and not _new_values(passage, question, ""):
        return _refused(passage, requests, others)
    return _unsaid(passage, question, requests, others)


def _wants_none(passage: Passage) -> bool:
    """ "trop tôt pour nous, une autre fois"; not "non, le deuxième"."""
    says_one = any(map(passage.says, WHEN)) or says_rank(passage.text.folded)
    return refuses(passage) and not says_one and not corrects(passage)


def _refused(passage: Passage, requests: tuple[Asked, ...], others: tuple[Asked, ...]) -> _Reply:
    """ "non, donnez-moi plutôt son numéro" refuses, and asks for something else."""
    sure = requests[0].confidence >= _MORE or passage.hears("request_verb")
    more = sure and len(passage.words) > _FEW_WORDS and not answers_us(requests[0])
    rest = requests if more else (_no(passage),)
    return Answer("no"), others or rest


def _unsaid(
    passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...], others: Sequence[Asked]
) -> _Reply:
    """Neither yes nor no nor a value: a side question, or more about what is arranged."""
    if is_aside(passage, requests) or (asks(passage) and others):
        return None, requests
    if _is_courtesy(requests, "thanks", "closing", "auto_reply", "no"):
        return None, requests
    return None, (replace(_wanted(passage, question), confidence=_LIKELY), *others)


def _has_nothing(passage: Passage) -> bool:
    """ "non aucune"; not "rien, juste de l'hypertension"."""
    return refuses(passage) and len(passage.words) <= _FEW_WORDS


def _slots(question: OpenQuestion) -> tuple[str, ...]:
    """Not a size, nor the code that signs a recap."""
    return tuple(c for c in question.choices if c[:2].isdigit() and ("-" in c or ":" in c))


def _asks_for_another(passage: Passage, question: OpenQuestion) -> bool:
    """ "et en noir ?" takes nothing yet."""
    variant = any(passage.says(name) for name in _ANOTHER_VARIANT)
    return (
        question.wanted == "hold_item" and variant and "?" in passage.text.folded
        and not agrees_plainly(passage)
    )  # fmt: skip


def _new_values(passage: Passage, question: OpenQuestion, slot: str) -> list[Found]:
    """What is said otherwise than we proposed it."""
    intent = question.wanted.partition("/")[0]
    names = _OF_BOOKING if intent.startswith("booking") else _CHANGEABLE.get(intent, ())
    day, hour = split_slot(slot) if slot else ("", "")
    known = {"date": day, "time": hour}
    found = [f for f in passage.found if f.name in names and not _in_question(passage, f, intent)]
    return [f for f in found if str(f.value) != (known.get(f.name) or _known(passage, f.name))]


def _known(passage: Passage, name: str) -> str | None:
    return passage.memory.detail(name)


def _in_question(passage: Passage, found: Found, intent: str) -> bool:
    """ "avec plaisir. c'est bien 14h30 mon rdv ?": the hour belongs to the question."""
    if intent.startswith("booking") or len(passage.clauses) < 2:
        return False
    return any(c.asks and c.start <= found.start < c.end for c in passage.clauses)


def _of_slot(passage: Passage, slot: str) -> tuple[Found, ...]:
    """The day and the hour of the slot taken; the words that say them when there are any."""
    values = zip(WHEN, split_slot(slot), strict=True) if slot else ()
    return tuple(_in_words(passage, name, value) for name, value in values if value)


def _in_words(passage: Passage, name: str, value: str) -> Found:
    said = (f for f in passage.found if f.name == name and str(f.value) == value)
    return next(said, as_found(name, value))


def _wanted(passage: Passage, question: OpenQuestion, own: Sequence[Found] = ()) -> Asked:
    intent, _, kind = question.wanted.partition("/")
    made = replace(whole(passage, intent), confidence=_SURE, sub_kind=kind or None)
    if intent != "booking_modify":
        return replace(made, own=tuple(own))
    said = own or [f for f in passage.found if f.name in WHEN]
    others = tuple(f for f in own if f.name not in WHEN)
    return replace(made, own=(*moved_to(said), *others), drops=WHEN if own else _said(said))


def _said(found: Sequence[Found]) -> tuple[str, ...]:
    return tuple(f.name.removeprefix("new_") for f in moved_to(found))


def _no(passage: Passage) -> Asked:
    return replace(whole(passage, "ack_closing"), sub_kind="no")


def _is_courtesy(requests: Sequence[Asked], *kinds: str) -> bool:
    return all(r.intent == "ack_closing" and r.sub_kind in kinds for r in requests)
