"""A blank in prepared words, "[à compléter : …]": a member fills it, or nothing leaves; pure."""

import re
from collections.abc import Sequence

_BLANK = re.compile(r"\[à compléter\b[^\]]*\]")
_ROOM = 120  # characters of what was asked


def blank(asked: Sequence[str]) -> str:
    """In a member's language whatever the customer's is: it never leaves."""
    said = " ".join(" ".join(asked).translate({91: " ", 93: " "}).split())
    shown = said if len(said) <= _ROOM else f"{said[: _ROOM - 1].rstrip()}…"
    return f"[à compléter : « {shown} »]" if shown else "[à compléter]"


def has_blank(text: str) -> bool:
    return _BLANK.search(text) is not None
