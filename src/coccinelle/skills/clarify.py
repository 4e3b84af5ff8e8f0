"""Not understood: one clarifying question, then a person; a wrong number is told so, once."""

from coccinelle.core.facts import Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import chased, pages

NAME = "clarify"
INTENTS = ("unclear_other",)


def propose(request: Request, situation: Situation) -> Proposal:
    times = situation.memory.misunderstood + 1
    if request.sub_kind == "wrong_number":
        return _wrong_number(times)
    if request.sub_kind == "left_behind":
        careful = (pages.to_complete(situation),)
        concern = Concern("draft", "Objet oublié ou trouvé : à vous de regarder")
        return Proposal(skill=NAME, phrases=careful, concern=concern)
    if request.sub_kind == chased.KIND and (found := chased.told(request, situation, NAME)):
        return found
    either = situation.reading.alternatives if request.sub_kind == "either" else ()
    told = None if either else pages.answered(situation, NAME, request)
    if told:
        return told
    if times > 1:
        concern = Concern("escalate", "Demande non comprise deux fois de suite")
        return Proposal(skill=NAME, concern=concern, remember={"misunderstood": 0})
    if either:
        return _which(request, situation, either, times)
    return Proposal(
        skill=NAME,
        phrases=(Phrase("rephrase", {}, _flags(request, situation)),),
        question=situation.memory.question or OpenQuestion("rephrase", "unclear_other"),
        remember={"misunderstood": times},
    )


def _flags(request: Request, situation: Situation) -> tuple[str, ...]:
    """ "Vous avez reçu mon mail d'hier ?" of whom nothing waits here; "??" says less."""
    said = any(letter.isalpha() for letter in situation.said)
    return (chased.KIND,) if request.sub_kind == chased.KIND and said else ()


def _wrong_number(times: int) -> Proposal:
    if times > 1:
        return Proposal(skill=NAME, ignore=True, remember={"misunderstood": times})
    return Proposal(
        skill=NAME, phrases=(Phrase("wrong_number", {}),), remember={"misunderstood": times}
    )


def _which(request: Request, situation: Situation, either: tuple[str, ...], times: int) -> Proposal:
    """ "Souhaitez-vous annuler une commande ou la modifier ?"; what was said stays known."""
    wishes = zip(("first", "second"), either, strict=True)
    facts = {name: situation.fact("text", intent, "message") for name, intent in wishes}
    said = {e.name: str(e.value) for e in request.entities if e.how != "memory"}
    details = dict(situation.memory.details) | said
    return Proposal(
        skill=NAME,
        phrases=(Phrase("which_intent", facts),),
        question=OpenQuestion("which_intent", "unclear_other", either),
        remember={"misunderstood": times, "details": tuple(details.items())},
    )
