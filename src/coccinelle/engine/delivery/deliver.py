"""Messages leave, one conversation's in order, each once as far as the provider lets us know."""

from datetime import datetime, timedelta
from typing import Literal

from coccinelle.core.channel import Channel, SendRefused
from coccinelle.core.errors import OutcomeUnknown, PermanentError, TemporaryError
from coccinelle.core.identity import CODE_LIFE
from coccinelle.core.messages import DeliveryState, Outbound, Receipt
from coccinelle.core.moments import later
from coccinelle.engine.delivery import remedy, sms_ceiling
from coccinelle.engine.delivery.envelope import envelope
from coccinelle.engine.desk import Desk
from coccinelle.kit.failpoints import declare
from coccinelle.store import channels, contacts, conversations, messages, pauses
from coccinelle.store.channels import ChannelRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

DEPARTING = declare("departing", "a message is marked as leaving, the provider was not called")
HANDED_OVER = declare("handed_over", "the provider took a message, its receipt is not written")
RECEIPTED = declare("receipted", "the receipt of a message is written")
LOOK_UP_AFTER = timedelta(seconds=60)  # an unknown outcome is looked up then, after any callback
BACKOFF = (5, 15, 30, 60, 120, 300, 600, 1800)  # seconds between tries while the provider is down
TOLD_AFTER = timedelta(minutes=10)  # of not knowing, before a member hears of it
_GONE = (
    "Ce canal a été retiré : le message n'est pas parti.",
    "Ce canal a été retiré avant de savoir si le message était parti.",
)
_OVERTAKEN = ("reply", "satisfaction")  # by a newer message, or by a member who took over
MAX_POSTS = 2  # after a look-up found nothing, at most one more: the one gap we name


def deliver(desk: Desk, conversation_id: int) -> None:
    """Sends what waits in this conversation, oldest first; stops at one that must wait."""
    while (departure := _depart(desk, conversation_id)) is not None:
        if departure == "again":
            continue
        DEPARTING.reach()
        message, row, outbound = departure
        if not _hand_over(desk, message, row, outbound):
            return


Departure = tuple[MessageRow, ChannelRow, Outbound]


def _depart(desk: Desk, conversation_id: int) -> Departure | Literal["again"] | None:
    """The next message to send, committed as `sending`; "again" when one was dropped instead."""
    now = desk.now()
    with desk.transaction() as connection:
        message = messages.next_leaving(connection, conversation_id)
        if message is None or message.waits_for is not None:
            return None  # the outside act it tells of has not ended
        row = channels.by_id(connection, message.channel_id)
        assert row is not None
        if row.removed_at is not None:
            remedy.fail(desk, connection, message, _GONE[message.state == "sending"])
            return "again"
        if message.next_attempt_at and message.next_attempt_at > now:
            return None
        conversation = conversations.load(connection, conversation_id)
        assert conversation is not None
        outbound = envelope(desk, connection, message, conversation)
        if message.state == "sending":
            return message, row, outbound
        if reason := _reason_to_drop(desk, connection, message, conversation):
            remedy.drop(desk, connection, message, reason)
            return "again"
        messages.start_sending(connection, message.id, at=now, check_at=later(now, LOOK_UP_AFTER))
        return message, row, outbound


def _reason_to_drop(
    desk: Desk, connection: Connection, message: MessageRow, conversation: ConversationRow
) -> str | None:
    """The last look before the words leave."""
    if message.purpose == "code" and message.at + CODE_LIFE <= desk.now():
        return "code_expired"
    if message.purpose != "consent" and contacts.has_opted_out(
        connection, conversation.address_id, conversation.kind
    ):
        return "opted_out"
    if conversation.kind == "email" and _is_bad(connection, conversation):
        return "address_bad"
    if reason := _overtaken(connection, message, conversation):
        return reason
    is_too_dear = sms_ceiling.is_reached(desk, connection, message, conversation.kind)
    return "sms_ceiling" if is_too_dear else None


def _is_bad(connection: Connection, conversation: ConversationRow) -> bool:
    """Mail servers judge a sender by the mail it sends to nobody."""
    return contacts.address(connection, conversation.address_id).bad_reason is not None


def _overtaken(
    connection: Connection, message: MessageRow, conversation: ConversationRow
) -> str | None:
    """What changed since the words were written."""
    if message.author != "assistant" or message.purpose not in _OVERTAKEN or message.tells_act:
        return None
    if conversation.paused_at:
        return "member_took_over"
    if pauses.is_paused(connection, message.channel_id):
        return "all_paused"
    newest = messages.last_inbound_seq(connection, conversation.id)
    return "newer_message" if newest > (message.answers_seq or newest) else None


def _hand_over(desk: Desk, message: MessageRow, row: ChannelRow, outbound: Outbound) -> bool:
    """True when the next message may follow at once."""
    try:
        channel = desk.open_channel(row)
        receipt = _receipt(desk, channel, message, outbound)
    except SendRefused as refusal:
        return remedy.refused(desk, message, refusal.fault)
    except OutcomeUnknown as error:
        # the first time it is committed as `sending`: a callback or the look-up will tell
        return message.state == "sending" and _unsure_still(desk, message, error)
    except TemporaryError as error:
        return _try_later(desk, message, error)
    except PermanentError as error:
        return remedy.failed(desk, message, str(error))
    if receipt is None:
        return remedy.failed(desk, message, "L'opérateur ne sait pas dire si le message est parti.")
    HANDED_OVER.reach()
    with desk.transaction() as connection:
        messages.sent(
            connection,
            message.id,
            provider_id=receipt.provider_id,
            segments=receipt.segments or channel.segments(message.text),
            header_id=receipt.message_id,
            at=desk.now(),
        )
    RECEIPTED.reach()
    return True


def _receipt(
    desk: Desk, channel: Channel, message: MessageRow, outbound: Outbound
) -> Receipt | None:
    """A first try just sends; a message whose outcome is unknown is looked for before."""
    if message.state != "sending":
        return channel.send(outbound)
    assert message.sending_at is not None
    found = channel.find_sent(outbound, since=desk.real(message.sending_at))
    with desk.transaction() as connection:
        now = desk.now()
        if found and messages.is_known(connection, message.channel_id, found.provider_id):
            found = None  # the same words, sent by another message of ours
        if found is not None or message.attempts >= MAX_POSTS:
            return found
        messages.start_sending(connection, message.id, at=now, check_at=later(now, LOOK_UP_AFTER))
    return channel.send(outbound)


def _unsure_still(desk: Desk, message: MessageRow, error: OutcomeUnknown) -> bool:
    """Looked up in vain: looked up again, less and less often; a member is told if it lasts."""
    assert message.sending_at is not None
    now = desk.now()
    unsure_for = now - message.sending_at
    pause = min(max(LOOK_UP_AFTER, unsure_for / 2), timedelta(seconds=BACKOFF[-1]))
    with desk.transaction() as connection:
        messages.postpone(
            connection, message.id, state="sending", at=later(now, pause), error=str(error)
        )
        if unsure_for >= TOLD_AFTER:
            once = f"unsure:{message.id}"
            remedy.tell_member(desk, connection, message, f"Envoi retardé : {error}", once)
    return False


def _try_later(desk: Desk, message: MessageRow, error: TemporaryError) -> bool:
    """Nothing left: wait, keeping the conversation's order, and tell a member if it lasts."""
    seconds = error.retry_after_seconds or BACKOFF[min(message.attempts, len(BACKOFF) - 1)]
    with desk.transaction() as connection:
        at: datetime = later(desk.now(), timedelta(seconds=seconds))
        state: DeliveryState = "sending" if message.state == "sending" else "to_send"
        messages.postpone(connection, message.id, state=state, at=at, error=str(error))
        if message.attempts == len(BACKOFF) // 2:
            remedy.tell_member(desk, connection, message, f"Envoi retardé : {error}")
    return False
