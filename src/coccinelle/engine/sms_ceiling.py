"""What the assistant may spend on SMS in a day: past it, its words stay with the members."""

from coccinelle.engine.desk import Desk
from coccinelle.store import cases, messages
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow


def is_reached(desk: Desk, connection: Connection, message: MessageRow, kind: str) -> bool:
    """kind: of the channel. A member's words, an alert to one, and the
    acknowledgement of a STOP always leave."""
    if kind != "sms" or message.author != "assistant" or message.purpose in ("consent", "alert"):
        return False
    return is_spent(desk, connection)


def is_spent(desk: Desk, connection: Connection) -> bool:
    """Nothing is left for today."""
    policy = desk.business.policy
    if not policy.sms_segment_cents:
        return False
    midnight = desk.now().replace(hour=0, minute=0, second=0, microsecond=0)
    sent = messages.segments_since(connection, "sms", midnight)
    return sent * policy.sms_segment_cents >= policy.sms_daily_cents


def tell(desk: Desk, connection: Connection) -> None:
    """Once a day, beside the line of each message that was kept."""
    now = desk.now()
    ceiling = f"{desk.business.policy.sms_daily_cents / 100:.2f} €".replace(".", ",")
    cases.notify(
        connection,
        kind="message",
        text="Le plafond du jour est atteint pour les SMS",
        lines=(f"Plafond réglé : {ceiling} par jour pour l'assistant",),
        status_line="Jusqu'à demain, seuls vos propres SMS partent",
        at=now,
        once=f"sms_ceiling:{now.date()}",
    )
