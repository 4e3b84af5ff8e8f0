"""What the provider tells of a message we sent: states move forward only."""

from coccinelle.core.messages import DeliveryReport
from coccinelle.engine.delivery import remedy
from coccinelle.engine.desk import Desk
from coccinelle.store import messages
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

RETRIES = 1  # an unreachable phone is tried once more at most


def record(desk: Desk, channel: ChannelRow, report: DeliveryReport) -> None:
    """Unknown messages and states that would go back have no effect."""
    with desk.transaction() as connection:
        message = messages.find_reported(
            connection, channel.id, key=report.key, provider_id=report.provider_id
        )
        if message is None:
            return
        _settle(desk, connection, message, report)


def _settle(
    desk: Desk, connection: Connection, message: MessageRow, report: DeliveryReport
) -> None:
    if message.provider_id is None:
        messages.sent(
            connection,
            message.id,
            provider_id=report.provider_id,
            segments=None,
            at=desk.now(),
        )
    if report.state == "sent" or not messages.moves_forward(message.state, report.state):
        return
    fault = report.error
    messages.ended(
        connection,
        message.id,
        state=report.state,
        code=fault.code if fault else "",
        error=fault.sentence if fault else "",
    )
    if fault and fault.remedy == "retry" and message.attempts <= RETRIES:
        messages.send_again(connection, message.id, at=desk.now())
        desk.ring(connection, message.conversation_id)
    elif fault:
        remedy.apply(desk, connection, message, fault)
