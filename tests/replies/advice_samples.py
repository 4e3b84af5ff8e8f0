"""The phrases a member validates or that hand on, in each of their wordings."""

from datetime import date

from coccinelle.core.facts import Phrase
from tests.replies.moments import at, fact

DRESS = {"product": fact("product", "Robe bordeaux", "commande")}
BLAZER = {
    "product": fact("product", "Blazer beige", "catalogue"),
    "price": fact("price", 12900, "catalogue"),
}
HEELS = {**BLAZER, "product": fact("product", "Escarpins nude", "catalogue")}
SIZE = {"size": fact("size", "38", "stock")}
COLOR = {"color": fact("color", "noir", "stock")}
BORDEAUX = {"worn_color": fact("color", "bordeaux", "commande")}
DINNER = {"occasion": fact("text", "un dîner chic", "message du client")}
BLANK = fact("text", "[à compléter : « quelle matière ? »]", "message du client")
CLOSING = {"closing": fact("moment", at(16, 19), "horaires")}

MONTH = {
    "said_at": fact("moment", at(16, 10, 15), "message du client"),
    "last_day": fact("date", date(2025, 2, 16), "RGPD, article 12"),
}

ADVICE_PROMISES = {"privacy_received": {"answer"}}  # a task keeps it


def _closes() -> list[Phrase]:
    flags: tuple[tuple[str, ...], ...] = ((), ("several",), ("several", "look"))
    return [*(Phrase("advice_close", DRESS, f) for f in flags), Phrase("advice_until", CLOSING)]


ADVICE: list[Phrase] = [
    Phrase("advice_intro", {**DRESS, **DINNER}, ("bought",)),
    Phrase("advice_intro", DRESS, ("bought",)),
    Phrase("advice_intro", {**DRESS, **DINNER}),
    Phrase("advice_intro", DRESS),
    Phrase("advice_intro", DINNER),
    Phrase("advice_option", {**BLAZER, **SIZE, **BORDEAUX}, ("first",)),
    Phrase("advice_option", {**HEELS, **SIZE, **BORDEAUX}, ("first",)),
    Phrase("advice_option", {**BLAZER, **COLOR}, ("first",)),
    Phrase("advice_option", {**HEELS, **SIZE}, ("completing",)),
    Phrase("advice_option", {**BLAZER, **SIZE}),
    *_closes(),
    Phrase("advice_nothing", DRESS),
    Phrase("advice_nothing", {}),
    Phrase("advice_which_bought", {"products": fact("product", ("Robe bordeaux", "Robe chemise"))}),
    Phrase("advice_tell_more", {}),
    Phrase("finding_out", {"blank": BLANK}),
    Phrase("finding_out", {"blank": BLANK, "order": fact("reference", "2847")}),
    Phrase("complaint_heard", {}),
    Phrase("goodwill_heard", {}),
    Phrase("login_help", {}),
    Phrase("details_to_change", {"details": fact("text", ("sarah@example.org",), "message")}),
    Phrase("details_to_change", {}),
    Phrase("privacy_received", MONTH),
    Phrase("privacy_received", {**MONTH, "member": fact("name", "Sarah", "équipe")}),
    Phrase("business_received", {}),
    Phrase("business_received", {"member": fact("name", "Sarah", "équipe")}, ("applies",)),
]
