"""The reader a business chose, loaded at the first message: the web process never needs it."""

from functools import cache
from typing import Literal

from coccinelle.core.model import Model
from coccinelle.core.policy import Policy
from coccinelle.core.reading import Reading
from coccinelle.core.turn import Reader, Turn

Mode = Literal["embedded", "hybrid", "model"]


@cache
def embedded() -> Reader:
    """One for the whole process: its indexes and its network are kept."""
    from coccinelle.understanding.reader import EmbeddedReader

    return EmbeddedReader()


class LateReader:
    def __init__(self, model: Model | None = None, policy: Policy = Policy()) -> None:  # noqa: B008 - frozen
        self._model = model
        self._policy = policy

    def read(self, turn: Turn) -> Reading:
        rules, mode = self._policy.model, self._policy.reader
        if self._model is None or rules is None or mode == "embedded":
            return embedded().read(turn)
        from coccinelle.understanding.model import ModelReader

        return ModelReader(embedded(), self._model, mode, rules.threshold).read(turn)

    def in_mode(self, mode: Mode) -> "LateReader":
        """The same reader whatever the business chose; without a model it stays embedded."""
        return LateReader(self._model, self._policy.model_copy(update={"reader": mode}))
