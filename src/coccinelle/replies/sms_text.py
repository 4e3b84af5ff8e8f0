"""The same words in fewer SMS segments: typography folds when that saves money, accents never."""

import re
import unicodedata

from coccinelle.kit import sms

INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u2060\ufeff"))
SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f"), " ")
QUOTES = str.maketrans({"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})
DASHES = str.maketrans({"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "…": "...", "•": "-"})
# Not accents, yet letters all the same: only when the signs above were not enough.
LETTERS = str.maketrans({"œ": "oe", "Œ": "Oe", "°": "o"})


def fit(text: str) -> str:
    """The first of: as written, plain typography, plain letters; that takes the fewest segments."""
    written = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    plain = _plain_typography(written)
    return min((written, plain, plain.translate(LETTERS)), key=sms.segments)


def _plain_typography(text: str) -> str:
    text = text.translate(SPACES).translate(QUOTES).translate(DASHES)
    return re.sub(r"« ?", '"', re.sub(r" ?»", '"', text))
