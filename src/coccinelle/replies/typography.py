"""Spaces as French printers put them, or plain ones where a special space costs money."""

import re
from typing import Literal

Typography = Literal["fine", "plain"]

NBSP = "\u00a0"
NARROW = "\u202f"

_SPECIAL = str.maketrans({NBSP: " ", NARROW: " "})
_BLANKS = re.compile(r" {2,}")
_FRENCH = (
    (re.compile(r" (?=[!?;])"), NARROW),
    (re.compile(r" (?=[:»])"), NBSP),
    (re.compile(r"(?<=«) "), NBSP),
    (re.compile(r"(?<=[0-9]) (?=[€%])"), NBSP),
)


def typeset(text: str, *, language: str, style: Typography) -> str:
    """plain: for SMS, where one special space turns the whole text into UCS-2 and halves its room.

    The hour is "18h" in both styles, as shop owners write it themselves.
    """
    text = _BLANKS.sub(" ", text).strip()
    if style == "plain":
        return text.translate(_SPECIAL)
    return unbroken(text) if language == "fr" else text


def unbroken(text: str) -> str:
    """French whose signs never begin a line alone."""
    for pattern, space in _FRENCH:
        text = pattern.sub(space, text)
    return text
