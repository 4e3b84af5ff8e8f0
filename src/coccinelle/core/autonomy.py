"""How far each skill goes alone: what it has earned, what it lost, and by which rules; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coccinelle.core.confidence import wilson
from coccinelle.core.lanes import LANES
from coccinelle.core.policy import ALWAYS_AUTO, Policy

# Each skill as members read it.
SKILLS: dict[str, str] = {
    "availability": "Disponibilité", "hold": "Mises de côté", "hours": "Horaires et adresse",
    "order_status": "Suivi de commande", "order_change": "Commandes à modifier ou annuler",
    "pages": "Questions diverses", "business_mail": "Courrier professionnel",
    "account": "Compte et données personnelles",
    "shop_info": "Livraison, offres et conditions", "invoice": "Factures",
    "proof": "Preuve d'identité", "exchange": "Échanges",
    "return_refund": "Retours et remboursements", "item_problem": "Articles abîmés ou faux",
    "opt_out": "STOP", "courtesy": "Politesses", "clarify": "Demandes à préciser",
    "product_facts": "Renseignements sur les articles", "waiting_list": "Liste d'attente",
    "advice": "Conseils", "complaint": "Réclamations",
}  # fmt: skip
LEVELS = {"off": "désactivé", "draft": "à valider", "auto": "automatique"}


@dataclass(frozen=True, slots=True)
class Record:
    """What a skill has shown since its level last changed.

    unedited, edited, refused, expired: of the drafts that waited for nothing but the level; an
    edit that leaves the body as it was is in unedited. shown: every draft of the skill, whatever
    held it. automatic: turns in which it answered alone; corrected: those a member called wrong.
    """

    skill: str
    since: datetime | None = None
    shown: int = 0
    unedited: int = 0
    edited: int = 0
    refused: int = 0
    expired: int = 0
    automatic: int = 0
    corrected: int = 0

    @property
    def judged(self) -> int:
        """Drafts a member has decided upon: one that expired says nothing of its words."""
        return self.unedited + self.edited + self.refused

    @property
    def unedited_at_least(self) -> float:
        """The lower bound of the share sent as it was written."""
        return wilson(self.unedited, self.judged)[0]

    @property
    def errors_at_most(self) -> float:
        """The upper bound of the share of automatic turns that were wrong."""
        return wilson(self.corrected, self.automatic)[1]


def name_of(skill: str) -> str:
    return SKILLS.get(skill, skill)


def has_earned(record: Record, policy: Policy, judged_when_refused: int = 0) -> bool:
    """Whether to propose it for automatic. judged_when_refused: the drafts a refused proposal
    rested on; as many new ones are needed before the next."""
    enough = max(policy.promote_after, 2 * judged_when_refused)
    return record.judged >= enough and record.unedited_at_least >= policy.promote_share


def has_lost(corrected: Sequence[bool], policy: Policy) -> bool:
    """Whether an automatic skill must be validated again. corrected: its automatic turns in order,
    True for those a member called wrong."""
    wrong = [place for place, is_wrong in enumerate(corrected) if is_wrong]
    few = policy.demote_after - 1
    return any(
        last - first < policy.demote_within for first, last in zip(wrong, wrong[few:], strict=False)
    )


def may_answer_alone(intents: Iterable[str]) -> bool:
    """False for a skill whose every kind of request is kept for a member by its row."""
    served = set(intents)
    rows = [row for key, row in LANES.items() if served & {key, key.partition("/")[0]}]
    return any(row.lane in ("answer", "act") for row in rows)


def why_not(skill: str, level: str, intents: Iterable[str]) -> str:
    """In a sentence, why this skill cannot be set to this level; "" when it can."""
    if skill in ALWAYS_AUTO and level != "auto":
        return f"« {name_of(skill)} » reste toujours automatique : la loi ou la sécurité l'exige."
    if level == "auto" and skill not in ALWAYS_AUTO and not may_answer_alone(intents):
        return f"« {name_of(skill)} » passe toujours par vous : cela ne se règle pas."
    return ""
