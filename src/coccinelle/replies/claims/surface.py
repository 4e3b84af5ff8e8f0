"""The text as a reader would hear it: one spelling for each thing, whatever hides it."""

import re
import unicodedata

from coccinelle.replies.claims.number_words import figures

# Letters of other alphabets drawn like ours, as found in disguised words.
_LOOK_ALIKES = str.maketrans(
    "аверстухіјѕокмнԁԛԝοαερτυνικχβ’‘ʼ′`´‐‑‒–—−－",
    "abepctyxijsokmhdqwoaeptuvikxb''''''-------",
)
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")
_KEYCAP = re.compile(r"([0-9])\ufe0f?\u20e3")
_UNUSUAL = re.compile(r"[^ -~]")
_BLANKS = re.compile(r"\s+")


def surface(text: str) -> str:
    """Compatibility forms, case, accents, invisible characters and look-alikes folded, number words
    in figures."""
    text = _KEYCAP.sub(r"\1) ", text)
    text = _BLANKS.sub(" ", unicodedata.normalize("NFKC", text))
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_LOOK_ALIKES)
    return figures(_UNUSUAL.sub(_plain, text))


def _plain(match: re.Match[str]) -> str:
    character = match[0]
    if unicodedata.category(character) in _INVISIBLE:
        return ""
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
