"""What changes an order is told first, and done once its owner says yes where only they read it.

An e-mail must answer ours. By SMS a plain yes does for what can be undone, since the true owner of
a forged number reads the recap; where a parcel or a message goes is changed by a short code only.
"""

import secrets
from dataclasses import replace
from typing import Literal

from coccinelle.core.facts import Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

Confirmed = Literal["not_asked", "yes", "no", "not_proven", "given_up"]
_AGAIN = "again"


def recap(
    skill: str,
    request: Request,
    situation: Situation,
    told: tuple[Phrase, ...],
    done: Proposal,
    *,
    about: str,
    sensitive: bool = False,
) -> Proposal:
    """told: what would change, ending with the question; done: what a yes carries out. about: our
    own words for the very change ("2839", "2839:address"): a yes to another is none to this one.

    sensitive: a delivery address or a contact detail.
    """
    match confirmed(request, situation, about=about, sensitive=sensitive):
        case "yes":
            return done
        case "no":
            return Proposal(skill=skill, phrases=(Phrase("recap_dropped", {}),))
        case "given_up":
            reason = "Confirmation fausse deux fois : identité à vérifier"
            return Proposal(skill=skill, concern=Concern("escalate", reason), order=done.order)
        case "not_proven":
            return _ask(skill, request, situation, told, about, sensitive, done.order, again=True)
        case _:
            return _ask(skill, request, situation, told, about, sensitive, done.order)


def confirmed(
    request: Request, situation: Situation, *, about: str, sensitive: bool = False
) -> Confirmed:
    """What the message says to the recap of this change, if it is the one we last told."""
    question, answer = situation.memory.question, situation.reading.answer
    is_open = question is not None and question.kind == "proposal"
    if question is None or not is_open or (question.wanted, question.about) != (
        _wanted(request), about,
    ):  # fmt: skip
        return "not_asked"
    if answer is None or answer.kind not in ("yes", "no"):
        return "not_asked"
    if answer.kind == "no":
        return "no"
    if _is_enough(request, question, situation, sensitive):
        return "yes"
    return "given_up" if _AGAIN in question.choices else "not_proven"


def _is_enough(
    request: Request, question: OpenQuestion, situation: Situation, sensitive: bool
) -> bool:
    identity = situation.identity
    if identity.contact_id is None:
        return False
    if situation.kind == "email":
        return identity.has_returned
    if situation.kind == "sms" and sensitive:
        code = request.entity("code")
        return code is not None and str(code.value) == question.choices[0]
    return True


def _ask(
    skill: str,
    request: Request,
    situation: Situation,
    told: tuple[Phrase, ...],
    about: str,
    sensitive: bool,
    order: str,
    *,
    again: bool = False,
) -> Proposal:
    """The code is kept while it is asked for again: it signs this change."""
    choices: tuple[str, ...] = ()
    phrases = told
    if situation.kind == "sms" and sensitive:
        before = situation.memory.question
        code = before.choices[0] if again and before else f"{secrets.randbelow(900) + 100}"
        choices = (code,)
        facts = {"code": situation.fact("number", int(code), "code de confirmation")}
        phrases = (*told, Phrase("confirm_with_code", facts))
    elif situation.kind == "email":
        phrases = (*told, Phrase("confirm_by_answer", {}))
    question = OpenQuestion("proposal", _wanted(request), choices, about=about)
    if again:
        question = replace(question, choices=(*choices, _AGAIN))
    return Proposal(skill=skill, phrases=phrases, question=question, order=order)


def _wanted(request: Request) -> str:
    return f"{request.intent}/{request.sub_kind}" if request.sub_kind else request.intent
