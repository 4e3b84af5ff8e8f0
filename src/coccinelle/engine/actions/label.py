"""A return label: our own slip is made with its turn, a carrier is asked after the commit."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coccinelle.core.business import Business
from coccinelle.core.carrier import Label, LabelWanted, Place
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.postal import split_address
from coccinelle.core.proposal import PlannedAction
from coccinelle.engine.actions import documents, errand
from coccinelle.engine.actions.errand import Errand
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.desk import Desk
from coccinelle.store import actions, contacts
from coccinelle.store.actions import ActionRow
from coccinelle.store.database import Connection

KIND = "label.make"


def order(
    desk: Desk,
    connection: Connection,
    wish: Wish,
    now: datetime,
    *,
    reference: str,
    order_number: str,
    document_id: int,
    url: str,
    contents: str,
    contact_id: int,
) -> None:
    """For a performer that has promised the document: one label per reference, however often.

    reference: ours, at most 17 characters ("E-2847-1"). url: the link told to the customer.
    contact_id: who bought, and sends back from where they live.
    """
    name, address = contacts.home(connection, contact_id) or ("", "")
    params = {
        "reference": reference,
        "order_number": order_number,
        "document_id": document_id,
        "url": url,
        "contents": contents,
        "sender_name": name,
        "address": address,
    }
    summary = f"Étiquette de retour {reference}"
    _order(desk, connection, wish, PlannedAction(KIND, f"label:{reference}", params, summary), now)


def _order(
    desk: Desk, connection: Connection, wish: Wish, action: PlannedAction, now: datetime
) -> None:
    about: dict[str, Any] = {
        "turn_id": wish.turn_id,
        "conversation_id": wish.conversation_id,
        "contact_id": wish.contact.id,
        "at": now,
    }
    if desk.labels.is_outside:
        errand.plan(connection, ERRAND, action, **about)
        return
    action_id = actions.add(connection, action, **about)
    if action_id is not None:
        made = make(desk, connection, replace(wish, action=action, action_id=action_id), now)
        actions.done(connection, action_id, made)


def make(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """Our own slip, in the turn's transaction."""
    return _keep(connection, wish.action.params, _call(desk, wish.action.params))


def _is_outside(desk: Desk) -> bool:
    return desk.labels.is_outside


def _is_wanted(connection: Connection, params: dict[str, Any]) -> bool:
    return documents.is_open(connection, params["document_id"])


def _call(desk: Desk, params: dict[str, Any]) -> Label:
    return desk.labels.make(
        LabelWanted(
            reference=params["reference"],
            order_number=params["order_number"],
            sender_name=params["sender_name"],
            sender=_place(params["sender_name"], params["address"]) if params["address"] else None,
            recipient=_shop(desk.business),
            contents=params["contents"],
        )
    )


def _keep(connection: Connection, params: dict[str, Any], label: Label) -> dict[str, Any]:
    documents.fill(connection, params["document_id"], label.pdf)
    return {"parcel_number": label.parcel_number, "carrier": label.carrier}


def _call_off(connection: Connection, params: dict[str, Any], at: datetime) -> None:
    documents.revoke(connection, params["document_id"], at)


def _late(action: ActionRow, now: datetime) -> Phrase:
    source = "étiquette de retour"
    facts = {
        "order": Fact("reference", action.params["order_number"], source, now),
        "link": Fact("url", action.params["url"], source, now),
    }
    return Phrase("label_ready", facts, tells_act=True)


def _shop(business: Business) -> Place:
    shop = _place(business.name, business.address)
    return replace(shop, phone=business.phone, email=business.email)


def _place(name: str, address: str) -> Place:
    return Place(name, *split_address(address))


ERRAND = Errand(
    is_outside=_is_outside,
    is_wanted=_is_wanted,
    call=_call,
    keep=_keep,
    call_off=_call_off,
    late=_late,
    commitment="label",
    what="L'étiquette de retour",
)
