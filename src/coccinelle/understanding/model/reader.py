"""The reader that may ask a language model, and never depends on it."""

from dataclasses import replace

from coccinelle.core.model import Model, ModelFailed
from coccinelle.core.policy import ReaderMode
from coccinelle.core.reading import Entity, Reading
from coccinelle.core.turn import Reader, Said, Turn
from coccinelle.understanding.model.conversion import combined
from coccinelle.understanding.model.evidence import Evidence, folded
from coccinelle.understanding.model.prompt import question
from coccinelle.understanding.text import LIMIT

# Flags and intents. What a machine is ordered, and STOP, are read by rule; health and danger go to
# a person at once: no model could change that, and such words are nobody else's business.
_BY_RULE = frozenset(("injection", "opt_out", "opt_in", "allergy", "danger", "self_harm"))


class ModelReader:
    """mode: `embedded` never asks, `hybrid` asks when the embedded reader is less sure than
    threshold or understood nothing, `model` always asks."""

    def __init__(self, embedded: Reader, model: Model, mode: ReaderMode, threshold: float) -> None:
        self._embedded = embedded
        self._model = model
        self._mode = mode
        self._threshold = threshold

    def read(self, turn: Turn) -> Reading:
        ours = self._embedded.read(turn)
        if not self._is_worth_asking(turn, ours):
            return ours
        try:
            completion = self._model.complete(question(turn, ours))
        except ModelFailed as failure:
            reader = f"{ours.reader} (model failed: {failure})"
            return replace(ours, reader=reader, usage=failure.usage)
        reading = combined(completion.answer, ours, self._evidence(turn, ours), turn)
        return replace(reading, usage=completion.usage)

    def _is_worth_asking(self, turn: Turn, ours: Reading) -> bool:
        seen = {*ours.flags, *(request.intent for request in ours.requests)}
        if self._mode == "embedded" or _BY_RULE & seen or not turn.text.strip():
            return False
        return self._mode == "model" or self._is_unsure(ours)

    def _is_unsure(self, ours: Reading) -> bool:
        if not ours.requests:
            return True
        main = ours.requests[0]
        return main.intent == "unclear_other" or main.confidence < self._threshold

    def _evidence(self, turn: Turn, ours: Reading) -> Evidence:
        written = "\n".join(f"{said.subject}\n{said.text}" for said in turn.said)
        found = tuple(e for r in ours.requests for e in r.entities if e.words)

        def again(words: str) -> tuple[Entity, ...]:
            """Read alone, as if nothing had been asked."""
            memory = replace(turn.memory, question=None)
            reading = self._embedded.read(
                replace(turn, said=(Said(words, turn.now),), memory=memory)
            )
            return tuple(e for r in reading.requests for e in r.entities if e.words)

        return Evidence(folded(written[-LIMIT:]), found, again, turn.now)
