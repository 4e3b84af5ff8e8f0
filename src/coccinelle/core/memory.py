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
]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What we asked last and still wait for.

    choices: for `offer_hold` the SKUs, for `which_product` the product_refs offered, for
    `which_size` and `which_color` the sizes and colours.
    wanted: the intent the answer completes.
    """

    kind: QuestionKind
    wanted: str
    choices: tuple[str, ...] = ()
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """product_ref, size and color last spoken of; pickup_at: the pick-up last agreed on.

    language: the contact's, for what we write later. is_holding: the product last spoken of was
    put aside, so "finalement le 40" changes the hold.
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

    def at(self, now: datetime) -> "Memory":
        """Itself while it is fresh; an empty one once it is too old to be what people mean."""
        stale = self.updated_at is not None and now - self.updated_at > MEMORY_LIFE
        return Memory() if stale else self
