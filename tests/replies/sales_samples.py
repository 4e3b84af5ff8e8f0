"""Facts for the phrases of orders, parcels and the shop's own pages."""

from datetime import date

from coccinelle.core.facts import Fact, FactKind, Phrase
from tests.core.worlds import at

NOW = at("2025-01-16T10:15")


def fact(kind: FactKind, value: object, source: str = "commande") -> Fact:
    return Fact(kind, value, source, NOW)


SIZE = fact("size", "38")
TROUSERS = fact("product", "Pantalon noir")
MEMBER = fact("name", "Sarah", "équipe")
LINK = fact("url", "https://boutique.example/suivi/6A13000290106", "suivi du transporteur")
ORDER = fact("reference", "2901")
OUTFIT = fact("product", "Ensemble tailleur lavande")
CARRIER = fact("name", "Colissimo")
SENT = fact("date", date(2025, 1, 14))
DAY = fact("date", date(2025, 1, 17), "suivi du transporteur")
HOUR = fact("moment", at("2025-01-17T12:00"), "suivi du transporteur")
DONE = fact("moment", at("2025-01-13T11:26"), "suivi du transporteur")
LABEL = fact("text", "Votre colis est arrivé sur la plateforme", "suivi du transporteur")
TOTAL = fact("price", 5500)
REFUND = fact("text", "remboursement", "à faire par l'équipe")
PLACE = fact("place", "12 rue des Lilas 75011 Paris", "message du client")
SCARF = fact("product", "Écharpe en laine")
DAYS = fact("number", 14, "règle de la boutique")
PAGE = fact("text", "La livraison coûte 5,90 €. Le retrait en boutique est gratuit.", "page")

PARCEL = {"order": ORDER, "product": OUTFIT, "size": SIZE, "carrier": CARRIER, "shipped_on": SENT}


def _parcels(name: str) -> list[Phrase]:
    return [
        Phrase(name, PARCEL | {"expected": HOUR, "at": DONE}, ("hour",)),
        Phrase(name, PARCEL | {"expected": DAY, "at": DONE}, ("short",)),
        Phrase(name, PARCEL | {"expected": DAY}, ("near",)),
        Phrase(name, {"order": ORDER}),
        Phrase(name, PARCEL),
    ]


def _orders(name: str) -> list[Phrase]:
    return [
        Phrase(name, {"order": ORDER, "product": TROUSERS, "size": SIZE, "at": DONE}),
        Phrase(name, {"order": ORDER}),
    ]


TWO = {
    "orders": fact("reference", ("2901", "2847")),
    "products": fact("product", ("Ensemble tailleur lavande", "Pantalon noir")),
}
TWO_DAYS = {"days": fact("date", (date(2025, 1, 13), date(2024, 12, 7)))}

SALES_SAMPLES: list[Phrase] = [
    Phrase("which_order", TWO),
    Phrase("which_order", TWO | TWO_DAYS),
    Phrase("order_not_yours", {"order": ORDER}),
    *[
        phrase
        for name in (
            "order_recorded", "order_in_preparation", "order_is_cancelled", "order_is_returned",
            "order_bought_here",
        )
        for phrase in _orders(name)
    ],
    *[
        phrase
        for name in (
            "order_has_left", "parcel_announced", "parcel_on_its_way", "parcel_comes_today",
            "parcel_missed", "parcel_to_fetch", "parcel_delivered", "parcel_comes_back",
            "parcel_in_trouble", "parcel_late", "parcel_disputed",
        )
        for phrase in _parcels(name)
    ],
    Phrase("parcel_last_event", {"at": DONE, "event": LABEL}),
    Phrase("parcel_link", {"url": LINK}),
    Phrase("parcel_news_of", {"read_at": fact("moment", NOW, "suivi du transporteur")}),
    Phrase(
        "late_rights",
        {"days": fact("number", 14, "loi"), "right": fact("text", "remboursement", "loi")},
    ),
    Phrase("member_asks_carrier", {"member": MEMBER}),
    Phrase("member_asks_carrier", {}),
    Phrase("carrier_silent", {}),
    *[
        Phrase(name, {"order": ORDER, "total": TOTAL} | what)
        for name in ("cancel_recap", "order_cancelled")
        for what in (
            {"product": TROUSERS, "size": SIZE, "refund": REFUND, "member": MEMBER},
            {"products": TWO["products"], "refund": REFUND},
        )
    ],
    *[
        Phrase(name, {"order": ORDER} | facts, flags)
        for name in ("modify_recap", "order_modified")
        for facts, flags in (
            ({"place": PLACE}, ("address",)),
            ({"product": TROUSERS, "quantity": fact("count", 1)}, ("quantity",)),
            ({"product": TROUSERS, "size": SIZE, "size_from": fact("size", "40")}, ("variant",)),
            ({"product": SCARF, "color": fact("color", "camel")}, ("variant",)),
        )
    ],
    Phrase("confirm_yes", {}),
    Phrase("order_already_so", {"order": ORDER, "product": TROUSERS, "size": SIZE}),
    *[
        Phrase(name, {"order": ORDER, "days": DAYS, "exchange_days": DAYS}, flags)
        for name in ("order_already_left", "order_already_here")
        for flags in ((), ("address",), ("cancel",), ("here",))
    ],
    Phrase("which_address", {"order": ORDER}),
    Phrase("which_change", {"order": ORDER}),
    Phrase("which_of_order", {"order": ORDER, "products": TWO["products"]}),
    Phrase("page_says", {"answer": PAGE}),
    Phrase("no_offer", {}),
    Phrase("no_discount", {}),
    Phrase("no_discount", {"loyalty": fact("text", "un bon tous les dix achats.", "page")}),
    Phrase("invoice_copy", {"order": ORDER, "link": LINK}),
]  # fmt: skip

# Said with the row that keeps it: the member's case, the order's own state, the watch of a parcel.
SALES_PROMISES: dict[str, set[str]] = {
    "order_is_cancelled": {"cancel"},
    "late_rights": {"refund"},
    "member_asks_carrier": {"answer"},
    "carrier_silent": {"answer", "watch"},
    "order_cancelled": {"cancel", "refund"},
}
