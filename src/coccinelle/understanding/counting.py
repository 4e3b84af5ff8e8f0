"""How many, as people say it: "3", "trois", "une quinzaine de", "a couple of"."""

from coccinelle.understanding.numbers import NUMBER, number

_ABOUT = {
    "une huitaine": 8, "une dizaine": 10, "une douzaine": 12, "une quinzaine": 15,
    "une vingtaine": 20, "une trentaine": 30, "a couple": 2, "couple": 2,
}  # fmt: skip
_ROUND = "|".join(sorted(_ABOUT, key=len, reverse=True))

# To be put inside a larger pattern; read by count_of.
COUNT = rf"(?:(?:{_ROUND})(?: de| d'| of)?|{NUMBER}|an?)"


def count_of(words: str) -> int | None:
    if words in ("a", "an"):
        return 1
    about = words.removesuffix(" de").removesuffix(" d'").removesuffix(" of")
    return _ABOUT.get(about) or number(words)
