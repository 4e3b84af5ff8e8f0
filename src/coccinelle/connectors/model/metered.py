"""A model with a ceiling: what each call costs is kept, and past the day's limit none is made."""

from coccinelle.core.model import (
    Asked,
    Completion,
    Form,
    Model,
    ModelFailed,
    ModelOutOfCredit,
    Spending,
)


class MeteredModel:
    """A call that is under way when the ceiling is reached is finished: the day may end a little
    above it, by as many calls as there are conversations served at once."""

    def __init__(self, model: Model, spending: Spending) -> None:
        self._model = model
        self._spending = spending

    def complete(self, asked: Asked[Form]) -> Completion[Form]:
        if self._spending.is_over():
            raise ModelOutOfCredit("Le plafond du jour est atteint.")
        try:
            completion = self._model.complete(asked)
        except ModelFailed as failure:
            self._spending.add(failure.usage)
            raise
        self._spending.add(completion.usage)
        return completion
