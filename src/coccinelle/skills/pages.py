"""Any question the shop's own pages surely answer, quoted; else handed on, and the gap is kept."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from coccinelle.core.blank import blank
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.knowledge import Found, speaks_of
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

NAME = "pages"
INTENTS = ("place_order", "booking_create", "booking_status", "repair_status")
CAREFUL = "careful"  # the flag of a reply that only acknowledges: a member completes it

EXCHANGE = ("echang", "exchang", "swap")
RETURN = ("retour", "rembours", "retract", "rendre", "renvo", "return", "refund")
NO_FACTS: Mapping[str, Fact] = MappingProxyType({})
_TOLD_BESIDE = 2
_YES_NO = re.compile(r"^(?:oui|non)\s*[:,.]\s*", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?]) +")
_QUESTION = re.compile(r"[^?!\n]*\?")
_ROOM = {"email": 900}
_ROOM_ELSEWHERE = 320  # characters: two SMS
_NOT_YET = "l'assistant ne sait pas encore y répondre"
_WHAT = {
    "place_order": "Commande à passer",
    "booking_create": "Rendez-vous à prendre",
    "booking_status": "Rendez-vous",
    "repair_status": "Suivi d'une retouche ou d'une réparation",
}


def propose(request: Request, situation: Situation) -> Proposal:
    """What no skill of this trade does, its pages may tell how to do."""
    return answered(situation, NAME, request) or Proposal(
        skill=NAME,
        concern=Concern("escalate", f"{_WHAT.get(request.intent, 'Demande')} : {_NOT_YET}"),
        gap=gap(situation),
    )


def answered(situation: Situation, skill: str, request: Request | None = None) -> Proposal | None:
    """Each question that a page surely answers, in its words; None when not all of them are.

    request: of several, its own question alone, where each has one."""
    found = _found(situation, request)
    told = [one for one in found if one]
    if not told or len(told) < len(found):
        return None
    return Proposal(skill=skill, phrases=_quoted(told, situation))


def unanswered(
    situation: Situation, skill: str, matter: str, request: Request | None = None,
    beside: tuple[Phrase, ...] = (),
) -> Proposal:  # fmt: skip
    """A member answers, and sees what the pages lack; what they do answer is told at once.

    beside: what is known nearby, prepared for the member with the blank."""
    found = _found(situation, request)
    told = [one for one in found if one]
    asked = _asked(situation, request)
    left = [question for question, one in zip(asked, found, strict=True) if one is None]
    lacking = _short(" ".join(left)) if told else gap(situation)
    rest = f"{matter} : aucune page de la boutique ne répond à cette question"
    return Proposal(
        skill=skill,
        phrases=(to_complete(situation, left), *beside),
        concern=Concern("draft", rest),
        meanwhile=_quoted(told[:_TOLD_BESIDE], situation),
        facts=(situation.fact("text", f"Sans réponse : {lacking}", "pages de la boutique"),),
        gap=lacking,
    )


def to_complete(
    situation: Situation, asked: Sequence[str] = (), facts: Mapping[str, Fact] = NO_FACTS
) -> Phrase:
    """A blank for what only a member knows. asked: of what was said; the whole when empty."""
    left = situation.fact("text", blank(asked or (situation.said,)), "message du client")
    return Phrase("finding_out", {"blank": left, **facts}, (CAREFUL,))


def _found(situation: Situation, request: Request | None) -> list[Found | None]:
    return [_find(question, request, situation) for question in _asked(situation, request)]


def _asked(situation: Situation, request: Request | None) -> list[str]:
    asked = _QUESTION.findall(situation.said) or [situation.said]
    requests = situation.reading.requests
    if request in requests and len(asked) == len(requests):
        asked = [asked[requests.index(request)]]
    return [question for question in asked if question.strip(" ?")]


def _find(question: str, request: Request | None, situation: Situation) -> Found | None:
    """The name of an article tells nothing of what is asked about it."""
    said = request.entity("product") if request else None
    matter = question.replace(said.words, " ") if said and said.ref and said.words else question
    pieces = dict.fromkeys((matter, matter.rpartition(",")[2]))  # "c'est pour offrir, …"
    found = next(filter(None, map(situation.knowledge.find, pieces)), None)
    return found if found and is_of_their_matter(found, question) else None


def is_of_their_matter(found: Found, asked: str) -> bool:
    """ "Peut-on échanger un article soldé ?" tells nothing to whoever asks about the sales."""
    return not any(
        speaks_of(found.question, matter) and not speaks_of(asked, matter)
        for matter in (EXCHANGE, RETURN)
    )


def _quoted(told: Sequence[Found], situation: Situation) -> tuple[Phrase, ...]:
    return tuple(quote(one, situation) for one in dict.fromkeys(told))


def gap(situation: Situation) -> str:
    return _short(situation.said)


def _short(said: str) -> str:
    return " ".join(said.split())[:200]


def quote(found: Found, situation: Situation) -> Phrase:
    answer = situation.fact("text", cut(found.answer, situation), source(found))
    return Phrase("page_says", {"answer": answer})


def source(found: Found) -> str:
    return f"page « {found.page} » : {found.question}"


def bare(found: Found) -> str:
    """The answer without the yes or no of its own question."""
    return _YES_NO.sub("", found.answer)


def is_short(found: Found) -> bool:
    return len(found.answer) <= _ROOM_ELSEWHERE


def cut(answer: str, situation: Situation) -> str:
    """Whole sentences, as many as there is room for; the first one in any case."""
    room = _ROOM.get(situation.kind, _ROOM_ELSEWHERE)
    kept, *others = _SENTENCE.split(answer)
    for sentence in others:
        if len(kept) + len(sentence) >= room:
            break
        kept += f" {sentence}"
    return kept
