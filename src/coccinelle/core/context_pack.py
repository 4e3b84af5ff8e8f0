"""The case as it is prepared for a member: all they need to decide, in words they read."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was looked up, where ("stock", "commande") and when."""

    text: str
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ContextPack:
    """who: what is known of the person; asked: their words; understood: what was made of them.

    found: what was looked up; running: what was promised to them and is not over; options: what
    would fit; suggestion: the words that were prepared, "" for none; why: why a member has it.
    """

    who: tuple[str, ...] = ()
    asked: str = ""
    understood: tuple[str, ...] = ()
    found: tuple[Finding, ...] = ()
    running: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    suggestion: str = ""
    why: str = ""
    deadline: datetime | None = None
