"""Messages to try at once, by who writes: about an article of the shop, an order, or the sector."""

from functools import cache

from coccinelle.engine.desk import Desk
from coccinelle.packs.examples import read_examples, source
from coccinelle.trial.people import LATE, LOYAL

MOST = 3
SHORTEST, LONGEST = 20, 90  # letters of one that is read at a glance

FIRST = (
    "hours_location", "price_quote", "booking_create", "repair_status", "property_enquiry",
    "product_service_info", "delivery_info", "order_status", "return_refund", "complaint",
)  # fmt: skip
_OF_ORDERS = {
    LOYAL.key: (
        "Bonjour, où en est ma commande 9002 ?",
        "Bonjour, l'article de ma commande 9001 est trop grand, puis-je l'échanger ?",
        "Bonjour, je voudrais me faire rembourser la commande 9001.",
    ),
    LATE.key: (
        "Ma commande 9003 devait arriver avant-hier, où est-elle ?",
        "Toujours rien, je veux parler à quelqu'un.",
        "Si elle n'arrive pas, je voudrais être remboursé.",
    ),
}
_OF_A_SHOP = (
    "Bonjour, c'est combien la livraison à domicile ?",
    "Bonjour, à quelle heure fermez-vous samedi ?",
)
# Beside the question about an article: one to be answered, one for the owner to approve.
_OF_A_BOUTIQUE = (
    _OF_A_SHOP[0],
    "Bonjour, je cherche une tenue pour un mariage, vous me conseillez quoi ?",
)


def quick(shop: Desk, who: str) -> list[str]:
    """who: the key of a person of every copy; anybody else is asked nothing of their orders."""
    if not (products := shop.shop.catalogue().products):
        return list(_of_sector(shop.business.sector))
    if who in _OF_ORDERS:
        return list(_OF_ORDERS[who])
    asked = (_about(shop, one.ref, one.name) for one in products[:MOST])
    others = _OF_A_BOUTIQUE if shop.business.sector == "boutique" else _OF_A_SHOP
    return [next((text for text in asked if text), "Bonjour !"), *others]


def _about(shop: Desk, ref: str, name: str) -> str:
    """In a size that can be had; "" when there is none."""
    levels = shop.shop.stock(ref)
    sizes = [level.size for level in levels if level.size and level.on_hand > level.reserved]
    return f"Bonjour, est-ce que vous avez encore « {name} » en {sizes[0]} ?" if sizes else ""


@cache
def _of_sector(sector: str) -> tuple[str, ...]:
    """Well written, of different kinds, without a number or a name that the shop does not know."""
    found: dict[str, str] = {}
    for one in read_examples(source("intents", sector), sector):
        is_plain = not (one.values or one.flags) and one.language == "fr" and len(one.labels) == 1
        is_neat = one.text[:1].isupper() and one.text[-1:] in ".?!"
        if is_plain and is_neat and SHORTEST < len(one.text) < LONGEST:
            found.setdefault(one.labels[0].intent, one.text)
    return tuple(found[intent] for intent in FIRST if intent in found)[:MOST]
