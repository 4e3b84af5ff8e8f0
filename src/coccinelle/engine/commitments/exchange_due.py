"""The hold of an exchange reaches its end: more time once, while a parcel may be on its way."""

from datetime import datetime

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.exchange import kept_until, waits_for_its_parcel
from coccinelle.core.facts import Phrase
from coccinelle.engine.actions import exchange, hold
from coccinelle.engine.delivery import addressee
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, conversations, exchanges, holds, orders
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection

OVER = "exchange_over"  # the promise to tell the customer that their exchange ran out
BY_POST = "Échange par courrier : le colis n'est pas encore revenu"


def has_more_time(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> bool:
    """A first delay that ends while a parcel may be on its way is prolonged once, and a member is
    told; False when the hold must end."""
    assert due.hold_id is not None
    running = exchanges.of_hold(connection, due.hold_id)
    if running is None or not waits_for_its_parcel(running, desk.business.policy):
        return False
    until = kept_until(desk.business.policy, desk.business.hours, now)
    held = holds.lock(connection, due.hold_id)
    if held is None or held.status != "active":
        return False
    hold.prolong(desk, connection, held, until, because=BY_POST, now=now)
    last = f"{until.astimezone(desk.business.zone):%d/%m %Hh}"
    cases.notify(
        connection,
        kind="action",
        text=f"{BY_POST} - {held.contact_first_name or 'Client'} #{running.order_number}",
        lines=(f"{exchange.replacement(running)} gardé jusqu'au {last}",),
        status_line="À vérifier si le colis est arrivé",
        conversation_id=due.conversation_id,
        at=now,
    )
    return True


def ran_out(desk: Desk, connection: Connection, due: CommitmentRow, now: datetime) -> None:
    """The hold has ended, and the exchange with it: members are told, the customer will be."""
    assert due.hold_id is not None
    over = exchanges.of_hold(connection, due.hold_id)
    if over is None or due.conversation_id is None:
        return
    commitments.add(
        connection,
        kind=OVER,
        due_at=after_quiet_hours(desk.business.policy, desk.business.hours, now),
        reason=f"Prévenir de la fin de l'échange {over.number}",
        at=now,
        conversation_id=due.conversation_id,
        contact_id=over.contact_id,
        params={"exchange_id": over.id},
    )


def tell_over(
    desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime
) -> None:
    assert due.conversation_id is not None
    over = orders.exchange(connection, due.params["exchange_id"])
    conversation = conversations.lock(connection, due.conversation_id)
    assert over is not None and conversation is not None
    commitments.end(connection, due.id, status="done", because="Client prévenu", at=now)
    flags = ("by_post",) if over.way == "post" else ()
    phrase = Phrase("exchange_expired", exchange.facts_of(over, now), flags)
    addressee.write(desk, connection, conversation, (phrase,), now, purpose=OVER)
