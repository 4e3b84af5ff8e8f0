"""Facts for every phrase of the books, as the skills give them: Thursday 16 January 2025, 10:15."""

from datetime import date, time

from coccinelle.core.facts import Fact, Phrase
from tests.replies.advice_samples import ADVICE
from tests.replies.exchange_samples import EXCHANGE_SAMPLES
from tests.replies.moments import NOW, PARIS, at, fact
from tests.replies.sales_samples import SALES_SAMPLES
from tests.replies.urgent_samples import URGENT

__all__ = ["NOW", "PARIS", "SAMPLES", "at", "fact"]

DAY = ((time(10), time(19)),)
SPLIT_DAY = ((time(10), time(12, 30)), (time(14), time(19)))

DRESS = fact("product", "Robe fleurie bleue", "catalogue")
TROUSERS = fact("product", "Pantalon noir", "catalogue")
TRAINERS = fact("product", "Baskets blanches en cuir", "catalogue")
SCARF = fact("product", "Écharpe 7 perles", "catalogue")
UNKNOWN_NOUN = fact("product", "Modèle 501", "catalogue")
PRODUCTS = (DRESS, TROUSERS, TRAINERS, SCARF, UNKNOWN_NOUN)

SIZE = fact("size", "38")
SIZES = fact("size", ("36", "38", "40,5"))
UNTIL = fact("moment", at(17, 18), "mise de côté")
LATER = fact("moment", at(25, 17, 30), "mise de côté")
THIS_EVENING = fact("moment", at(16, 17), "message du client")
PLACE = fact("place", "24 Rue de Rivoli, 75004 Paris", "fiche de la boutique")
LINK = fact("url", "https://boutique.example/documents/1.AbCdEf", "étiquette de retour")
PARKING = fact("text", "parking Baudoyer, 2 € de l'heure", "fiche de la boutique")
ORDER = fact("reference", "2847", "message du client")
CODE = {"digits": fact("number", 6), "minutes": fact("number", 10)}
TEN = fact("moment", at(15, 10, 15), "conversations")
CAME = {"message": fact("text", "e-mail", "conversations"), "came_at": TEN}
MEMBER = fact("name", "Sarah", "équipe")
OPENING = fact("moment", at(17, 10), "horaires")
HOURS = fact("hours", SPLIT_DAY, "horaires")
FRIDAY = fact("date", date(2025, 1, 17), "horaires")
SUNDAY = fact("date", date(2025, 1, 19), "message du client")
TODAY = fact("date", date(2025, 1, 16), "horaires")
MONDAY_FAR = fact("date", date(2025, 2, 3), "horaires")
WEEK = fact("hours", ((), SPLIT_DAY, *[DAY] * 4, ()), "horaires")
NAMED_WEEK = fact("hours", (("monday", DAY), ("tuesday", DAY), ("sunday", ())), "horaires")


def _of_products(name: str, flags: tuple[str, ...] = (), **facts: Fact) -> list[Phrase]:
    return [Phrase(name, {"product": product, **facts}, flags) for product in PRODUCTS]


def _holds(name: str) -> list[Phrase]:
    return [
        *_of_products(name, size=SIZE, until=UNTIL),
        *_of_products(name, until=LATER),
        Phrase(name, {"product": UNKNOWN_NOUN, "until": THIS_EVENING}, ("plural",)),
    ]


def _several(name: str, *facts: dict[str, Fact], flags: tuple[str, ...] = ()) -> list[Phrase]:
    return [Phrase(name, some, flags) for some in facts]


SAMPLES: list[Phrase] = [
    *URGENT,
    Phrase(
        "which_intent",
        {"first": fact("text", "order_cancel"), "second": fact("text", "order_modify")},
    ),
    Phrase("bilingual_holding", {"member": MEMBER}),
    Phrase("bilingual_holding", {}),
    *_of_products("available", size=SIZE, count=fact("count", 2)),
    *_of_products("available", ("last",), size=SIZE, count=fact("count", 1)),
    *_of_products("available", ("no_size",), count=fact("count", 12)),
    *_of_products("available", ("no_size", "last"), count=fact("count", 1)),
    *_of_products("offer_hold", until=UNTIL),
    *_several("offer_hold", {"until": LATER}, {"until": THIS_EVENING}),
    *_of_products("which_size", sizes=SIZES),
    *_of_products("hold_undone", size=SIZE),
    *_of_products("back_in_stock", size=SIZE),
    *_of_products("on_the_list", size=SIZE),
    Phrase("which_article", {}),
    *_of_products("sizes_of", sizes=SIZES),
    *_of_products("sizes_of", sizes=SIZES, price=fact("price", 9900, "catalogue")),
    *_of_products("colors_of", colors=fact("color", ("bleu", "noir"))),
    *_of_products("not_enough", count=fact("count", 1), size=SIZE),
    *_of_products("which_color", colors=fact("color", ("bleu", "noir"))),
    *_of_products("size_unknown", size=fact("size", "52"), sizes=SIZES),
    *_of_products("color_unknown", other_colors=fact("color", ("bleu", "rose"))),
    *_of_products("out_of_stock"),
    *_of_products("out_of_stock", size=SIZE, other_sizes=fact("size", ("36", "40"))),
    *_of_products("out_of_stock", other_sizes=SIZES, other_colors=fact("color", ("noir", "vert"))),
    *_of_products("out_of_stock", size=SIZE, other_colors=fact("color", ("noir", "vert"))),
    *_several(
        "which_product",
        {
            "products": fact("product", ("Robe 7 perles", "Robe bleue", "Jupe")),
            "prices": fact("price", (8900, 123450, 8990)),
        },
        {"products": fact("product", ("Robe bleue", "Robe longue"))},
    ),
    Phrase("product_unknown", {}),
    *_of_products("price", price=fact("price", 8990)),
    *_of_products("price", price_from=fact("price", 7900), price_to=fact("price", 129900)),
    *_of_products("held_see_you", size=SIZE, pickup_at=THIS_EVENING),
    *_of_products("held_see_you", pickup_at=fact("moment", at(16, 14))),
    *_of_products("held_see_you", ("with_until",), pickup_at=OPENING, until=UNTIL),
    *_of_products("held_see_you", pickup_at=LATER),
    *_holds("held_until"),
    *_several(
        "pickup_after_closing",
        {"closing": fact("moment", at(18, 19), "horaires")},
        {"closing": fact("time", time(19), "horaires"), "opening": OPENING},
        {"closing": HOURS},
    ),
    *_several("pickup_outside_hours", {"day": FRIDAY, "hours": HOURS}),
    *_several(
        "pickup_closed_day",
        {"day": SUNDAY, "next_day": fact("date", date(2025, 1, 20)), "hours": HOURS},
        {"day": SUNDAY, "next_day": MONDAY_FAR, "hours": fact("hours", DAY)},
    ),
    *_holds("hold_exists"),
    *_holds("hold_changed"),
    *_of_products("hold_cancelled"),
    *_of_products("hold_too_late", size=SIZE),
    *_of_products("hold_too_late"),
    Phrase("hold_nothing_to_cancel", {}),
    *_holds("hold_prolonged"),
    *_several("hold_limit", {"count": fact("count", 3)}, {"count": fact("count", 1)}),
    *_of_products("reminder", size=SIZE, pickup_at=THIS_EVENING, place=PLACE),
    *_of_products("reminder", until=fact("moment", at(16, 18)), place=PLACE),
    *_of_products("hold_expired", size=SIZE),
    Phrase("satisfaction_ask", {"yes": fact("number", 1), "no": fact("number", 2)}),
    Phrase("satisfaction_ask", {"yes": LINK, "no": LINK}, ("by_link",)),
    Phrase("satisfaction_sorry", {}),
    *_several("label_ready", {"order": fact("reference", "2847"), "link": LINK}),
    *_several("hours_today", {"day": TODAY, "hours": HOURS}, {"day": MONDAY_FAR, "hours": HOURS}),
    *_several("closed_today", {"day": SUNDAY, "next_day": MONDAY_FAR, "hours": HOURS}),
    *_several("closed_today", {"day": TODAY, "next_day": FRIDAY, "hours": HOURS}),
    *_several("closed_day", {"day": SUNDAY}),
    *_several("hours_week", {"week": WEEK}, {"week": NAMED_WEEK}),
    *_several("address", {"place": PLACE}, {"place": PLACE, "parking": PARKING}),
    *_several("address", {"place": fact("place", "Place du Marché, Lyon")}),
    *_several("phone_number", {"phone": fact("phone", "+33199001234")}),
    *[Phrase(name, {}) for name in ("greeting", "no_thanks", "thanks", "you_are_welcome")],
    Phrase("rephrase", {}, ("chase",)),
    Phrase("message_came", CAME),
    Phrase("message_came", CAME | {"answered_at": TEN}, ("answered", "sms")),
    Phrase("message_came", CAME | {"answered_at": TEN}, ("answered", "email")),
    Phrase("see_you_then", {"day": THIS_EVENING}),
    Phrase("see_you_then", {"day": THIS_EVENING, "closing": THIS_EVENING}, ("late",)),
    Phrase("hold_not_found", {}),
    *[
        Phrase(name, {})
        for name in (
            "robot",
            "rephrase",
            "thanks_for_praise",
            "wrong_number",
            "opted_out",
            "opted_in",
        )
    ],
    *_several("proof_ask", {}, {"number": ORDER}, flags=("by_phone",)),
    *_several("proof_ask", {}, {"number": ORDER}, flags=("by_email",)),
    *_several("proof_ask", {}, {"number": ORDER}),
    *_several("proof_sent", CODE),
    *_several("proof_sent", CODE, flags=("expired",)),
    Phrase("proof_code", {"code": fact("reference", "048392"), "minutes": CODE["minutes"]}),
    Phrase("confirm_with_code", {"code": fact("number", 472)}),
    *[
        Phrase(name, {})
        for name in (
            "proof_wrong",
            "proof_right",
            "proof_elsewhere",
            "confirm_by_answer",
            "recap_dropped",
        )
    ],
    *[
        phrase
        for name in ("handed_over", "handed_over_with_care")
        for phrase in (
            Phrase(name, {}),
            Phrase(name, {"member": MEMBER}, ("open_now",)),
            Phrase(name, {"member": MEMBER}, ("again",)),
            Phrase(name, {"member": MEMBER, "when": OPENING}, ("closed",)),
            Phrase(name, {"member": MEMBER, "when": OPENING}, ("again", "closed")),
            Phrase(name, {"when": OPENING}),
        )
    ],
    *_several("answer_late", {"when": OPENING}, {"member": MEMBER, "when": OPENING}),
    Phrase("safety_first", {"number": fact("phone", "112")}, ("danger",)),
    Phrase("care_first", {"number": fact("phone", "112")}, ("danger",)),
    Phrase("care_first", {"number": fact("phone", "112")}, ("allergy",)),
    *_several("payment_refused", {}),
    *_several("payment_disputed", {}, {"order": ORDER}),
    Phrase("safety_first", {"number": fact("phone", "3114")}, ("self_harm",)),
    Phrase("safety_first", {"number": fact("phone", "0 800 47 33 33")}, ("gas",)),
    *ADVICE,
    *SALES_SAMPLES,
    *EXCHANGE_SAMPLES,
]
