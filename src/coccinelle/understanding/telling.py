"""What tells two likely readings apart: the values and the words found in the message."""

import re
from collections.abc import Iterator, Sequence

from coccinelle.understanding.passage import Passage

_ORDERED = frozenset(
    "order_status order_cancel order_modify exchange_request return_refund item_problem".split()
)
_RECEIVED = frozenset(("exchange_request", "return_refund", "item_problem"))
# A concept heard -> what it speaks for.
_HEARD: tuple[tuple[str, frozenset[str]], ...] = (
    ("cancel", frozenset(("order_cancel", "booking_cancel"))),
    ("change_delivery", frozenset(("order_modify",))),
    ("exchange", frozenset(("exchange_request",))),
    ("too_big", frozenset(("exchange_request",))),
    ("pinches", frozenset(("exchange_request",))),
    ("return", frozenset(("return_refund",))),
    ("refund", frozenset(("return_refund",))),
    ("retract", frozenset(("return_refund",))),
    ("damaged", frozenset(("item_problem",))),
    ("wrong_item", frozenset(("item_problem",))),
    ("missing", frozenset(("item_problem",))),
    ("where_is", frozenset(("order_status", "repair_status"))),
    ("not_received", frozenset(("order_status",))),
    ("late", frozenset(("order_status", "booking_status"))),
    ("hold", frozenset(("hold_item",))),
    ("have", frozenset(("stock_availability",))),
    ("price", frozenset(("price_quote",))),
    ("invoice", frozenset(("payment_invoice",))),
    ("pay", frozenset(("payment_invoice",))),
    ("promo", frozenset(("promo_loyalty",))),
    ("hours", frozenset(("hours_location",))),
    ("delivery_cost", frozenset(("delivery_info",))),
    ("move", frozenset(("booking_modify",))),
    ("check_booking", frozenset(("booking_status",))),
    ("ready", frozenset(("repair_status",))),
    ("book", frozenset(("booking_create",))),
)
_GOT = re.compile(
    r"\b(?:bien recue?s?|(?:ai|a|as|avons|viens de) (?:bien )?(?:recu|recevoir|eu)|livree?s? (?:le|"
    r"hier|lundi|mardi|mercredi|jeudi|vendredi|samedi)|recue? (?:le|hier|ce|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi)|(?:have|just|i) (?:received|got))\b"
)


def told_by(passage: Passage, pair: Sequence[str]) -> str | None:
    """The one of the two that more of the message speaks for."""
    if len(pair) == 1:
        return pair[0]
    votes = dict.fromkeys(pair, 0)
    for favoured in _signs(passage):
        meant = [intent for intent in pair if intent in favoured]
        if len(meant) == 1:
            votes[meant[0]] += 1
    first, second = sorted(pair, key=lambda intent: -votes[intent])
    return first if votes[first] > votes[second] else None


def _signs(passage: Passage) -> Iterator[frozenset[str]]:
    heard = {h.concept for h in passage.heard}
    yield from (favoured for concept, favoured in _HEARD if concept in heard)
    if passage.says("order_number") or passage.says("tracking_number") or "order_mine" in heard:
        yield _ORDERED
    if passage.says("address"):
        yield frozenset(("order_modify",))
    if _GOT.search(passage.text.folded):
        yield _RECEIVED
    if passage.says("event") and heard & {"parcel", "order", "not_received", "where_is"}:
        yield frozenset(("order_status",))
