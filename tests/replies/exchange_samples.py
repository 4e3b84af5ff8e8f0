"""Facts for the phrases of exchanges, returns and problems with an article."""

from datetime import date

from coccinelle.core.facts import Phrase
from tests.core.worlds import HOURS, at
from tests.replies.sales_samples import ORDER, SIZE, TROUSERS, fact

LINK = fact("url", "http://127.0.0.1:8000/documents/1.CxiaaL1lAqgkql7FQ9CwvA", "étiquette")
UNTIL = fact("moment", at("2025-01-23T19:00"), "mise de côté")
KEPT = {"product": TROUSERS, "size": SIZE, "size_from": fact("size", "40"), "until": UNTIL}
OTHER_COLOR = {**KEPT, "color": fact("color", "beige"), "size": fact("size", "M")}
PLACE = {
    "place": fact("place", "24 Rue de Rivoli, Paris", "fiche de la boutique"),
    "week": fact("hours", HOURS.week, "horaires"),
}
FREE = fact("price", 0, "règle de la boutique")
MONEY = {"fee": fact("price", 490, "règle de la boutique"), "free": FREE}
NO_FEE = {"fee": FREE, "free": FREE}
ONE, TWO = {"rank": fact("number", 1)}, {"rank": fact("number", 2)}
NUMBER = {"exchange": fact("reference", "E-2847-1", "échange")}
OF_ORDER = {"product": TROUSERS, "order": ORDER}
NEW = (
    {"size_from": fact("size", "40"), "size": SIZE},
    {"color_from": fact("color", "noir"), "color": fact("color", "beige")},
)
COMING = {"pickup_at": fact("moment", at("2025-01-18T15:00"))}
OUTSIDE = {
    **OF_ORDER,
    "days": fact("number", 30),
    "received": fact("date", date(2024, 12, 13)),
    "paid": fact("price", 8900),
    "price": fact("price", 9500),
    "gap": fact("price", 600),
    "target": fact("product", "Petite robe noire"),
}
LEGAL = {
    "order": ORDER,
    "said_at": fact("moment", at("2025-01-16T14:30")),
    "send_back_by": fact("date", date(2025, 1, 30)),
    "refund_by": fact("date", date(2025, 1, 30)),
    "last_day": fact("date", date(2025, 1, 27)),
    "exchange_by": fact("date", date(2025, 2, 12)),
    "legal_days": fact("number", 14),
    "days": fact("number", 30),
    "shop_days": fact("number", 30),
    "amount": fact("price", 8900),
    "words": fact("text", "remboursement, échange, avoir"),
}
WITH_PLACE = {**LEGAL, "place": PLACE["place"]}
CASE = {
    "order": ORDER,
    "years": fact("number", 2),
    "days": fact("number", 30),
    "free": FREE,
    "law": fact("text", "garantie légale de conformité, legal guarantee of conformity"),
}

EXCHANGE_PROMISES = {
    name: {"hold", "send"}
    for name in ("exchange_shop", "exchange_post", "exchange_by_post", "exchange_recalled",
                 "exchange_all_by_post", "exchange_label_of",
                 "exchange_kept", "exchange_one", "exchange_in_shop", "exchange_changed",
                 "exchange_label")
} | {
    "exchange_cancelled": {"cancel"},
    "parcel_back": {"answer"},
    "parcel_not_back": {"hold"},
    **{
        name: {"refund"}
        for name in ("withdrawal_refund", "withdrawal_possible", "refund_agreed",
                     "refund_status", "return_terms")
    },
}  # fmt: skip

EXCHANGE_SAMPLES: list[Phrase] = [
    Phrase("exchange_ok", {}),
    Phrase("exchange_options", {"options": fact("count", 2)}),
    *[
        Phrase(name, {**kept, **PLACE, **rank, **money, **link}, flags)
        for kept, numbered in ((KEPT, ("numbered",)), (OTHER_COLOR, ()))
        for flags in (("short", *numbered), (*numbered,))
        for name, rank, money, link in (
            ("exchange_shop", ONE, MONEY, {}),
            ("exchange_post", TWO, MONEY, {"link": LINK}),
            ("exchange_post", TWO, NO_FEE, {}),
            ("exchange_by_post", TWO, MONEY, {"link": LINK}),
            ("exchange_by_post", TWO, NO_FEE, {}),
            ("exchange_kept", ONE, MONEY, {}),
            ("exchange_one", ONE, MONEY, {"link": LINK}),
            ("exchange_one", ONE, MONEY, {}),
            ("exchange_in_shop", ONE, MONEY, {}),
            ("exchange_in_shop", ONE, MONEY, COMING),
            ("exchange_changed", NUMBER, MONEY, {}),
            ("exchange_cancelled", NUMBER, MONEY, {}),
            ("exchange_recalled", NUMBER, MONEY, {}),
        )
    ],
    Phrase("exchange_in_shop", {**KEPT, **PLACE}, ("too_late",)),
    Phrase("exchange_in_shop", {**KEPT, **PLACE}, ("remark",)),
    *[
        Phrase(name, {**PLACE, **rank, **MONEY}, ("several", *flags))
        for name, rank in (("exchange_shop", ONE), ("exchange_post", TWO))
        for flags in ((), ("short",))
    ],
    Phrase("exchange_recalled", {**KEPT, **NUMBER}, ("by_shop",)),
    Phrase("exchange_recalled", {**KEPT, **NUMBER}, ("by_post",)),
    Phrase("reminder", {**KEPT, **PLACE}, ("exchange",)),
    Phrase("reminder", {**KEPT, **PLACE, **COMING}, ("exchange",)),
    Phrase("exchange_which", {}),
    Phrase("exchange_which_way", MONEY),
    Phrase("exchange_all_by_post", MONEY),
    Phrase("exchange_label_of", {**KEPT, "link": LINK}),
    Phrase("exchange_label_of", KEPT),
    Phrase("exchange_one_at_a_time", {}),
    Phrase("exchange_nothing_to_cancel", {}),
    Phrase("exchange_once", {**OF_ORDER, **NUMBER}),
    Phrase("exchange_not_yet", OF_ORDER),
    Phrase("exchange_size", {"product": TROUSERS, "sizes": fact("size", ("36", "42"))}),
    Phrase("exchange_size", {"product": TROUSERS, "sizes": fact("size", ("36", "42"))}, ("same",)),
    Phrase("exchange_color", {"product": TROUSERS, "colors": fact("color", ("noir", "bleu"))}),
    Phrase(
        "exchange_color",
        {"product": TROUSERS, "colors": fact("color", ("noir", "bleu"))},
        ("same",),
    ),
    *[
        Phrase(name, OUTSIDE, (why,))
        for name in ("exchange_outside", "exchange_exception")
        for why in ("too_late", "other_price", "other_model", "final_sale")
    ],
    Phrase("exchange_terms", {**MONEY, "days": fact("number", 30)}),
    Phrase("exchange_expired", {**OF_ORDER, "size": SIZE}),
    Phrase("exchange_expired", {**OF_ORDER, "size": SIZE}, ("by_post",)),
    Phrase("exchange_undone", {**OF_ORDER, "size": SIZE}),
    *[
        Phrase("parcel_back", {**OF_ORDER, **NUMBER, **new}, f)
        for new in NEW
        for f in ((), ("late",))
    ],
    *[Phrase("parcel_not_back", {**KEPT, **NUMBER, **new}) for new in NEW],
    *[Phrase(name, OF_ORDER, ("withdrawal",)) for name in ("parcel_back", "parcel_not_back")],
    Phrase("parcel_not_back", {**OF_ORDER, **NUMBER}, ("late",)),
    Phrase("exchange_label", NUMBER),
    Phrase("exchange_label", {**NUMBER, "link": LINK}),
    Phrase("which_bought", {"products": fact("product", ("Marinière", "Jean blanc"))}),
    *[
        Phrase(name, facts, flags)
        for facts in (LEGAL, WITH_PLACE)
        for name, flags in (
            ("withdrawal_received", ()),
            ("withdrawal_recorded", ()),
            ("withdrawal_recorded", ("not_received",)),
            ("withdrawal_refund", ()),
            ("withdrawal_possible", ()),
            ("withdrawal_over", ()),
            ("withdrawal_over", ("exchange",)),
            ("return_in_shop", ()),
            ("return_in_shop", ("too_late",)),
            ("return_for_credit", ()),
            ("refund_agreed", ()),
            ("return_how", ()),
            ("refund_status", ()),
            ("return_terms", ()),
            ("return_terms", ("longer", "online")),
        )
    ],
    Phrase("problem_sorry", {}),
    Phrase("problem_case", CASE),
    Phrase("problem_case", CASE, ("late",)),
    Phrase("problem_photo", {}),
    Phrase("problem_noted", {}),
    Phrase("problem_solved", CASE),
    Phrase("problem_solved", {**CASE, "product": TROUSERS}, ("late",)),
]
