"""Which lane each request takes, and why: pure, from the reading, the proposals and the policy."""

from dataclasses import dataclass

from coccinelle.core.policy import Lane, Policy
from coccinelle.core.proposal import Proposal
from coccinelle.core.reading import Reading, Request

CAUTION: tuple[Lane, ...] = ("ignore", "answer", "act", "draft", "escalate")

# A person now, whatever the request is (product policy, row escalate); the first match says why.
ALARMS: dict[str, str] = {
    "danger": "Danger signalé : une personne doit répondre tout de suite",
    "self_harm": "Détresse signalée : une personne doit répondre tout de suite",
    "allergy": "Allergie ou santé : on n'affirme jamais la sécurité sans une personne",
    "legal_threat": "Menace juridique ou d'avis négatif",
    "human_wanted": "Le client demande à parler à une personne",
    "anger": "Le client est très mécontent",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request's lane; reasons in words a shop owner reads."""

    request: Request
    proposal: Proposal | None
    lane: Lane
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    lane: Lane
    outcomes: tuple[Outcome, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(reason for outcome in self.outcomes for reason in outcome.reasons)


def decide(
    reading: Reading,
    proposals: tuple[tuple[Request, Proposal | None], ...],
    policy: Policy,
) -> Decision:
    """Each request gets its own lane; the message's is the most cautious of them."""
    alarm = next((reason for flag, reason in ALARMS.items() if flag in reading.flags), None)
    outcomes = tuple(_outcome(r, p, alarm, policy) for r, p in proposals)
    lanes = {outcome.lane for outcome in outcomes} or {"escalate"}
    return Decision(next(lane for lane in reversed(CAUTION) if lane in lanes), outcomes)


def _outcome(
    request: Request, proposal: Proposal | None, alarm: str | None, policy: Policy
) -> Outcome:
    if alarm:
        return Outcome(request, proposal, "escalate", (alarm,))
    if proposal is None:
        reason = "L'assistant ne sait pas encore traiter ce type de demande"
        return Outcome(request, None, "escalate", (reason,))
    if proposal.concern:
        concern = proposal.concern
        return Outcome(request, proposal, concern.lane, (concern.reason,))
    if proposal.ignore:
        return Outcome(request, proposal, "ignore", ("Aucune réponse nécessaire",))
    return _by_autonomy(request, proposal, policy)


def _by_autonomy(request: Request, proposal: Proposal, policy: Policy) -> Outcome:
    wanted: Lane = "act" if proposal.actions else "answer"
    match policy.autonomy_of(proposal.skill):
        case "auto":
            reason = "Réglé en automatique pour ce type de demande"
            return Outcome(request, proposal, wanted, (reason,))
        case "draft":
            reason = "Réglé sur « à valider » pour ce type de demande"
            return Outcome(request, proposal, "draft", (reason,))
        case "off":
            reason = "Assistant désactivé pour ce type de demande"
            return Outcome(request, proposal, "escalate", (reason,))
