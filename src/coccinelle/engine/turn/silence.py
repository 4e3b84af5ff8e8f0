"""Another machine seems to be answering us: say nothing more, and tell a member, once."""

from coccinelle.core.opt_out import opt_wish
from coccinelle.core.reading import Reading
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.notifications import context_pack
from coccinelle.store import cases, conversations, messages, pauses
from coccinelle.store.database import Connection


def must_be_silent(case: Case) -> bool:
    """A STOP is heard whatever surrounds it."""
    return case.loop is not None and not says_stop(case)


def says_stop(case: Case) -> bool:
    return any(m.purpose == "stop" or opt_wish(m.text) == "stop" for m in case.waiting)


def is_paused(connection: Connection, reading: Reading, channel_id: int) -> bool:
    """The whole assistant or this channel, by a member's word; a STOP is heard all the same."""
    is_consent = any(request.intent == "opt_out" for request in reading.requests)
    return not is_consent and pauses.is_paused(connection, channel_id)


def fall_silent(desk: Desk, case: Case) -> None:
    """The messages are kept. The next ones are answered again once the flood has passed."""
    assert case.loop is not None
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        messages.mark_answered(connection, case.waiting_ids, None)
        conversations.answer_later(connection, case.conversation.id, None)
        if cases.has_open_escalation(connection, case.conversation.id, case.loop):
            return
        cases.add_escalation(
            connection, case.conversation.id, turn_id=None, reason=case.loop, urgency="normal",
            deadline=None, at=case.now,
            context=context_pack.of_conversation(
                desk, connection, case.conversation.id, [m.text for m in case.waiting],
                why=case.loop,
            ),
        )  # fmt: skip
        cases.notify(
            connection,
            kind="escalation",
            text=f"L'assistant se tait - {case.contact.name or case.contact.address}",
            lines=(f"« {case.waiting[-1].text[:160]} »",),
            status_line=case.loop,
            conversation_id=case.conversation.id,
            at=case.now,
        )
