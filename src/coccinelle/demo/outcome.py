"""The proof that everything went as the mission says."""

from datetime import datetime

from coccinelle.demo.scenario import SARAHS_WORDS
from coccinelle.demo.shop import MORNING, DemoShop
from coccinelle.main import Installation
from coccinelle.store import cases, commitments, holds, orders, stock
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection


def faults(place: Installation, shop: DemoShop) -> list[str]:
    """What is not as the mission says; empty when all of it is."""
    with place.database.transaction(shop.business_id) as connection:
        expected = _julie(connection) | _emma(connection) | _lea(connection) | _marine(connection)
    return [what for what, is_so in expected.items() if not is_so]


def _julie(connection: Connection) -> dict[str, bool]:
    held = [h for h in holds.all_of(connection) if h.product_ref == "RF-2847"]
    level = next(x for x in stock.levels(connection, "RF-2847", MORNING) if x.size == "38")
    reminders = _promises(connection, "reminder", _at(16, 16))
    return {
        "one hold until 17/01 18:00": [h.until for h in held] == [_at(17, 18)],
        "one left, one reserved": (level.available, level.reserved) == (1, 1),
        "a reminder at 16:00, sent": [r.status for r in reminders] == ["done"],
        "Sarah's feed": "Réservation créée pour Julie - Robe RF-2847 T38" in _feed(connection),
    }


def _emma(connection: Connection) -> dict[str, bool]:
    opened = [(e.order_number, e.size_to, e.status) for e in orders.all_exchanges(connection)]
    held = [(h.sku, h.purpose, h.until) for h in holds.all_of(connection) if h.size == "38"]
    feed = "Échange en cours - Emma #2847 - Tout géré automatiquement"
    label = connection.execute("select count(*) from document where content is not null").fetchone()
    return {
        "one exchange of #2847 for a 38": opened == [("2847", "38", "open")],
        "the 38 reserved for seven days": ("PN-118-38", "exchange", _at(23, 19)) in held,
        "a return label that opens": label == (1,),
        "Sarah's feed of the exchange": feed in _feed(connection),
    }


def _lea(connection: Connection) -> dict[str, bool]:
    backup = [h.status for h in holds.all_of(connection) if h.purpose == "backup"]
    watch = [p.status for p in commitments.all_of(connection) if p.kind == "watch"]
    alert = _promises(connection, "alert", _at(17, 12))
    case = [(c.urgency, c.order_number) for c in cases.escalations(connection)]
    return {
        "an urgent case for Sarah": case == [("high", "2901")],
        "the backup is free again once the parcel is there": backup == ["cancelled"],
        "the watch has ended": watch == ["done"],
        "the alert of noon has died": [p.status for p in alert] == ["cancelled"],
    }


def _marine(connection: Connection) -> dict[str, bool]:
    card = next(n for n in cases.notifications(connection) if n.kind == "draft")
    sent = [(d.order_number, d.status) for d in cases.drafts(connection)]
    last = connection.execute(
        "select author, text from message order by id desc limit 1"
    ).fetchone()
    return {
        "the card of advice": card.text == "NOUVEAU MESSAGE - Conseil requis",
        "the two jackets in stock, in their order": card.lines[-2:]
        == [
            "├─ Blazer beige (Réf. BL-445) - En stock T38",
            "└─ Perfecto noir (Réf. PF-229) - En stock T38",
        ],
        "Sarah's own version was sent": sent == [("2858", "edited")]
        and last
        == (
            "member",
            SARAHS_WORDS,
        ),
    }


def _promises(connection: Connection, kind: str, due_at: datetime) -> list[CommitmentRow]:
    return [p for p in commitments.all_of(connection) if (p.kind, p.due_at) == (kind, due_at)]


def _feed(connection: Connection) -> list[str]:
    return [note.text for note in cases.notifications(connection)]


def _at(day: int, hour: int) -> datetime:
    return MORNING.replace(day=day, hour=hour, minute=0)
