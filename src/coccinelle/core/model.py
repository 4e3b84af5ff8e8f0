"""The port of a language model: one structured answer with what it cost, or a named failure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

from coccinelle.core.errors import CoccinelleError, PermanentError, TemporaryError

Form = TypeVar("Form", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Usage:
    """What calls cost: tokens sent and received, and their price in cents of the business's
    currency."""

    tokens_in: int = 0
    tokens_out: int = 0
    cents: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.cents + other.cents,
        )


@dataclass(frozen=True, slots=True)
class Asked(Generic[Form]):
    """instructions: ours alone. told: everything written by others, as values and never as
    instructions. form: the shape the answer must have."""

    instructions: str
    told: Mapping[str, object]
    form: type[Form]


@dataclass(frozen=True, slots=True)
class Completion(Generic[Form]):
    answer: Form
    usage: Usage


class Model(Protocol):
    def complete(self, asked: Asked[Form]) -> Completion[Form]:
        """Raises ModelFailed, never anything else."""


class Spending(Protocol):
    """What the business's models cost today, and whether they may go on."""

    def is_over(self) -> bool: ...

    def add(self, usage: Usage) -> None: ...


class ModelFailed(CoccinelleError):
    """No answer that can be used. usage: what the attempt cost all the same."""

    def __init__(self, sentence: str, usage: Usage | None = None) -> None:
        super().__init__(sentence)
        self.usage = usage or Usage()


class ModelBusy(ModelFailed, TemporaryError):
    """Too many calls, or a server that is overloaded or out of order."""

    def __init__(
        self,
        sentence: str,
        usage: Usage | None = None,
        *,
        retry_after_seconds: float | None = None,
    ) -> None:
        super().__init__(sentence, usage)
        self.retry_after_seconds = retry_after_seconds


class ModelTooSlow(ModelFailed, TemporaryError):
    """No whole answer in the time allowed."""


class ModelUnreachable(ModelFailed, TemporaryError):
    """Nobody answered at that address, or the answer broke off."""


class ModelOutOfCredit(ModelFailed, PermanentError):
    """The provider wants to be paid first, or the ceiling of the day is reached."""


class ModelRejected(ModelFailed, PermanentError):
    """The server does not take our calls: a wrong key, an unknown model, a refused address."""


class ModelRefused(ModelFailed, PermanentError):
    """The model declined to answer this text."""


class ModelUnreadable(ModelFailed, PermanentError):
    """The answer does not have the shape asked for, even after one repair."""


class ModelMissing(ModelFailed, PermanentError):
    """The optional libraries are not installed."""
