"""One message as it was read, beside what was right."""

from dataclasses import dataclass

from coccinelle.core.lanes import expected
from coccinelle.core.policy import Lane, Policy
from coccinelle.core.reading import Reading
from coccinelle.core.turn import Reader
from coccinelle.evaluation.labelled import Labelled, known


@dataclass(frozen=True, slots=True)
class Judged:
    """lane: what the policy gives this reading."""

    message: Labelled
    reading: Reading
    lane: Lane

    @property
    def intents(self) -> tuple[str, ...]:
        return known([request.intent for request in self.reading.requests]) or ("unclear_other",)

    @property
    def confidence(self) -> float:
        return self.reading.requests[0].confidence if self.reading.requests else 0.0

    @property
    def is_right(self) -> bool:
        """About the main request."""
        return self.intents[0] == self.message.intents[0]


def judge(message: Labelled, reader: Reader, policy: Policy) -> Judged:
    turn = message.turn
    reading = reader.read(turn)
    return Judged(message, reading, expected(reading, policy, turn.sector, turn.now.date())[0])
