"""One short transaction: what a plan decided is written, together or not at all."""

from typing import Any

from pydantic import TypeAdapter

from coccinelle.core.facts import Fact
from coccinelle.core.wording import Rephrased
from coccinelle.engine.actions import perform
from coccinelle.engine.actions.perform import FactsChanged
from coccinelle.engine.case import MEMORY, READING, Case
from coccinelle.engine.commitments import satisfaction
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn import dropped, freshness, hand_over, limits, reopen
from coccinelle.engine.turn.plan import Plan
from coccinelle.engine.turn.silence import is_paused
from coccinelle.kit.failpoints import declare
from coccinelle.store import actions, conversations, gaps, messages, turns
from coccinelle.store.database import Connection

__all__ = ["FactsChanged", "settle"]

SETTLED = declare("settled", "a turn was written, its reply has not left")
FACTS = TypeAdapter(list[Fact])
REPHRASED = TypeAdapter(Rephrased | None)


def settle(desk: Desk, case: Case, plan: Plan) -> None:
    """Does nothing when a newer message came in or a person took over: their bell rings next.

    Raises FactsChanged, with nothing written, when an act is no longer possible.
    """
    basis = freshness.basis_of(desk, case, plan)
    with desk.transaction() as connection:
        if not _still_waits(connection, case, plan):
            return
        limits.check(desk, connection, case, plan.actions)
        turn_id = trace(connection, case, plan)
        carry_out(desk, connection, case, plan, turn_id)
        hand_over.tell_members(desk, connection, case, plan, turn_id, basis)
        if dropped.is_dropped(plan.reading):
            dropped.withdraw(connection, case)
        _record_gaps(connection, case, plan, turn_id)
        _reply(connection, case, plan, turn_id)
        _remember(connection, case, plan, turn_id)
        if plan.reply and plan.decision.lane in ("answer", "act"):
            satisfaction.plan(desk, connection, case)
    SETTLED.reach()


def _still_waits(connection: Connection, case: Case, plan: Plan) -> bool:
    """Under the conversation's lock: the very messages that were read, and still ours to answer."""
    conversation = conversations.lock(connection, case.conversation.id)
    if conversation is None or conversation.paused_at:
        return False
    if is_paused(connection, plan.reading, conversation.channel_id):
        return False
    if conversation.contact_id != case.conversation.contact_id:
        raise FactsChanged("Deux fiches sont devenues une seule.")
    return is_still_waiting(connection, case)


def is_still_waiting(connection: Connection, case: Case) -> bool:
    """The very messages that were read, and no other."""
    waiting = [m.id for m in messages.unanswered(connection, case.conversation.id)]
    return waiting == case.waiting_ids


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


def trace(connection: Connection, case: Case, plan: Plan) -> int:
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
    worded = {"wording": REPHRASED.dump_python(plan.rephrased, mode="json")}
    return {
        **(worded if plan.rephrased else {}),
        **reopen.asks(plan.draft_question),
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


def _record_gaps(connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
    asked = (o.proposal.gap for o in plan.decision.outcomes if o.proposal and o.proposal.gap)
    for question in dict.fromkeys(asked):
        gaps.record(
            connection, question, conversation_id=case.conversation.id, turn_id=turn_id, at=case.now
        )


def _reply(connection: Connection, case: Case, plan: Plan, turn_id: int) -> None:
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
