"""What a conversation keeps between turns: typed values with their age, never sentences."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

MEMORY_LIFE = timedelta(hours=48)

QuestionKind = Literal[
    "offer_hold",
    "offer_waiting",
    "which_product",
    "which_size",
    "which_color",
    "which_day",
    "rephrase",
    "proposal",
    "which_slot",
    "which_detail",
    "which_order",
    "which_way",
    "proof",
    "which_intent",
]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What we asked last and still wait for.

    choices: for `offer_hold` the SKUs, for `which_product` the product_refs offered, for
    `which_size` and `which_color` the sizes and colours; for `proposal` (a recap, an offer, one
    slot: what a yes takes) and `which_slot` the slots, "2025-01-20 14:00" where either half may be
    missing, or the sizes and colours named; for `which_detail` the names of the values asked for;
    for `which_order` the numbers of the orders; for `which_way` our words for the ways offered, in
    the order they were told ("shop", "post", "loan", "express"); for `proof` what would prove who
    writes: "email" or "code". The answer to these three is a choice of one of them or "all"; a
    code not received is the correction "resend"; a no comes with what was wanted. For
    `which_intent` the two requests it may be, likeliest first.
    wanted: the intent the answer completes, with its sub-kind ("hold_item", "order_cancel/…").
    about: what of ours it is about, in our own words: an order's number, an exchange's.
    """

    kind: QuestionKind
    wanted: str
    choices: tuple[str, ...] = ()
    asked_at: datetime | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """product_ref, size and color last spoken of; pickup_at: the pick-up last agreed on.

    language: the contact's, for what we write later. is_holding: the product last spoken of was
    put aside, so "finalement le 40" changes the hold. about: the intent the conversation is about;
    is_arranged: the booking it is about is made, so "plutôt 19h30" moves it.
    details: values spoken of by either side, by entity name, as text.
    """

    question: OpenQuestion | None = None
    product_ref: str | None = None
    size: str | None = None
    color: str | None = None
    pickup_at: datetime | None = None
    is_holding: bool = False
    misunderstood: int = 0
    language: str = ""
    updated_at: datetime | None = None
    about: str = ""
    is_arranged: bool = False
    details: tuple[tuple[str, str], ...] = ()

    def at(self, now: datetime) -> "Memory":
        """Itself while it is fresh; an empty one once it is too old to be what people mean."""
        stale = self.updated_at is not None and now - self.updated_at > MEMORY_LIFE
        return Memory() if stale else self

    def detail(self, name: str) -> str | None:
        return next((value for key, value in self.details if key == name), None)
