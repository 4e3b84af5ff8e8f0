"""How an SMS travels: its alphabet (GSM 03.38 or UCS-2) and the number of segments billed."""

import unicodedata
from collections.abc import Iterable
from typing import Literal

SIGNS = {
    "├─": "-",
    "└─": "-",
    "« ": '"',
    " »": '"',
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "’": "'",
    "‘": "'",
    "…": "...",
    "–": "-",
    "—": "-",
    "•": "-",
    "œ": "oe",
    "Œ": "Oe",
    "\u00a0": " ",
    "\u202f": " ",
}  # that a phone has to pay for, and what says the same

Encoding = Literal["GSM-7", "UCS-2"]

# The two tables of GSM 03.38 (3GPP TS 23.038 §6.2.1): one septet each, then escape + one septet.
ONE_SEPTET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
TWO_SEPTETS = frozenset("\f^{}\\[~]|€")

# What fits in one message alone, and in each part of a longer one: the header of a part takes room.
ROOM: dict[Encoding, tuple[int, int]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}


def encoding(text: str) -> Encoding:
    return "UCS-2" if foreign_characters(text) else "GSM-7"


def segments(text: str) -> int:
    """An empty text is still one message."""
    alone, part = ROOM[encoding(text)]
    sizes = _sizes(text)
    return 1 if sum(sizes) <= alone else _filled(sizes, part)


def foreign_characters(text: str) -> tuple[str, ...]:
    """The characters that force UCS-2, each once, in the order they come."""
    known = ONE_SEPTET | TWO_SEPTETS
    return tuple(dict.fromkeys(character for character in text if character not in known))


def plain(text: str) -> str:
    """In GSM-7 whatever it was: ê is e, an emoji is nothing. For our own words to members."""
    for sign, same in SIGNS.items():
        text = text.replace(sign, same)
    known = ONE_SEPTET | TWO_SEPTETS
    return "".join(c if c in known else _bare(c, known) for c in text)


def _bare(character: str, known: frozenset[str]) -> str:
    letters = unicodedata.normalize("NFKD", character)
    return "".join(letter for letter in letters if letter in known)


def _sizes(text: str) -> list[int]:
    """The size of each character, which is never cut in two between parts."""
    if encoding(text) == "GSM-7":
        return [2 if character in TWO_SEPTETS else 1 for character in text]
    return [2 if ord(character) > 0xFFFF else 1 for character in text]


def _filled(sizes: Iterable[int], room: int) -> int:
    parts, left = 0, 0
    for size in sizes:
        if size > left:
            parts, left = parts + 1, room
        left -= size
    return parts
