"""An item is back: the first who waits for it is told, and it is offered to them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coccinelle.core.commitments import after_quiet_hours, hold_until
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.memory import OpenQuestion
from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.case import MEMORY
from coccinelle.engine.delivery import addressee
from coccinelle.engine.desk import Desk
from coccinelle.store import commitments, conversations, stock
from coccinelle.store import waiting as line
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection
from coccinelle.store.waiting import Place

KIND = "tell_waiting"


def join(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: sku, what (the item in a member's words)."""
    params = wish.action.params
    line.join(
        connection,
        sku=params["sku"],
        contact_id=wish.contact.id,
        conversation_id=wish.conversation_id,
        at=now,
    )
    text = f"{wish.who} attend {params['what']}"
    tell_act(connection, wish, now, text, "Prévenu dès le retour en stock")
    return {"sku": params["sku"]}


def call_next(desk: Desk, connection: Connection, sku: str, now: datetime) -> None:
    """Promises the first in line to be told, outside quiet hours. Call when stock is released."""
    place = line.first_of(connection, sku)
    if place is None:
        return
    line.move(connection, place.id, "called", now)
    commitments.add(
        connection,
        kind=KIND,
        due_at=after_quiet_hours(desk.business.policy, desk.business.hours, now),
        reason=f"Prévenir du retour : {place.product} {place.size}".rstrip(),
        at=now,
        conversation_id=place.conversation_id,
        contact_id=place.contact_id,
        params={"place_id": place.id},
    )
    desk.ring(connection, place.conversation_id)


def tell(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Gone again meanwhile, they keep their place and nothing is said."""
    place = line.load(connection, due.params["place_id"])
    assert place is not None
    left = {x.sku: x.available for x in stock.levels(connection, place.product_ref, now)}
    if not left.get(place.sku):
        line.move(connection, place.id, "waiting", now)
        commitments.end(connection, due.id, status="cancelled", because="Reparti", at=now)
        return
    line.move(connection, place.id, "told", now)
    commitments.end(connection, due.id, status="done", because="Client prévenu", at=now)
    _write(desk, connection, place, now)


def _write(desk: Desk, connection: Connection, place: Place, now: datetime) -> None:
    """The offer is an open question: a plain "oui" puts the item aside."""
    conversation = conversations.lock(connection, place.conversation_id)
    assert conversation is not None
    said = _phrases(desk, place, now)
    addressee.write(desk, connection, conversation, said, now, purpose="back_in_stock")
    memory = replace(
        MEMORY.validate_python(conversation.memory),
        question=OpenQuestion("offer_hold", "hold_item", (place.sku,), now),
        product_ref=place.product_ref,
        size=place.size or None,
        color=place.color or None,
        is_holding=False,
        updated_at=now,
    )
    conversations.remember(connection, conversation.id, MEMORY.dump_python(memory, mode="json"))


def _phrases(desk: Desk, place: Place, now: datetime) -> tuple[Phrase, ...]:
    until = hold_until(desk.business.policy, desk.business.hours, now=now, pickup_at=None)
    facts = {"product": Fact("product", place.product, "catalogue", now)}
    sized = {"size": Fact("size", place.size, "stock", now)} if place.size else {}
    offer = {**facts, "until": Fact("moment", until, "règle de la boutique", now)}
    return (Phrase("back_in_stock", {**facts, **sized}), Phrase("offer_hold", offer))
