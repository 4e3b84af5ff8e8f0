"""What a message asks beside its answer to us: a question of its own, or something graver."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coccinelle.understanding.assent import accepts_first, asks, puts_off
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.stretches import Unit, Units

# Whatever was being arranged, these are said for themselves.
_GRAVE = frozenset(
    "allergy_medical incident_assistance human_request complaint opt_out item_problem "
    "return_refund account_data spam_phishing".split()
)
_FIRST = frozenset(("incident_assistance", "human_request", "complaint", "opt_out"))
_ANSWERS = frozenset(
    "ack_closing unclear_other hold_item booking_create booking_modify booking_cancel place_order "
    "order_modify exchange_request waiting_list".split()
)
_FAMILIES = (
    frozenset(("hold_item", "stock_availability", "place_order", "waiting_list")),
    frozenset(("booking_create", "booking_modify")),
    frozenset(("order_modify", "order_cancel", "order_status", "exchange_request")),
    frozenset(("exchange_request", "item_problem", "return_refund")),
)
_A_PERSON = re.compile(
    r"\b(?:m?'?appel\w*|rappel\w*|joindre|quelqu'un|une personne|humain\w*|vendeuse|conseill\w+|"
    r"responsable|patronn?e?|gerante?|telephone|call|phone|speak|talk|someone|human|person|manager|"
    r"llam\w+|chiam\w+|anruf\w*|persona|ligar)\b"
)
# What may be done about an order is called by its name: naming another one asks for that one.
_NAMED = {
    "exchange_request": re.compile(r"\b(?:echang\w*|exchang\w*|swap\w*)"),
    "return_refund": re.compile(r"\b(?:rembours\w*|refund\w*|retract\w*|money back)"),
    "order_cancel": re.compile(r"\b(?:annul\w*|cancel\w*)"),
}
_SURE = 0.95
_PLAIN = 0.5  # of a question of its own
_STRONG = 0.75  # of something that nobody asks
_GRAVE_ENOUGH = 0.6
_FEW_WORDS = 3
_BRIEF = 6  # words that hold one thing


def asked_beside(
    passage: Passage, wanted: str, requests: Sequence[Asked], units: Units
) -> tuple[Asked, ...]:
    """In the order of the text; never what the answer completes."""
    intent = wanted.partition("/")[0]
    found = [r for r in requests if _is_beside(passage, r, intent)]
    taken = {r.intent for r in found} | _kin(intent)
    found += [a for a in _of_clauses(passage, units) if a.intent not in taken]
    once = {a.intent: a for a in sorted(found, key=lambda a: -a.start)}
    return tuple(sorted(once.values(), key=lambda a: a.start))


def _wants_a_person(passage: Passage) -> bool:
    """Short answers look like it to the network: a word must say it."""
    if accepts_first(passage) or puts_off(passage):
        return False
    return passage.hears("speak") or _A_PERSON.search(passage.text.folded) is not None


def is_another_matter(passage: Passage, requests: Sequence[Asked], wanted: str) -> bool:
    """ "c'est gentil mais je préfère être remboursée": said at length, whatever its first words."""
    main = requests[0]
    plain = main.intent not in _ANSWERS and main.intent != wanted.partition("/")[0]
    long = len(passage.words) > 2 * _BRIEF and not accepts_first(passage)
    return plain and long and main.confidence >= _GRAVE_ENOUGH and len(requests) == 1


def named_instead(passage: Passage, wanted: str, requests: Sequence[Asked]) -> tuple[Asked, ...]:
    """ "bon ok, un échange alors" when we asked whether to take it back: another act than ours."""
    folded, ours = passage.text.folded, wanted.partition("/")[0]
    if ours not in _NAMED or _NAMED[ours].search(folded):
        return ()
    if ours == "order_cancel" and accepts_first(passage):  # "oui mais remboursez-moi vite"
        return ()
    named = next((i for i, name in _NAMED.items() if i != ours and name.search(folded)), None)
    if named is None:
        return ()
    said = tuple(r for r in requests if r.intent == named)
    return said or (replace(whole(passage, named), confidence=_SURE),)


def first_of_all(requests: tuple[Asked, ...]) -> tuple[Asked, ...]:
    """A breakdown told on the way is what matters."""
    return tuple(sorted(requests, key=lambda one: one.intent != "incident_assistance"))


def answers_us(one: Asked) -> bool:
    return one.intent in _ANSWERS


def is_aside(passage: Passage, requests: Sequence[Asked]) -> bool:
    """The message speaks of something else, plainly."""
    main = requests[0]
    if main.intent in _ANSWERS:
        return False
    grave = main.intent in _GRAVE and main.confidence >= _GRAVE_ENOUGH
    return grave or (main.confidence >= _PLAIN and asks(passage))


def _is_beside(passage: Passage, one: Asked, intent: str) -> bool:
    if one.intent in _kin(intent) or one.intent in ("ack_closing", "unclear_other"):
        return False
    brief = len(passage.words) <= _BRIEF and one.intent not in _GRAVE
    if (brief or one.intent in _ANSWERS) and not asks(passage):
        return False
    if one.intent == "human_request" and not _wants_a_person(passage):
        return False
    if one.intent in _GRAVE:
        return one.confidence >= _GRAVE_ENOUGH
    return one.confidence >= (_PLAIN if asks(passage) else _STRONG)


def is_grave(passage: Passage, requests: Sequence[Asked]) -> bool:
    """What cannot wait for anything that was being arranged; one word is too little to tell."""
    main = requests[0]
    if main.intent == "human_request" and not _wants_a_person(passage):
        return False
    told = len(passage.words) > _FEW_WORDS or passage.hears("speak", "anger", "opt_out", "danger")
    return told and main.intent in _FIRST and main.confidence >= _GRAVE_ENOUGH


def _of_clauses(passage: Passage, units: Units) -> Iterator[Asked]:
    """What each question says when it is read apart from the answer."""
    for unit in (u for u in units.parts if u.span.is_clause):
        intent = max(unit.intents, key=lambda i: (unit.intents[i], i))
        enough = _PLAIN if _asks(passage, unit) else _GRAVE_ENOUGH
        told = intent in _GRAVE or _asks(passage, unit)
        if intent not in _ANSWERS and told and unit.intents[intent] >= enough:
            kind = _kind(unit, intent)
            span = unit.span
            yield Asked(intent, round(unit.intents[intent], 3), kind, span.start, span.end)


def _asks(passage: Passage, unit: Unit) -> bool:
    clause = next((c for c in passage.clauses if c.start == unit.span.start), None)
    return clause is not None and clause.asks


def _kind(unit: Unit, intent: str) -> str | None:
    labels = [label for label in unit.labels if label.partition("/")[0] == intent]
    best = max(labels, key=lambda label: unit.labels[label], default=intent)
    return best.partition("/")[2] or None


def _kin(intent: str) -> frozenset[str]:
    """Requests that this one already says."""
    return frozenset((intent,)).union(*(f for f in _FAMILIES if intent in f))
