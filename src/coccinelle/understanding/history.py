"""What a conversation remembers when only its messages are known: read from them, oldest first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coccinelle.core.memory import Memory, OpenQuestion
from coccinelle.core.turn import Past, Said, Turn
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.intents import Asked, asked
from coccinelle.understanding.lexicon import Lexicon
from coccinelle.understanding.passage import Passage, read_passage
from coccinelle.understanding.questions import (
    has_booking,
    is_confirmed,
    puts_aside,
    question_in,
    speaks_of_moving,
    tells_price,
)
from coccinelle.understanding.spoken_of import details_of, thing_in
from coccinelle.understanding.stretches import read_units

_READ = 8  # messages before the turn that are read: what came earlier is settled or forgotten
_JUDGED = 3  # of the contact's, those whose request is looked for
_SURE = 0.35
_PLAIN = 0.6
_TALK = frozenset(("ack_closing", "unclear_other", "human_request"))
_PRICED = frozenset(("product_service_info", "price_quote"))
_NEEDS_THING = frozenset(("hold_item", "waiting_list"))


def with_history(turn: Turn, lexicon: Lexicon, index: CatalogueIndex) -> Turn:
    """The turn with the memory that its history tells; as it is when it has none."""
    if not turn.history:
        return turn
    return replace(turn, memory=memory_of(turn.history, turn, lexicon, index))


def memory_of(
    history: Sequence[Past], turn: Turn, lexicon: Lexicon, index: CatalogueIndex
) -> Memory:
    """turn: the one that follows. Never stale: a history that is given is what is meant."""
    past = history[-_READ:]
    read = [(one.author, _passage(one, turn, lexicon, index)) for one in past]
    ours = [passage for author, passage in read if author == "business"]
    theirs = [passage for author, passage in read if author == "contact"]
    wish = next(_topics(theirs), None)
    topic = wish.intent if wish else ""
    moved = any(map(speaks_of_moving, [*theirs, *ours[-1:]])) or topic == "booking_modify"
    stands = any(map(is_confirmed, ours)) or any(map(has_booking, theirs))
    label = f"{topic}/{wish.sub_kind}" if wish and wish.sub_kind else topic
    question = (
        question_in(ours[-1], label, is_moved=moved or stands, stands=stands) if ours else None
    )
    details = _details(read, question, topic)
    ref = _only_ref(read, index)
    return Memory(
        question=question,
        product_ref=ref,
        size=details.get("size") if ref else None,
        color=details.get("color") if ref else None,
        is_holding=bool(ref) and any(map(puts_aside, ours)),
        about=_about(wish, ours),
        is_arranged=stands,
        details=tuple(details.items()),
    )


def _passage(one: Past, turn: Turn, lexicon: Lexicon, index: CatalogueIndex) -> Passage:
    """Read as on the day it was written."""
    alone = replace(turn, said=(Said(one.text, one.at),), now=one.at, memory=Memory(), history=())
    return read_passage(alone, lexicon, index)


def _topics(passages: Sequence[Passage]) -> Iterator[Asked]:
    """What each message is about, the newest first."""
    for passage in reversed(passages[-_JUDGED:]):
        alone = replace(passage, clauses=passage.clauses[:1])  # judged whole: it is quicker
        main = asked(alone, read_units(alone))[0]
        if main.intent not in _TALK and main.confidence >= _SURE:
            yield main


def _about(wish: Asked | None, ours: Sequence[Passage]) -> str:
    """What we told may say it better than a vague wish: "en stock, à 24 €"."""
    if wish and wish.intent in _PRICED and ours and tells_price(ours[-1]):
        return "price_quote"
    if wish and wish.confidence >= _PLAIN:
        return wish.intent
    told = next(_topics(ours[-1:]), None)
    both = [one for one in (wish, told) if one]
    return max(both, key=lambda one: one.confidence).intent if both else ""


def _details(
    read: Sequence[tuple[str, Passage]], question: OpenQuestion | None, topic: str
) -> dict[str, str]:
    details = details_of(passage for _, passage in read)
    wanted = question.wanted if question else topic
    if wanted in _NEEDS_THING and "product" not in details:
        details["product"] = details.get("service") or _thing(read)
    if wanted.startswith("booking_") and _takes_slot(question):
        _with_what(details, read)
    return {name: value for name, value in details.items() if value}


def _takes_slot(question: OpenQuestion | None) -> bool:
    by_slot = question is not None and question.kind in ("proposal", "which_slot")
    return by_slot and question is not None and "service" not in question.choices


def _with_what(details: dict[str, str], read: Sequence[tuple[str, Passage]]) -> None:
    """A slot is proposed for something, named by either side even when no list knows it."""
    if not {"service", "property_ref"} & details.keys():
        details["service"] = details.get("product") or _thing(read) or "rendez-vous"


def _thing(read: Sequence[tuple[str, Passage]]) -> str:
    return next((thing for _, passage in read if (thing := thing_in(passage))), "")


def _only_ref(read: Sequence[tuple[str, Passage]], index: CatalogueIndex) -> str | None:
    """The product of the catalogue that was spoken of last."""
    found = [f for _, passage in read for f in passage.found if f.name == "product"]
    refs = [f.ref for f in found if f.ref and f.ref in index.by_ref]
    return refs[-1] if refs else None
