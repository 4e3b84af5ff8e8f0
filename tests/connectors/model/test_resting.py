"""A model that failed is left alone for a while; one bad message is no reason to."""

from contextlib import suppress

import pytest
from pydantic import BaseModel

from coccinelle.connectors.model.resting import LONGEST_REST, REST_SECONDS, RestingModel
from coccinelle.core.model import (
    Asked,
    Completion,
    Form,
    ModelBusy,
    ModelFailed,
    ModelRefused,
    ModelTooSlow,
    Usage,
)


class Nothing(BaseModel):
    pass


ASKED = Asked("", {}, Nothing)


class Fails:
    """Once, with this failure; then answers."""

    def __init__(self, failure: ModelFailed) -> None:
        self.failures = [failure]
        self.calls = 0

    def complete(self, asked: Asked[Form]) -> Completion[Form]:
        self.calls += 1
        if self.failures:
            raise self.failures.pop()
        return Completion(asked.form(), Usage())


def calls(failure: ModelFailed, after: float) -> int:
    """How many calls went out when a second question came this many seconds after a failure."""
    now = [100.0]
    model = Fails(failure)
    resting = RestingModel(model, lambda: now[0])
    with pytest.raises(type(failure)):
        resting.complete(ASKED)
    now[0] += after
    with suppress(ModelBusy):
        resting.complete(ASKED)
    return model.calls


@pytest.mark.parametrize(
    ("failure", "after", "expected"),
    [
        (ModelTooSlow("."), REST_SECONDS - 1, 1),
        (ModelTooSlow("."), REST_SECONDS + 1, 2),
        (ModelBusy(".", retry_after_seconds=2), 1, 1),
        (ModelBusy(".", retry_after_seconds=2), 3, 2),
        (ModelBusy(".", retry_after_seconds=1e9), LONGEST_REST + 1, 2),
        (ModelRefused("."), 0, 2),
    ],
)
def test_when_it_is_asked_again(failure: ModelFailed, after: float, expected: int) -> None:
    assert calls(failure, after) == expected
