"""What the double will say, and what it was asked."""

import json
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from coccinelle.sandbox.model.faults import Faults

# Understood nothing: what it says when nobody wrote it a part.
NOTHING: dict[str, Any] = {
    "language": "fr",
    "requests": [
        {"intent": "unclear_other", "confidence": 0.2, "advice": False, "entities": []},
    ],
    "urgency": "normal",
    "urgency_reason": "none",
    "sentiment": "neutral",
    "flags": [],
}


@dataclass(slots=True)
class Script:
    """key: the one it accepts, any when empty. model: the only one it knows, any when empty."""

    key: str = ""
    model: str = ""
    faults: Faults = field(default_factory=Faults)
    _lock: Lock = field(default_factory=Lock)
    _answers: list[str] = field(default_factory=list)
    _calls: list[dict[str, Any]] = field(default_factory=list)

    def will_say(self, answer: object) -> None:
        """A text as it is, any other value as JSON."""
        with self._lock:
            self._answers.append(answer if isinstance(answer, str) else json.dumps(answer))

    def next_answer(self) -> str:
        with self._lock:
            return self._answers.pop(0) if self._answers else json.dumps(NOTHING)

    def note(self, call: dict[str, Any]) -> None:
        with self._lock:
            self._calls.append(call)

    def calls(self) -> list[dict[str, Any]]:
        """The bodies of the calls, oldest first."""
        with self._lock:
            return list(self._calls)

    def forget(self) -> None:
        with self._lock:
            self._answers.clear()
            self._calls.clear()
        self.faults.clear()
