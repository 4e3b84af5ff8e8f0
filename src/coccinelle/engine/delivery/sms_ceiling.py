"""What the assistant may spend on SMS in a day and in a month: past it, its words stay here."""

from datetime import datetime

from coccinelle.core.member_words import price
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, segments
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

ALWAYS = ("consent", "alert", "approval", "member_answer")


def is_reached(desk: Desk, connection: Connection, message: MessageRow, kind: str) -> bool:
    """kind: of the channel. A member's words, what is written to one, and the acknowledgement of a
    STOP always leave."""
    if kind != "sms" or message.author != "assistant" or message.purpose in ALWAYS:
        return False
    return is_spent(desk, connection)


def is_spent(desk: Desk, connection: Connection) -> bool:
    """Nothing is left for today, or for this month."""
    if not desk.business.policy.sms_segment_cents:
        return False
    return _is_spent_today(desk, connection) or _is_spent_this_month(desk, connection)


def spent_this_month(desk: Desk, connection: Connection) -> float:
    """What the assistant's SMS cost since the 1st, in cents."""
    return _spent(desk, connection, _midnight(desk).replace(day=1))


def tell(desk: Desk, connection: Connection) -> None:
    """Once a day, or once a month, beside the line of each message that was kept."""
    policy, now = desk.business.policy, desk.now()
    today = _is_spent_today(desk, connection)
    cents = policy.sms_daily_cents if today else policy.sms_monthly_cents
    period = "jour" if today else "mois"
    cases.notify(
        connection,
        kind="message",
        text=f"Le plafond du {period} est atteint pour les SMS",
        lines=(f"Plafond réglé : {price(round(cents))} par {period} pour l'assistant",),
        status_line=f"Jusqu'{'à demain' if today else 'au 1er'}, seuls vos propres SMS partent",
        at=now,
        once=f"sms_ceiling:{now.date() if today else f'{now:%Y-%m}'}",
    )


def _is_spent_today(desk: Desk, connection: Connection) -> bool:
    return _spent(desk, connection, _midnight(desk)) >= desk.business.policy.sms_daily_cents


def _is_spent_this_month(desk: Desk, connection: Connection) -> bool:
    return spent_this_month(desk, connection) >= desk.business.policy.sms_monthly_cents


def _spent(desk: Desk, connection: Connection, since: datetime) -> float:
    sent = segments.since(connection, "sms", since)
    return sent * desk.business.policy.sms_segment_cents


def _midnight(desk: Desk) -> datetime:
    return desk.now().replace(hour=0, minute=0, second=0, microsecond=0)
