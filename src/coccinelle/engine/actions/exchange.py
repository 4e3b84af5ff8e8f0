"""An exchange and all that hangs on it: the replacement's hold, the label, the feed."""

from datetime import datetime
from typing import Any

from coccinelle.core.exchange import number_of
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.orders import Exchange, Order, OrderLine
from coccinelle.core.shop import Hold
from coccinelle.engine.actions import documents, hold, label
from coccinelle.engine.actions.feed import tell_act
from coccinelle.engine.actions.wish import FactsChanged, Wish
from coccinelle.engine.desk import Desk
from coccinelle.store import exchanges, holds, orders
from coccinelle.store.database import Connection

PURPOSE = "exchange"
LONGEST_REFERENCE = 17  # on a label


def open_one(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: order_id, position, sku, quantity, until; token and url of the label's link, if one
    was told."""
    params = wish.action.params
    order, line = _line(connection, params["order_id"], params["position"], now)
    held = hold.put_aside(
        desk,
        connection,
        wish,
        now,
        sku=params["sku"],
        quantity=params["quantity"],
        until=datetime.fromisoformat(params["until"]),
        pickup_at=None,
        purpose=PURPOSE,
        contact_id=order.contact_id,
    )
    exchange_id = exchanges.add(
        connection,
        number=number_of(
            order.number, line.position, exchanges.earlier(connection, order.id, line.position)
        ),
        order_id=order.id,
        position=line.position,
        sku=params["sku"],
        contact_id=order.contact_id,
        conversation_id=wish.conversation_id,
        hold_id=held.id,
        at=now,
    )
    if exchange_id is None:
        raise FactsChanged("Cet article fait déjà l'objet d'un échange.")
    opened = _open(connection, exchange_id)
    _label(desk, connection, wish, opened, now)
    by = "Validé par vous" if wish.is_validated else "Tout géré automatiquement"
    _tell(connection, wish, opened, what="Échange en cours", by=by, now=now, held=held)
    return {"exchange_id": exchange_id, "hold_id": held.id}


def _label(desk: Desk, connection: Connection, wish: Wish, opened: Exchange, now: datetime) -> None:
    """One per exchange, whatever it later becomes: the article that comes back stays the same."""
    params = wish.action.params
    if not params.get("token"):
        return
    document_id = documents.promise(
        connection,
        kind="return_label",
        name=f"etiquette-{opened.number}.pdf",
        contact_id=opened.contact_id,
        conversation_id=wish.conversation_id,
        at=now,
        token=params["token"],
    )
    exchanges.with_label(connection, opened.id, document_id)
    short = len(opened.number) <= LONGEST_REFERENCE
    label.order(
        desk,
        connection,
        wish,
        now,
        reference=opened.number if short else f"E-{opened.id}",
        order_number=opened.order_number,
        document_id=document_id,
        url=params["url"],
        contact_id=opened.contact_id,
        contents=f"{opened.product} {opened.size_from} à échanger ({_change(opened)})",
    )


def choose(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """How the article comes back. params: exchange_id, way, pickup_at (ISO 8601 or None)."""
    params = wish.action.params
    chosen = _open(connection, params["exchange_id"])
    exchanges.choose(connection, chosen.id, params["way"])
    held = _held(connection, chosen)
    pickup_at = datetime.fromisoformat(params["pickup_at"]) if params["pickup_at"] else None
    if pickup_at != held.pickup_at:
        held = hold.prolong(
            desk,
            connection,
            held,
            held.until,
            because="Retrait changé",
            now=now,
            pickup_at=pickup_at,
        )
    how = "Retour par courrier" if params["way"] == "post" else "Échange en boutique"
    _tell(connection, wish, chosen, what=how, by="Choix noté", now=now, held=held)
    return {"exchange_id": chosen.id, "way": params["way"]}


def change(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """Another size or colour: it is held before the first is let go. params: exchange_id, sku,
    quantity."""
    params = wish.action.params
    changed = _open(connection, params["exchange_id"])
    old = _held(connection, changed)
    held = hold.put_aside(
        desk,
        connection,
        wish,
        now,
        sku=params["sku"],
        quantity=params["quantity"],
        until=old.until,
        pickup_at=old.pickup_at,
        purpose=PURPOSE,
        contact_id=changed.contact_id,
    )
    exchanges.retarget(connection, changed.id, sku=params["sku"], hold_id=held.id)
    hold.end(
        desk, connection, old.id, status="cancelled", because="Remplacée par le client", now=now
    )
    _tell(
        connection,
        wish,
        _open(connection, changed.id),
        what="Échange modifié",
        by="Choix noté",
        now=now,
        held=held,
    )
    return {"exchange_id": changed.id, "hold_id": held.id}


def cancel(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: exchange_id."""
    called_off = _open(connection, wish.action.params["exchange_id"])
    end(desk, connection, called_off, "Annulé par le client", now)
    _tell(connection, wish, called_off, what="Échange annulé", by="Aucune action requise", now=now)
    return {"exchange_id": called_off.id}


def end(desk: Desk, connection: Connection, running: Exchange, because: str, now: datetime) -> None:
    """Called off: what was kept can be sold again, the label opens nothing any more."""
    if running.hold_id is None or not hold.end(
        desk, connection, running.hold_id, status="cancelled", because=because, now=now
    ):
        raise FactsChanged("Cet échange n'est plus en cours.")


def undone_phrase(undone: Exchange, now: datetime) -> Phrase:
    return Phrase("exchange_undone", facts_of(undone, now))


def facts_of(running: Exchange, now: datetime) -> dict[str, Fact]:
    source = "échange"
    facts = {
        "product": Fact("product", running.product, source, now),
        "order": Fact("reference", running.order_number, source, now),
    }
    if running.size_to:
        facts["size"] = Fact("size", running.size_to, source, now)
    return facts


def replacement(running: Exchange) -> str:
    """ "PN-118 T38": what is put aside for it."""
    size = f" T{running.size_to}" if running.size_to[:1].isdigit() else f" {running.size_to}"
    color = f" {running.color_to}" if running.color_to != running.color_from else ""
    return f"{running.product_ref}{size}{color}".strip()


def _line(
    connection: Connection, order_id: int, position: int, now: datetime
) -> tuple[Order, OrderLine]:
    order = orders.lock(connection, order_id, now)
    line = next((x for x in order.lines if x.position == position), None) if order else None
    if order is None or line is None or order.status in ("cancelled", "returned"):
        raise FactsChanged("Cette commande ne peut plus être échangée.")
    if line.exchange:
        raise FactsChanged(f"Cet article fait déjà l'objet de l'échange {line.exchange}.")
    return order, line


def _open(connection: Connection, exchange_id: int) -> Exchange:
    running = exchanges.lock(connection, exchange_id)
    if running is None or running.status != "open":
        raise FactsChanged("Cet échange n'est plus en cours.")
    return running


def _held(connection: Connection, running: Exchange) -> Hold:
    held = holds.lock(connection, running.hold_id) if running.hold_id else None
    if held is None or held.status != "active":
        raise FactsChanged("L'article de remplacement n'est plus réservé.")
    return held


def _tell(
    connection: Connection, wish: Wish, running: Exchange, *, what: str, by: str, now: datetime,
    held: Hold | None = None,
) -> None:  # fmt: skip
    text = f"{what} - {wish.who} #{running.order_number} - {by}"
    change = f"Échange {running.number} : {running.product}, {_change(running)}"
    kept = f"{replacement(running)} réservé" if held else "L'article est de nouveau en vente"
    tell_act(connection, wish, now, text, change, kept)


def _change(running: Exchange) -> str:
    if running.size_from != running.size_to:
        return f"{running.size_from} → {running.size_to}"
    return f"{running.color_from} → {running.color_to}"
