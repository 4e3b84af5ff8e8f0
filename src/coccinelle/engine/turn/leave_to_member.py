"""A member has the conversation: told what is written there, unless it only takes leave."""

from coccinelle.core.decision import decide
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.plan import Plan
from coccinelle.engine.turn.settle import is_still_waiting, trace
from coccinelle.engine.turn.think import read
from coccinelle.store import cases, conversations, messages
from coccinelle.store.database import Connection


def leave_to_member(desk: Desk, case: Case) -> None:
    """The assistant is silent here; "ok merci" waits for nobody, and nobody is chased about it."""
    plan = _nothing_to_say(desk, case) if case.waiting else None
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        if not is_still_waiting(connection, case):
            return
        conversations.answer_later(connection, case.conversation.id, None)
        if plan and not _was_asked(connection, case):
            turn_id = trace(connection, case, plan)
            messages.mark_answered(connection, case.waiting_ids, turn_id)
            conversations.waits_for_nobody(connection, case.conversation.id)
        elif case.waiting:
            _tell(connection, case)


def _nothing_to_say(desk: Desk, case: Case) -> Plan | None:
    """None when somebody should answer."""
    reading = read(desk, case)
    unserved = tuple((request, None) for request in reading.requests)
    decision = decide(reading, unserved, desk.business.policy)
    if decision.lane != "ignore":
        return None
    return Plan(
        reading=reading, decision=decision, reply="", draft="", actions=(), draft_actions=(),
        phrases=(), facts=(), memory=case.memory, timings={},
    )  # fmt: skip


def _was_asked(connection: Connection, case: Case) -> bool:
    """ "ok merci" after "jeudi 14h vous irait ?" tells the member something."""
    newest = messages.of_conversation(connection, case.conversation.id, 20)
    hers = [m.text for m in newest if m.direction == "outbound" and m.author == "member"]
    return bool(hers) and "?" in hers[-1]


def _tell(connection: Connection, case: Case) -> None:
    messages.mark_answered(connection, case.waiting_ids, None)
    cases.notify(
        connection,
        kind="message",
        text=f"{case.contact.name or case.contact.address} vous a écrit",
        status_line="Vous avez la main sur cette conversation",
        conversation_id=case.conversation.id,
        at=case.now,
    )
