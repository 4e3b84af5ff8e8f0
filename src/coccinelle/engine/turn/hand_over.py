"""What a turn leaves to members: the cases and drafts it opens, and how they hear of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coccinelle.core.proposal import Handover, Proposal
from coccinelle.engine.actions import perform
from coccinelle.engine.case import Case
from coccinelle.engine.commitments import answer_due, draft_expiry
from coccinelle.engine.desk import Desk
from coccinelle.engine.notifications import context_pack
from coccinelle.engine.turn import freshness, holding_reply
from coccinelle.engine.turn.plan import Plan
from coccinelle.store import cases
from coccinelle.store.database import Connection

CALLED = "call_back"  # a call has a clock of its own


@dataclass(frozen=True, slots=True)
class _Turn:
    case: Case
    plan: Plan
    turn_id: int
    reasons: str
    due_at: datetime | None
    stock: dict[str, Any]

    @property
    def together(self) -> str:
        """The alert that tells members of many such turns at once, "" for a line of its own."""
        return next((alert.key for alert in self.plan.decision.alerts), "")

    def context(self, connection: Connection, why: str = "") -> dict[str, Any]:
        """The case as it is prepared for a member."""
        urgency = self.plan.reading.urgency
        return context_pack.of_turn(
            connection,
            self.case,
            self.plan,
            why=why or self.reasons,
            deadline=urgency.deadline or self.due_at,
            stock=self.stock,
        )


def tell_members(
    desk: Desk, connection: Connection, case: Case, plan: Plan, turn_id: int, basis: dict[str, Any]
) -> None:
    """basis: what a draft rests on, kept with it."""
    reasons = " · ".join(plan.decision.held_reasons)
    due_at = holding_reply.answer_by(desk, case, plan.reading.urgency)
    turn = _Turn(case, plan, turn_id, reasons, due_at, basis.get("stock", {}))
    _tell_of_answered(connection, turn)
    if plan.decision.lane == "escalate":
        _escalate(connection, turn)
    if plan.draft or plan.draft_actions or plan.decision.lane == "draft":
        _draft(desk, connection, turn, basis)
    elif plan.decision.lane != "escalate":
        return
    if not any(action.kind.startswith(CALLED) for action in plan.actions):
        who = case.contact.name or case.contact.address
        answer_due.promise(
            desk,
            connection,
            case.conversation,
            due_at,
            reason=who,
            now=case.now,
            together=turn.together,
        )


def _tell_of_answered(connection: Connection, turn: _Turn) -> None:
    """The assistant has answered: a member is told, and looks."""
    for outcome in turn.plan.decision.outcomes:
        if outcome.lane in ("answer", "act") and outcome.proposal and outcome.proposal.handover:
            _hand_over(connection, turn, outcome.proposal.handover)


def _hand_over(connection: Connection, turn: _Turn, handover: Handover) -> None:
    case = turn.case
    cases.add_escalation(
        connection,
        case.conversation.id,
        turn_id=turn.turn_id,
        reason=handover.reason,
        urgency=handover.urgency,
        deadline=handover.deadline,
        at=case.now,
        is_handled=True,
        order=handover.order,
        context=turn.context(connection, handover.reason),
    )
    order = f" - Commande #{handover.order}" if handover.order else ""
    cases.notify(
        connection,
        kind="alert",
        text=f"{case.contact.name or case.contact.address}{order}",
        lines=handover.lines,
        status_line=handover.status_line,
        conversation_id=case.conversation.id,
        turn_id=turn.turn_id,
        at=case.now,
        urgency=handover.urgency,
        deadline=handover.deadline,
    )


def _escalate(connection: Connection, turn: _Turn) -> None:
    urgency = turn.plan.reading.urgency
    is_told = any("when" in phrase.facts for phrase in turn.plan.phrases)
    cases.add_escalation(
        connection,
        turn.case.conversation.id,
        turn_id=turn.turn_id,
        reason=turn.reasons,
        urgency=urgency.level,
        deadline=urgency.deadline,
        at=turn.case.now,
        order=turn.plan.decision.order,
        promised_at=turn.due_at if is_told else None,
        context=turn.context(connection),
    )
    if turn.plan.decision.alerts:
        return _alert(connection, turn)
    who = turn.case.contact.name or turn.case.contact.address
    _notify(connection, turn, "escalation", f"À vous de répondre - {who}")


def _draft(desk: Desk, connection: Connection, turn: _Turn, basis: dict[str, Any]) -> None:
    plan, case = turn.plan, turn.case
    held = [o.proposal for o in plan.decision.outcomes if o.lane == "draft" and o.proposal]
    expires_at = draft_expiry.moment_of(desk, plan.reading.urgency, case.now)
    draft_id = cases.add_draft(
        connection,
        case.conversation.id,
        turn_id=turn.turn_id,
        reason=turn.reasons,
        text=plan.draft,
        actions=[perform.as_json(action) for action in plan.draft_actions],
        answers_seq=case.answers_seq,
        at=case.now,
        order=plan.decision.order,
        skill=next((proposal.skill for proposal in held), ""),
        context={**turn.context(connection), freshness.KEY: basis},
        expires_at=expires_at,
    )
    draft_expiry.plan(
        connection,
        case.conversation,
        draft_id,
        expires_at,
        now=case.now,
        together=turn.together,
    )
    _alert(connection, turn)
    if not plan.decision.alerts:
        _show_draft(connection, turn, held)


def _show_draft(connection: Connection, turn: _Turn, held: list[Proposal]) -> None:
    """The card its skill has drawn, else the customer's words."""
    who = turn.case.contact.name or turn.case.contact.address
    card = next((proposal.handover for proposal in held if proposal.handover), None)
    if card is None:
        return _notify(connection, turn, "draft", f"Réponse à valider - {who}")
    cases.notify(
        connection,
        kind="draft",
        text=f"NOUVEAU MESSAGE - {card.reason}",
        lines=(who, *card.lines),
        status_line=card.status_line,
        conversation_id=turn.case.conversation.id,
        turn_id=turn.turn_id,
        at=turn.case.now,
    )


def _alert(connection: Connection, turn: _Turn) -> None:
    """In one order: two turns that raise the same two would wait for each other."""
    decision = turn.plan.decision
    for alert in sorted(decision.alerts, key=lambda alert: alert.key):
        cases.notify(
            connection,
            kind="draft" if decision.lane == "draft" else "escalation",
            text=alert.text,
            lines=(turn.reasons,),
            status_line="Les suivants vous attendent aussi, sans autre alerte aujourd'hui",
            conversation_id=turn.case.conversation.id,
            turn_id=turn.turn_id,
            at=turn.case.now,
            once=f"{alert.key}:{turn.case.now.date()}",
        )


def _notify(connection: Connection, turn: _Turn, kind: str, text: str) -> None:
    quote = " ".join(said.text for said in turn.case.said)
    cases.notify(
        connection,
        kind=kind,
        text=text,
        lines=(f"« {quote[:160]} »",),
        status_line=turn.reasons,
        conversation_id=turn.case.conversation.id,
        turn_id=turn.turn_id,
        at=turn.case.now,
    )
