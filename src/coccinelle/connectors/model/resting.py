"""A model that failed is left alone for a while: customers must not each wait eight seconds."""

import time
from collections.abc import Callable

from coccinelle.core.model import (
    Asked,
    Completion,
    Form,
    Model,
    ModelBusy,
    ModelFailed,
    ModelRefused,
    ModelUnreadable,
)

REST_SECONDS = 30.0
LONGEST_REST = 600.0  # whatever the server asks for
# These speak of one message, not of the server.
_OF_THE_MESSAGE = (ModelRefused, ModelUnreadable)


class RestingModel:
    """Shared by all conversations of a business. clock: seconds of real time, growing."""

    def __init__(self, model: Model, clock: Callable[[], float] = time.monotonic) -> None:
        self._model = model
        self._clock = clock
        self._rests_until = float("-inf")

    def complete(self, asked: Asked[Form]) -> Completion[Form]:
        left = self._rests_until - self._clock()
        if left > 0:
            raise ModelBusy("Le modèle vient d'échouer.", retry_after_seconds=left)
        try:
            return self._model.complete(asked)
        except ModelFailed as failure:
            if not isinstance(failure, _OF_THE_MESSAGE):
                self._rests_until = self._clock() + _rest(failure)
            raise


def _rest(failure: ModelFailed) -> float:
    asked = failure.retry_after_seconds if isinstance(failure, ModelBusy) else None
    return min(asked, LONGEST_REST) if asked is not None else REST_SECONDS
