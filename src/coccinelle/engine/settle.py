"""One short transaction: what a plan decided is written, together or not at all."""

from typing import Any

from pydantic import TypeAdapter

from coccinelle.core.facts import Fact
from coccinelle.core.proposal import Handover
from coccinelle.core.reading import Reading
from coccinelle.core.wording import Rephrased
from coccinelle.engine import perform, satisfaction
from coccinelle.engine.case import MEMORY, Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.perform import FactsChanged
from coccinelle.engine.plan import Plan
from coccinelle.kit.failpoints import declare
from coccinelle.store import actions, cases, conversations, gaps, messages, turns
from coccinelle.store.database import Connection

__all__ = ["FactsChanged", "leave_to_member", "settle"]

SETTLED = declare("settled", "a turn was written, its reply has not left")
READING = TypeAdapter(Reading)
FACTS = TypeAdapter(list[Fact])
REPHRASED = TypeAdapter(Rephrased | None)


def settle(desk: Desk, case: Case, plan: Plan) -> None:
    """Does nothing when a newer message came in or a person took over: their bell rings next.

    Raises FactsChanged, with nothing written, when an act is no longer possible.
    """
    with desk.transaction() as connection:
        if not _still_waits(connection, case):
            return
        turn_id = _trace(connection, case, plan)
        carry_out(desk, connection, case, plan, turn_id)
        _tell_members(desk, connection, case, plan, turn_id)
        _record_gaps(connection, case, plan, turn_id)
        _reply(desk, connection, case, plan, turn_id)
        _remember(connection, case, plan, turn_id)
        if plan.reply and plan.decision.lane in ("answer", "act"):
            satisfaction.plan(desk, connection, case)
    SETTLED.reach()


def leave_to_member(desk: Desk, case: Case) -> None:
    """The assistant is silent here: a member has the conversation, and is told that they wrote."""
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        if _waiting(connection, case) != case.waiting_ids:
            return
        conversations.answer_later(connection, case.conversation.id, None)
        if case.waiting:
            messages.mark_answered(connection, case.waiting_ids, None)
            cases.notify(
                connection,
                kind="message",
                text=f"{case.contact.name or case.contact.address} vous a écrit",
                status_line="Vous avez la main sur cette conversation",
                conversation_id=case.conversation.id,
                at=case.now,
            )


def _still_waits(connection: Connection, case: Case) -> bool:
    """Under the conversation's lock: the very messages that were read, and still ours to answer."""
    conversation = conversations.lock(connection, case.conversation.id)
    if conversation is None or conversation.paused_at:
        return False
    if conversation.contact_id != case.conversation.contact_id:
        raise FactsChanged("Deux fiches sont devenues une seule.")
    return _waiting(connection, case) == case.waiting_ids


def _waiting(connection: Connection, case: Case) -> list[int]:
    return [m.id for m in messages.unanswered(connection, case.conversation.id)]


def carry_out(desk: Desk, connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
    for action in plan.actions:
        perform.carry_out(
            desk,
            connection,
            action,
            turn_id=turn_id,
            conversation_id=case.conversation.id,
            contact=case.contact,
            now=case.now,
        )


def _trace(connection: Connection, case: Case, plan: Plan) -> int:
    return turns.add(
        connection,
        case.conversation.id,
        lane=plan.decision.lane,
        reading=READING.dump_python(plan.reading, mode="json"),
        decision=_decision(plan),
        facts=FACTS.dump_python(list(plan.facts), mode="json"),
        reply=[{"phrase": p.name, "flags": list(p.flags)} for p in plan.phrases],
        memory_before=MEMORY.dump_python(case.memory, mode="json"),
        timings=plan.timings,
        at=case.now,
    )


def _decision(plan: Plan) -> dict[str, Any]:
    asked = {"wording": REPHRASED.dump_python(plan.rephrased, mode="json")}
    return {
        **(asked if plan.rephrased else {}),
        "lane": plan.decision.lane,
        "outcomes": [
            {
                "intent": outcome.request.intent,
                "sub_kind": outcome.request.sub_kind,
                "lane": outcome.lane,
                "reasons": list(outcome.reasons),
                "skill": outcome.proposal.skill if outcome.proposal else None,
                **({"by_level": True} if outcome.by_level else {}),
                "actions": [a.summary for a in outcome.proposal.actions]
                if outcome.proposal
                else [],
            }
            for outcome in plan.decision.outcomes
        ],
    }


def _tell_members(desk: Desk, connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
    who = case.contact.name or case.contact.address
    reasons = " · ".join(plan.decision.held_reasons)
    for outcome in plan.decision.outcomes:
        if outcome.lane in ("answer", "act") and outcome.proposal and outcome.proposal.handover:
            _hand_over(connection, case, outcome.proposal.handover, turn_id)
    alerts = plan.decision.alerts
    if plan.decision.lane == "escalate":
        urgency = plan.reading.urgency
        cases.add_escalation(
            connection,
            case.conversation.id,
            turn_id=turn_id,
            reason=reasons,
            urgency=urgency.level,
            deadline=urgency.deadline,
            at=case.now,
            order=plan.decision.order,
        )
        if alerts:
            _alert(connection, case, plan, turn_id, reasons)
        else:
            _notify(connection, case, turn_id, "escalation", f"À vous de répondre - {who}", reasons)
    if plan.draft or plan.draft_actions or plan.decision.lane == "draft":
        _add_draft(connection, case, plan, turn_id, reasons)
        _alert(connection, case, plan, turn_id, reasons)
        if not alerts:
            _show_draft(connection, case, plan, turn_id, reasons)


def _show_draft(connection: Connection, case: Case, plan: Plan, turn_id: int, reasons: str) -> None:
    """The card its skill has drawn, else the customer's words."""
    who = case.contact.name or case.contact.address
    held = (o.proposal for o in plan.decision.outcomes if o.lane == "draft" and o.proposal)
    card = next((proposal.handover for proposal in held if proposal.handover), None)
    if card is None:
        _notify(connection, case, turn_id, "draft", f"Réponse à valider - {who}", reasons)
        return
    cases.notify(
        connection,
        kind="draft",
        text=f"NOUVEAU MESSAGE - {card.reason}",
        lines=(who, *card.lines),
        status_line=card.status_line,
        conversation_id=case.conversation.id,
        turn_id=turn_id,
        at=case.now,
    )


def _record_gaps(connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
    asked = (o.proposal.gap for o in plan.decision.outcomes if o.proposal and o.proposal.gap)
    for question in dict.fromkeys(asked):
        gaps.record(
            connection, question, conversation_id=case.conversation.id, turn_id=turn_id, at=case.now
        )


def _hand_over(connection: Connection, case: Case, handover: Handover, turn_id: int) -> None:
    """The assistant has answered: a member is told, and looks."""
    cases.add_escalation(
        connection,
        case.conversation.id,
        turn_id=turn_id,
        reason=handover.reason,
        urgency=handover.urgency,
        deadline=handover.deadline,
        at=case.now,
        is_handled=True,
        order=handover.order,
    )
    order = f" - Commande #{handover.order}" if handover.order else ""
    cases.notify(
        connection,
        kind="alert",
        text=f"{case.contact.name or case.contact.address}{order}",
        lines=handover.lines,
        status_line=handover.status_line,
        conversation_id=case.conversation.id,
        turn_id=turn_id,
        at=case.now,
        urgency=handover.urgency,
        deadline=handover.deadline,
    )


def _add_draft(connection: Connection, case: Case, plan: Plan, turn_id: int, reasons: str) -> None:
    cases.add_draft(
        connection,
        case.conversation.id,
        turn_id=turn_id,
        reason=reasons,
        text=plan.draft,
        actions=[perform.as_json(action) for action in plan.draft_actions],
        answers_seq=case.answers_seq,
        at=case.now,
        order=plan.decision.order,
        skill=_skill_held(plan),
    )


def _skill_held(plan: Plan) -> str:
    """Whose words wait: the first that was held back."""
    held = (o.proposal for o in plan.decision.outcomes if o.lane == "draft" and o.proposal)
    return next((proposal.skill for proposal in held), "")


def _alert(connection: Connection, case: Case, plan: Plan, turn_id: int, reasons: str) -> None:
    """In one order: two turns that raise the same two would wait for each other."""
    for alert in sorted(plan.decision.alerts, key=lambda alert: alert.key):
        cases.notify(
            connection,
            kind="draft" if plan.decision.lane == "draft" else "escalation",
            text=alert.text,
            lines=(reasons,),
            status_line="Les suivants vous attendent aussi, sans autre alerte aujourd'hui",
            conversation_id=case.conversation.id,
            turn_id=turn_id,
            at=case.now,
            once=f"{alert.key}:{case.now.date()}",
        )


def _notify(
    connection: Connection, case: Case, turn_id: int, kind: str, text: str, reasons: str
) -> None:
    quote = " ".join(said.text for said in case.said)
    cases.notify(
        connection,
        kind=kind,
        text=text,
        lines=(f"« {quote[:160]} »",),
        status_line=reasons,
        conversation_id=case.conversation.id,
        turn_id=turn_id,
        at=case.now,
    )


def _reply(desk: Desk, connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
    if not plan.reply:
        return
    consent = any(request.intent == "opt_out" for request in plan.reading.requests)
    messages.add_outbound(
        connection,
        case.conversation.id,
        case.conversation.channel_id,
        author="assistant",
        text=plan.reply,
        at=case.now,
        turn_id=turn_id,
        purpose="consent" if consent else "reply",
        tells_act=plan.tells_act,
        answers_seq=case.answers_seq,
        # without other words, it tells nothing that an outside act could belie
        waits_for=actions.awaited(connection, turn_id) if plan.otherwise else None,
        otherwise=plan.otherwise,
    )


def _remember(connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
    messages.mark_answered(connection, case.waiting_ids, turn_id)
    conversations.answered(
        connection,
        case.conversation.id,
        memory=MEMORY.dump_python(plan.memory, mode="json"),
        at=case.now,
        disclosed=bool(plan.reply),
    )
