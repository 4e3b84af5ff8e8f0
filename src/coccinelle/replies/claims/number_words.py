"""Numbers written in words, French and English, put in figures."""

import re

UNITS = {
    "zero": 0, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "seize": 16, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
    "septante": 70, "huitante": 80, "octante": 80, "nonante": 90, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000}
ABOUT = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "centaine": 100, "dozen": 12,
}  # fmt: skip
ONE = {"un": 1, "une": 1, "one": 1}  # articles: a number only after another one
PLURALS = {f"{word}s": value for word, value in ABOUT.items()}
VALUES = UNITS | TENS | SCALES | ABOUT | PLURALS | ONE

_WORD = "|".join(sorted(VALUES, key=len, reverse=True))
_START = "|".join(sorted(VALUES.keys() - ONE.keys(), key=len, reverse=True))
_LINK = r"(?:-et-|-and-|-| et | and | )"
_RUN = re.compile(rf"(?<![a-z0-9])(?:{_START})(?:{_LINK}(?:{_WORD}))*(?![a-z0-9])")
_PIECE = re.compile(rf"({_LINK})?({_WORD})(?![a-z0-9])")
# "neuf" is also what has never been worn.
_BRAND_NEW = re.compile(r"(?:tout|etat|article|produit|comme|est|a|robe|modele|et) $")


def figures(text: str) -> str:
    """'quarante-neuf' is 49, 'une douzaine' is 'une 12'; articles alone stay as they are."""
    return _RUN.sub(_in_figures, text)


def _in_figures(match: re.Match[str]) -> str:
    run = match[0]
    if run == "neuf" and _BRAND_NEW.search(match.string, max(0, match.start() - 10), match.start()):
        return run
    written: list[str] = []
    total, last = 0, -1
    for link, word in _PIECE.findall(run):
        grown = None if last < 0 else _grown(total, last, word, link.strip(" -"))
        if grown is None:
            written += [*_close(total, last), link, *([word] if word in ONE else [])]
            total, last = (0, -1) if word in ONE else (VALUES[word], VALUES[word])
        else:
            total, last = grown, VALUES[word]
    return "".join([*written, *_close(total, last)])


def _close(total: int, last: int) -> list[str]:
    return [str(total)] if last >= 0 else []


def _grown(total: int, last: int, word: str, link: str) -> int | None:
    """The number once this word is added to it, or None when the word starts another number."""
    value = VALUES[word]
    if word in SCALES:
        times = total % 1000 if value == 100 else total
        return total - times + times * value if 0 < times < value else None
    if word in ("vingt", "vingts") and last == 4:
        return total + 76
    if link and value not in (1, 11) and last < 100:
        return None
    if last >= 100:
        return total + value if value < last else None
    return total + value if _fits_after_ten(last, total, value, word) else None


def _fits_after_ten(last: int, total: int, value: int, word: str) -> bool:
    if word in ABOUT or word in PLURALS or value == 0:
        return False
    if last == 10:
        return 7 <= value <= 9
    is_eighty = last == 20 and total % 100 == 80
    if last < 20 or last % 10:
        return False
    return value < 10 or (value < 20 and (last == 60 or is_eighty))
