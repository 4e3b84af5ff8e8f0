"""What is done about a message that did not leave or did not arrive: never nothing."""

from coccinelle.core.messages import SendFault
from coccinelle.engine.delivery import sms_ceiling
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, channels, contacts, conversations, messages, satisfaction, turns
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow


def drop(desk: Desk, connection: Connection, message: MessageRow, reason: str) -> None:
    """It must not leave any more; its turn is thought anew when a newer message came, and when the
    assistant is in pause."""
    messages.ended(connection, message.id, state="dropped", code=reason)
    if message.purpose == satisfaction.PURPOSE:
        satisfaction.take_back(connection, message.conversation_id)
    if reason in ("newer_message", "all_paused") and message.turn_id is not None:
        turn = turns.load(connection, message.turn_id)
        messages.unanswer(connection, message.turn_id)
        if turn is not None:
            conversations.remember(connection, message.conversation_id, turn.memory_before)
        _answer_again(desk, connection, message.conversation_id)
    if reason == "opted_out":
        tell_member(desk, connection, message, "Message non envoyé : ce client a dit STOP.")
    if reason == "address_bad":
        sentence = "Message non envoyé : cette adresse e-mail ne reçoit plus rien."
        tell_member(desk, connection, message, sentence)
    if reason == "sms_ceiling":
        sentence = "Message non envoyé : le plafond réglé pour les SMS est atteint."
        tell_member(desk, connection, message, sentence)
        sms_ceiling.tell(desk, connection)


def refused(desk: Desk, message: MessageRow, fault: SendFault) -> bool:
    """The provider said no. True when the next message may follow at once."""
    with desk.transaction() as connection:
        messages.ended(
            connection, message.id, state="failed", code=fault.code, error=fault.sentence
        )
        apply(desk, connection, message, fault)
    return fault.remedy != "stop_channel"


def failed(desk: Desk, message: MessageRow, sentence: str) -> bool:
    with desk.transaction() as connection:
        fail(desk, connection, message, sentence)
    return True


def fail(desk: Desk, connection: Connection, message: MessageRow, sentence: str) -> None:
    messages.ended(connection, message.id, state="failed", error=sentence)
    tell_member(desk, connection, message, sentence)


def apply(desk: Desk, connection: Connection, message: MessageRow, fault: SendFault) -> None:
    conversation = conversations.load(connection, message.conversation_id)
    assert conversation is not None
    match fault.remedy:
        case "mark_address_bad":
            contacts.mark_bad(connection, conversation.address_id, fault.sentence)
            contacts.doubt(connection, conversation.address_id, desk.now())
        case "mark_opted_out":
            contacts.opt_out(
                connection,
                conversation.address_id,
                conversation.kind,
                at=desk.now(),
                words=fault.code,
            )
        case "stop_channel":
            channels.stop(connection, message.channel_id, fault.sentence)
    if message.purpose != "consent":  # after STOP the provider confirms in its own words
        tell_member(desk, connection, message, fault.sentence)


def tell_member(
    desk: Desk, connection: Connection, message: MessageRow, sentence: str, once: str | None = None
) -> None:
    cases.notify(
        connection,
        kind="failure",
        text=sentence,
        lines=(f"« {message.text[:160]} »",),
        status_line="À vous de voir",
        conversation_id=message.conversation_id,
        at=desk.now(),
        once=once,
    )


def _answer_again(desk: Desk, connection: Connection, conversation_id: int) -> None:
    conversation = conversations.load(connection, conversation_id)
    if conversation is not None and conversation.answer_at is None:
        conversations.answer_later(connection, conversation_id, desk.now())
        desk.ring(connection, conversation_id)
