"""The customer's account and data: how to log in, what to change, and the rights of privacy."""

from datetime import datetime, time

from coccinelle.core.facts import Phrase
from coccinelle.core.moments import a_month_later
from coccinelle.core.proposal import Concern, PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation
from coccinelle.skills import pages, proof

NAME = "account"
INTENTS = ("account_data",)
UNUSUAL = "Données personnelles demandées à la machine : à vous de voir"
LAW = "RGPD, article 12"  # one month from the request
_TOLD = {"email": "e-mail", "phone": "téléphone", "address": "adresse", "name": "nom"}


def propose(request: Request, situation: Situation) -> Proposal:
    match request.sub_kind:
        case "login":
            return pages.answered(situation, NAME) or _login()
        case "privacy":
            return _privacy(situation)
        case _:
            return _change(request, situation)


def _login() -> Proposal:
    return Proposal(skill=NAME, phrases=(Phrase("login_help", {}),))


def _change(request: Request, situation: Situation) -> Proposal:
    """Nobody's details are changed for someone who has not proven to be them."""
    if situation.identity.contact_id is None:
        return proof.ask(situation, request)
    new = {name: e for name in _TOLD if (e := request.entity(name)) and e.how != "memory"}
    told = ", ".join(f"{_TOLD[name]} {e.value}" for name, e in new.items()) or "à préciser"
    facts = {}
    if new:
        values = tuple(str(e.value) for e in new.values())
        facts["details"] = situation.fact("text", values, "message du client")
    return Proposal(
        skill=NAME,
        phrases=(Phrase("details_to_change", facts, (pages.CAREFUL,)),),
        concern=Concern("draft", f"Changement de coordonnées : {told}"),
    )


def _privacy(situation: Situation) -> Proposal:
    """The law gives a month: acknowledged with its date, which a member has to keep; unless it is
    the machine that is spoken to."""
    if "injection" in situation.reading.flags:
        return Proposal(skill=NAME, concern=Concern("escalate", UNUSUAL))
    zone = situation.business.zone
    said_at = situation.now.astimezone(zone)
    last_day = a_month_later(said_at.date())
    due_at = datetime.combine(last_day, time(12), zone)
    facts = {
        "said_at": situation.fact("moment", said_at, "message du client"),
        "last_day": situation.fact("date", last_day, LAW),
    }
    if situation.business.owner_name:
        facts["member"] = situation.fact("name", situation.business.owner_name, "équipe")
    who = situation.contact.name or situation.contact.address
    what = f"Répondre à la demande de {who} sur ses données personnelles"
    task = PlannedAction(
        kind="task.add",
        key=f"task:privacy:{situation.turn_key}",
        params={"what": what, "due_at": due_at.isoformat(), "order": ""},
        summary=what,
    )
    return Proposal(
        skill=NAME,
        concern=Concern(
            "escalate", f"Données personnelles : à régler avant le {last_day:%d/%m/%Y}"
        ),
        meanwhile=(Phrase("privacy_received", facts, ("hands_over",), tells_act=True),),
        meanwhile_actions=(task,),
    )
