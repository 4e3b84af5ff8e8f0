"""Whoever asks about an order that is not known to be theirs proves who they are: a code by e-mail.

The same is said of an order of someone else and of one that does not exist.
"""

from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.identity import CODE_LIFE, CODES_A_DAY, UNKNOWN_A_DAY
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.proposal import Alert, Concern, PlannedAction, Proposal
from coccinelle.core.proving import email_said
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.kit import one_time_code

NAME = "proof"
INTENTS = ("proof",)  # no request of the table: the engine brings the answers to our question here


def ask(situation: Situation, request: Request, number: str = "") -> Proposal:
    """What any skill proposes when `situation.orders` has not got the order spoken of.

    number: as it was said; "" when none was.
    """
    identity = situation.identity
    if not identity.can_send_code:
        return _to_member("Commande introuvable pour cet expéditeur : identité à vérifier", number)
    if identity.unknown_today >= UNKNOWN_A_DAY:
        return _too_many(situation, number)
    wanted = request.intent + (f"/{request.sub_kind}" if request.sub_kind else "")
    question = OpenQuestion("proof", wanted, ("email",), about=number)
    email = email_said(situation.said)
    if email is None and situation.kind == "email" and identity.contact_id is None:
        email = situation.contact.address
    if email:
        return _send(email, question, situation, ("at_once",))
    facts = {"number": _said(number, situation)} if number else {}
    return Proposal(
        skill=NAME,
        phrases=(Phrase("proof_ask", facts, _where(situation)),),
        question=question,
        order=number,
    )


def propose(request: Request, situation: Situation) -> Proposal:
    """The answer to our question: an address, a code that was not right, or none of these."""
    if request.sub_kind == "elsewhere":
        return Proposal(skill=NAME, phrases=(Phrase("proof_elsewhere", {}),))
    question, answer = situation.memory.question, situation.reading.answer
    assert question is not None, "the engine brings answers to a question only"
    code, email = situation.identity.code, email_said(situation.said)
    known = email or next((c for c in question.choices if "@" in c), None)
    asks_again = answer is not None and answer.choice == "resend"
    if code == "dead":
        return _to_member("Trois codes faux : identité à vérifier", question.about)
    if code == "wrong":
        return Proposal(skill=NAME, phrases=(Phrase("proof_wrong", {}),), question=question)
    if known and (email or code == "expired" or asks_again):
        flags = ("expired",) if code == "expired" else ()
        return _send(known, question, situation, flags)
    return _to_member("Ne peut pas prouver qui écrit : identité à vérifier", question.about)


def _send(
    email: str, question: OpenQuestion, situation: Situation, flags: tuple[str, ...]
) -> Proposal:
    if situation.identity.codes_today >= CODES_A_DAY:
        reason = "Plusieurs codes demandés aujourd'hui : identité à vérifier"
        return _to_member(reason, question.about)
    minutes = int(CODE_LIFE.total_seconds()) // 60
    facts = {
        "digits": situation.fact("number", one_time_code.DIGITS, "règle de sécurité"),
        "minutes": situation.fact("number", minutes, "règle de sécurité"),
    }
    action = PlannedAction(
        kind="proof.send",
        key=f"proof.send:{situation.turn_key}",
        params={
            "email": email,
            "number": question.about,
            "purpose": f"{question.wanted}:{question.about}",
        },
        summary="Envoyer un code à l'adresse e-mail de la commande",
    )
    return Proposal(
        skill=NAME,
        phrases=(Phrase("proof_sent", facts, flags, tells_act=True),),
        actions=(action,),
        question=OpenQuestion("proof", question.wanted, ("code", email), about=question.about),
        order=question.about,
    )


def _too_many(situation: Situation, number: str) -> Proposal:
    """One notice a day, however many numbers are tried."""
    who = situation.contact.address
    text = f"{who} demande des commandes qui ne sont pas à son nom"
    reason = f"Plus de {UNKNOWN_A_DAY} commandes inconnues demandées aujourd'hui"
    alert = Alert(f"unknown_orders:{situation.contact.id}", text)
    return Proposal(skill=NAME, concern=Concern("escalate", reason, alert), order=number)


def _to_member(reason: str, number: str) -> Proposal:
    return Proposal(skill=NAME, concern=Concern("escalate", reason), order=number)


def _where(situation: Situation) -> tuple[str, ...]:
    match situation.kind:
        case "sms" | "whatsapp":
            return ("by_phone",)
        case "email":
            return ("by_email",)
        case _:
            return ()


def _said(number: str, situation: Situation) -> Fact:
    return situation.fact("reference", number, "message du client")
