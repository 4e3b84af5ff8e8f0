"""Messages to try at once: some of the sector's own, and one about an article of the shop."""

from functools import cache

from coccinelle.core.catalogue import Product
from coccinelle.engine.desk import Desk
from coccinelle.packs.examples import read_examples, source

MOST = 4
SHORTEST, LONGEST = 20, 90  # letters of one that is read at a glance

FIRST = (
    "hours_location", "order_status", "exchange_request", "product_service_info", "booking_create",
    "return_refund", "price_quote", "repair_status", "property_enquiry", "complaint",
)  # fmt: skip


def quick(shop: Desk) -> list[str]:
    article = next((p for p in shop.shop.catalogue().products if p.sizes), None)
    asked = [_about(article)] if article else []
    return asked + list(_of_sector(shop.business.sector))


def _about(article: Product) -> str:
    size = article.sizes[len(article.sizes) // 2]
    return f"Bonjour, est-ce que vous avez encore « {article.name} » en {size} ?"


@cache
def _of_sector(sector: str) -> tuple[str, ...]:
    """Of different kinds, without a number or a name that the shop does not know."""
    found: dict[str, str] = {}
    for one in read_examples(source("intents", sector), sector):
        is_plain = not (one.values or one.flags) and one.language == "fr"
        if is_plain and SHORTEST < len(one.text) < LONGEST and len(one.labels) == 1:
            found.setdefault(one.labels[0].intent, one.text)
    return tuple(found[intent] for intent in FIRST if intent in found)[:MOST]
