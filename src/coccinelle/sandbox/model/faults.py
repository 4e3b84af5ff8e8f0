"""What goes wrong, on demand, in the next answers of the double."""

from typing import Literal

from pydantic import BaseModel, Field

from coccinelle.sandbox.waiting import Waiting

FaultKind = Literal[
    "too_many",  # 429, try again later
    "insufficient_quota",  # 429 too, and trying again is useless
    "wrong_key",
    "unknown_model",
    "overloaded",
    "server_error",
    "refusal",  # the model declines
    "malformed",  # JSON cut in the middle
    "prose",  # an answer that is no JSON
    "html",  # a proxy answers in its place
    "empty",
    "endless",  # an answer without end
    "redirect",
    "slow",  # nothing, then an answer
    "slow_stream",  # the answer, byte after byte
    "cut",  # the connection breaks off
    # The model obeys whoever wrote the message, or makes things up:
    "injected_instructions",
    "invented_product",
    "invented_order",
]


class Fault(BaseModel, extra="forbid", frozen=True):
    """times: how many calls it strikes; seconds: of Retry-After, of silence, between two bytes."""

    fault: FaultKind
    times: int = Field(default=1, ge=1, le=10_000)
    seconds: float = Field(default=1.0, ge=0, le=600)


class Faults(Waiting[Fault]):
    """Those of every answer alike."""
