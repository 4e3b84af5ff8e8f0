"""Numbers written in words, French and English, up to ninety-nine."""

import re

_FR_UNITS = (
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
).split()
_FR_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_EN_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty"}
_MORE = {
    "une": 1, "premier": 1, "1er": 1, "soixante-dix": 70, "quatre-vingts": 80, "quatre-vingt": 80,
    "quatre-vingt-dix": 90, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip


def _written() -> dict[str, int]:
    words = dict(_MORE)
    for units, tens, joint in ((_FR_UNITS, _FR_TENS, " et "), (_EN_UNITS, _EN_TENS, "-")):
        words.update({word: n for n, word in enumerate(units)})
        for ten, name in tens.items():
            words[name] = ten
            words[f"{name}{joint}{units[1]}"] = ten + 1
            words.update({f"{name}-{units[n]}": ten + n for n in range(2, 10)})
    return words


WRITTEN = _written()


def _pattern() -> str:
    longest_first = sorted(WRITTEN, key=len, reverse=True)
    return "|".join(w.replace("-", "[- ]") for w in longest_first)


# One number of at most three digits, or in words; to be put inside a larger pattern.
NUMBER = rf"(?:\d{{1,3}}|{_pattern()})"
SMALL = re.compile(rf"\b{NUMBER}\b")


def number(words: str) -> int | None:
    """What "7", "sept" or "vingt-deux" is worth."""
    if words.isdecimal():
        return int(words)
    return WRITTEN.get(words, WRITTEN.get(words.replace(" ", "-")))
