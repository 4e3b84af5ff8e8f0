"""Colours with their shades: "bleue marine" is bleu marine, of the family of bleu."""

import re
from collections.abc import Mapping

from coccinelle.understanding.found import Found
from coccinelle.understanding.phrases import Word

_LONGEST = 3
# Words that are a colour only when said as one: "en or", not "or".
_SHY = frozenset("or argent chair ciel canard sand gold prune brique poudre creme cream".split())
_GARMENTS = frozenset(("jean", "denim"))
_AS_COLOR = re.compile(
    r"(?:\b(?:en|couleur|coloris|in|le|la|version|teinte)|(?:robe|jupe|veste|pull|top|sac))s? $"
)
_IN_COLOR = re.compile(r"\b(?:couleur|coloris|bleu|bleue|teinte) $")
_A_NAME = re.compile(
    r"\b(?:c'est|je suis|moi c'est|de la part de|bonjour|coucou|salut|mme|madame) $"
)
_A_PLACE = re.compile(r"\b(?:a|sur|vers|depuis|pres de|from|in) $")
_NAMES = frozenset(("marine", "rose", "violette", "prune", "olive"))


def find_colors(words: tuple[Word, ...], folded: str, shades: Mapping[str, str]) -> list[Found]:
    """The longest shade at each place; value: its proper name."""
    found: list[Found] = []
    at = 0
    while at < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if _said(words, at, n) in shades), 0)
        if length and _is_color(words[at], length, folded):
            name = shades[_said(words, at, length)]
            found.append(Found("color", name, words[at].start, words[at + length - 1].end))
        at += length or 1
    return found


def _said(words: tuple[Word, ...], at: int, length: int) -> str:
    return " ".join(w.text for w in words[at : at + length]) if at + length <= len(words) else ""


def _is_color(word: Word, length: int, folded: str) -> bool:
    before = folded[max(0, word.start - 16) : word.start]
    if length == 1 and word.text in _GARMENTS:
        return _IN_COLOR.search(before) is not None
    if length == 1 and word.text in _SHY:
        return _AS_COLOR.search(before) is not None
    if word.text == "bordeaux" and _A_PLACE.search(before):
        return False
    signs = folded[word.end :].strip(" .!\n") == "" and before.rstrip(" ")[-1:] in "\n.!?"
    return not (word.text in _NAMES and (_A_NAME.search(before) or (signs and before)))
