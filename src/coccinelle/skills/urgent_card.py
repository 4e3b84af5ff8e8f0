"""The card a member sees of an urgent order: the event, the parcel, what was proposed."""

from datetime import datetime

from coccinelle.core.member_words import clock, day, moment
from coccinelle.core.proposal import Handover
from coccinelle.core.skill import Situation
from coccinelle.skills.urgent_case import Case

STATES = {
    "announced": "Colis annoncé", "accepted": "Colis pris en charge",
    "in_transit": "Colis en transit",
    "out_for_delivery": "Colis en livraison", "failed_attempt": "Livraison manquée",
    "available_for_pickup": "Colis à retirer", "returned": "Colis renvoyé",
    "exception": "Incident de transport",
}  # fmt: skip

# A member reads French, whatever the customer writes.
IN_FRENCH = {
    "wedding": "mariage", "birthday": "anniversaire", "party": "fête", "christening": "baptême",
    "baptism": "baptême", "graduation": "remise de diplôme", "funeral": "obsèques",
    "flight": "vol", "train": "train", "trip": "voyage", "interview": "entretien",
}  # fmt: skip


def handover(case: Case, situation: Situation) -> Handover:
    vip = "Client VIP - " if situation.contact.is_vip else ""
    check = ""
    if case.plan.alert_at:
        at = case.plan.alert_at
        check = f" - Vérifier à {clock(at)} {day(at.date(), situation.now.date())}"
    return Handover(
        reason=f"{vip}Situation urgente - Solutions proposées",
        urgency="high",
        deadline=case.needed_at,
        lines=lines(case, situation),
        status_line=f"IA A GÉRÉ{check}",
        order=case.order.number,
    )


def lines(case: Case, situation: Situation, read_at: datetime | None = None) -> tuple[str, ...]:
    """read_at: when a member will read it, now unless it is said."""
    at = read_at or situation.now
    proposed, what = _proposed(case, at), _what(case, situation, at)
    if not proposed:
        return (what,)
    branches = ["├─"] * (len(proposed) - 1) + ["└─"]
    tree = (f"{branch} {line}" for branch, line in zip(branches, proposed, strict=True))
    return (what, "Solutions proposées par IA :", *tree)


def _what(case: Case, situation: Situation, at: datetime) -> str:
    """Mariage samedi - Colis en transit."""
    said = situation.reading.urgency.event or "échéance"
    event = IN_FRENCH.get(said.casefold(), said)
    when = day(case.needed_at.date(), at.date())
    state = STATES.get(case.tracking.status, "Colis sans nouvelles") if case.tracking else ""
    if not state:
        state = "Pas encore expédiée" if case.order.can_change else "Suivi injoignable"
    return f"{event.capitalize()} {when} - {state}"


def _proposed(case: Case, at: datetime) -> list[str]:
    made, found = case.plan, []
    if made.visit_at:
        what = "Prêt en boutique" if made.is_loan else "Même article en boutique"
        found.append(f"{what} {moment(made.visit_at, at)}")
    if made.express_at:
        found.append("Livraison express gratuite")
    return found
