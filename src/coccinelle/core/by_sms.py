"""What a member may validate by SMS (a sender can be forged): neither money nor private data."""

from collections.abc import Iterable
from datetime import timedelta

from coccinelle.core.reading import Reading, Request

CODE_LIFE = timedelta(hours=24)
WRONG_AT_MOST = 3  # then the dashboard only, until the member logs in
WRONG_COUNTS_FOR = timedelta(hours=1)

# By intent, or by intent and sub-kind when only that one is meant.
NEVER = frozenset({
    "return_refund", "return_refund/request", "item_problem", "payment_invoice/correction",
    "payment_invoice/dispute", "promo_loyalty/goodwill", "price_quote/quote",
    "account_data", "account_data/change", "account_data/privacy",
})  # fmt: skip
ADDRESS = frozenset({"address", "phone", "email"})
SUSPECT = frozenset({"injection", "fraud"})
ACTS = frozenset({
    "hold", "exchange", "waiting", "watch", "alert", "task", "call_back", "booking", "label",
})  # fmt: skip


def may_be_by_sms(reading: Reading, acts: Iterable[str], promises: Iterable[str]) -> bool:
    """acts: the kinds of action the draft carries out; promises: the kinds its words make."""
    return not (
        SUSPECT & set(reading.flags)
        or any(map(_is_for_the_dashboard, reading.requests))
        or any(act.partition(".")[0] not in ACTS for act in acts)
        or "refund" in promises
    )


def _is_for_the_dashboard(request: Request) -> bool:
    said = {entity.name for entity in request.entities}
    is_new_address = request.intent == "order_modify" and bool(ADDRESS & said)
    kind = f"/{request.sub_kind}" if request.sub_kind else ""
    return is_new_address or f"{request.intent}{kind}" in NEVER
