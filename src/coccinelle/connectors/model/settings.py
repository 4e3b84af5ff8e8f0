"""Where a business's model is, with its key: what the client needs to call it."""

from dataclasses import dataclass, field
from typing import Literal

from coccinelle.core.model import Usage

TIME_LIMIT = 8.0  # seconds: a customer waits behind this, the embedded reader takes 10 ms


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """prices: cents per million tokens. allow_private: this machine and its network too.

    most_tokens: of an answer; a long reading takes 600.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    price_in: float = 0
    price_out: float = 0
    answers: Literal["schema", "prompt"] = "schema"
    allow_private: bool = False
    seconds: float = TIME_LIMIT
    most_tokens: int = 2_000

    def usage(self, tokens_in: int, tokens_out: int) -> Usage:
        cents = (tokens_in * self.price_in + tokens_out * self.price_out) / 1_000_000
        return Usage(tokens_in, tokens_out, round(cents, 6))
