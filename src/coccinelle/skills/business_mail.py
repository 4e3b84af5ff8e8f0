"""A supplier, an applicant, a partner: a polite word is prepared; prospecting gets none."""

from coccinelle.core.facts import Phrase
from coccinelle.core.knowledge import speaks_of
from coccinelle.core.proposal import Concern, Proposal
from coccinelle.core.reading import Request
from coccinelle.core.skill import Situation

NAME = "business_mail"
INTENTS = ("business_other",)
_APPLIES = ("candidat", "cv", "stage", "alternance", "emploi", "recrut", "embauch", "apply",
            "application", "internship", "resume")  # fmt: skip
_BANK = ("rib", "iban")


def propose(request: Request, situation: Situation) -> Proposal:
    if request.sub_kind == "prospecting":
        return Proposal(skill=NAME, ignore=True)
    applies = speaks_of(situation.said, _APPLIES)
    facts = {}
    if situation.business.owner_name:
        facts["member"] = situation.fact("name", situation.business.owner_name, "équipe")
    kind = "candidature" if applies else "fournisseur ou partenaire"
    bank = " ; coordonnées bancaires : appelez avant de payer" if _bank(situation.said) else ""
    return Proposal(
        skill=NAME,
        phrases=(Phrase("business_received", facts, ("applies",) if applies else ()),),
        concern=Concern("draft", f"Courrier professionnel ({kind}) : à valider{bank}"),
    )


def _bank(said: str) -> bool:
    """ "Voici notre nouveau RIB" is the commonest fraud."""
    return speaks_of(said, _BANK)
