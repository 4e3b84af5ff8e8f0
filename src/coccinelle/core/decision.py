"""Which lane each request takes, and why: pure, from the reading, the proposals and the policy."""

from dataclasses import dataclass, replace

from coccinelle.core.lanes import DOUBT, FOREIGN, Row, alarm_of, most_cautious, row_of
from coccinelle.core.policy import Lane, Policy
from coccinelle.core.proposal import Alert, Proposal
from coccinelle.core.reading import SPOKEN, Reading, Request

OFF = "Assistant désactivé pour ce type de demande"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One request's lane; reasons in words a shop owner reads.

    by_level: held back for nothing but the level its skill is set to.
    """

    request: Request
    proposal: Proposal | None
    lane: Lane
    reasons: tuple[str, ...]
    by_level: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    lane: Lane
    outcomes: tuple[Outcome, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(reason for outcome in self.outcomes for reason in outcome.reasons)

    @property
    def held_reasons(self) -> tuple[str, ...]:
        """Why a member has it: what was answered besides needs no reason."""
        held = (o for o in self.outcomes if o.lane in ("draft", "escalate"))
        return tuple(dict.fromkeys(reason for outcome in held for reason in outcome.reasons))

    @property
    def order(self) -> str:
        """The number of the order the turn is about, "" for none."""
        return next(
            (o.proposal.order for o in self.outcomes if o.proposal and o.proposal.order), ""
        )

    @property
    def alerts(self) -> tuple[Alert, ...]:
        """Enough to tell members of what waits for them; empty when some of it needs a line of its
        own."""
        told = [
            o.proposal and o.proposal.concern
            for o in self.outcomes
            if o.lane in ("draft", "escalate")
        ]
        alerts = tuple(c.alert for c in told if c and c.alert)
        return alerts if len(alerts) == len(told) else ()


def decide(
    reading: Reading,
    proposals: tuple[tuple[Request, Proposal | None], ...],
    policy: Policy,
) -> Decision:
    """Each request gets its own lane; the message's is the most cautious of them."""
    alarm = alarm_of(reading)
    foreign = FOREIGN if reading.language not in SPOKEN else None
    doubt = DOUBT if "doubt" in reading.flags else foreign
    outcomes = tuple(_outcome(r, p, alarm, doubt, policy) for r, p in proposals)
    return Decision(most_cautious({o.lane for o in outcomes} or {"escalate"}), outcomes)


def _outcome(
    request: Request,
    proposal: Proposal | None,
    alarm: str | None,
    doubt: str | None,
    policy: Policy,
) -> Outcome:
    row = row_of(request)
    if alarm:
        return Outcome(request, proposal, "escalate", (alarm,))
    if proposal is None:
        return _unserved(request, row)
    if not proposal.ignore and policy.autonomy_of(proposal.skill, request.intent) == "off":
        return Outcome(request, proposal, "escalate", (OFF,))
    if proposal.concern:
        lane = most_cautious({proposal.concern.lane, row.lane})
        return Outcome(request, proposal, lane, (proposal.concern.reason,))
    if proposal.ignore:
        return Outcome(request, proposal, "ignore", ("Aucune réponse nécessaire",))
    if row.lane == "escalate" or (row.lane == "draft" and not proposal.asks_who_writes):
        return Outcome(request, proposal, row.lane, (row.reason,))
    return _doubted(_by_autonomy(request, proposal, policy), doubt)


def _unserved(request: Request, row: Row) -> Outcome:
    """No skill serves it: the policy's row when that is a person or nothing, else a person."""
    if row.lane in ("ignore", "draft", "escalate"):
        return Outcome(request, None, row.lane, (row.reason,))
    reason = "L'assistant ne sait pas encore traiter ce type de demande"
    return Outcome(request, None, "escalate", (reason,))


def _doubted(outcome: Outcome, doubt: str | None) -> Outcome:
    if doubt is None or outcome.lane not in ("answer", "act"):
        return outcome
    return replace(outcome, lane="draft", reasons=(doubt,))


def _by_autonomy(request: Request, proposal: Proposal, policy: Policy) -> Outcome:
    wanted: Lane = "act" if proposal.actions else "answer"
    match policy.autonomy_of(proposal.skill, request.intent):
        case "auto":
            reason = "Réglé en automatique pour ce type de demande"
            return Outcome(request, proposal, wanted, (reason,))
        case _:
            reason = "Réglé sur « à valider » pour ce type de demande"
            return Outcome(request, proposal, "draft", (reason,), by_level=True)
