"""STOP and START."""

from coccinelle.core.facts import Phrase
from coccinelle.core.proposal import PlannedAction, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

NAME = "opt_out"
INTENTS = ("opt_out",)


def propose(request: Request, situation: Situation) -> Proposal:
    wish = "start" if request.sub_kind == "start" else "stop"
    name = situation.business.name
    return Proposal(
        skill=NAME,
        phrases=(
            Phrase(
                "opted_in" if wish == "start" else "opted_out",
                {"business": situation.fact("name", name, "fiche de la boutique")},
                tells_act=True,
            ),
        ),
        actions=(
            PlannedAction(
                kind=f"consent.{wish}",
                key=f"consent:{situation.turn_key}:{wish}",
                params={},
                summary="Ne plus écrire à ce client" if wish == "stop" else "Écrire de nouveau",
            ),
        ),
    )
