"""Alice's shop as a folder already read, and a look at what the database kept of it."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from coccinelle.store.database import Database
from coccinelle.store.importing.folder import (
    BusinessEntry,
    BusinessFolder,
    CustomerEntry,
    KnowledgeEntry,
    OrderEntry,
    OrderLineEntry,
    PostEntry,
    ProductEntry,
    TrackingEntry,
    VariantEntry,
)

NOW = datetime(2025, 1, 16, 9, 0, tzinfo=UTC)
DRESS = ProductEntry("R-1", "Robe bleue", "robes", ("été", "soirée"), ("robe azur",))
DRESS_38 = VariantEntry("R-1-38", "R-1", "bleu", "38", 4990, 2)
DRESS_40 = VariantEntry("R-1-40", "R-1", "bleu", "40", 4990, 1)
BOB = CustomerEntry("C1", "Bob", "", "+33639980011", "bob@example.org", "sms", False, "Fidèle")
ORDER = OrderEntry("2847", "C1", "shipped", NOW, NOW, None, "Colissimo", "T1")
LINES = (OrderLineEntry("2847", 1, "R-1-38", 1, 4990), OrderLineEntry("2847", 2, "R-1-40", 1, 4990))


def shop(**changes: Any) -> BusinessFolder:
    """Alice's shop; each call is another one unless the business is given."""
    business = BusinessEntry(
        slug=f"chez-alice-{uuid.uuid4().hex[:8]}",
        name="Chez Alice",
        sector="boutique",
        timezone="Europe/Paris",
        language="fr",
        address="",
        phone="",
        email="",
        parking="",
        owner_name="Alice",
        owner_phone="",
        owner_email="",
        hours={"tuesday": ["10:00-19:00"]},
        closures=(NOW.date(),),
        legal={},
        policy={"vip_orders": 5},
    )
    full = BusinessFolder(
        business=business,
        products=(DRESS,),
        variants=(DRESS_38, DRESS_40),
        customers=(BOB,),
        orders=(ORDER,),
        order_lines=LINES,
        tracking=(TrackingEntry("T1", NOW, "in_transit", "En route", None),),
        posts=(PostEntry("instagram", "P1", NOW, "La voici", "R-1", ""),),
        knowledge=(KnowledgeEntry("livraison", "Combien ?", "5 €."),),
    )
    return replace(full, **changes)


def rows(database: Database, business_id: int, query: str) -> list[tuple[Any, ...]]:
    with database.transaction(business_id) as connection:
        return connection.execute(query.encode()).fetchall()
