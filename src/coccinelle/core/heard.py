"""What a contact wrote before, wherever it was, and what became of it; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """One message received from the contact. kind: of its channel. at and answered_at are in the
    business's zone. waits: a member has it, and has not answered."""

    at: datetime
    kind: str
    answered_at: datetime | None
    waits: bool


def the_one_meant(heard: Sequence[Heard], kind: str, day: date | None) -> Heard | None:
    """The newest of that day and that kind of channel, where they are said ("" and None)."""
    fits = [
        one for one in heard if kind in ("", one.kind) and (day is None or one.at.date() == day)
    ]
    return max(fits, key=lambda one: one.at, default=None)
