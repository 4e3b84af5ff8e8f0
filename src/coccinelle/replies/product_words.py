"""A product inside a sentence: its article, its possessive and its pronoun."""

from typing import Any

from coccinelle.replies import french
from coccinelle.replies.templates import Gender
from coccinelle.replies.voice import Voice

PRONOUNS: dict[Gender | None, str] = {"feminine": "la", "masculine": "le", "plural": "les"}


def product_words(product: str, gender: Gender | None, voice: Voice) -> dict[str, Any]:
    """pronoun: "la", or "" when unknown; the_product: "la robe"; your_product: "votre robe"."""
    words = {"pronoun": PRONOUNS.get(gender, ""), "plural": gender == "plural", "noun": product}
    if voice.language != "fr":
        return {**words, "the_product": f"the {product}", "your_product": f"your {product}"}
    noun = product[:1].lower() + product[1:] if voice.book.gender(product) else product
    return {
        **words,
        "noun": noun,
        "the_product": _the(noun, gender),
        "this_product": f"{_this(noun, gender)} {noun}",
        "your_product": f"{_your(noun, gender, voice.tone)} {noun}",
    }


def _the(noun: str, gender: Gender | None) -> str:
    if gender is None:
        return f"l'article {noun}"
    if gender != "plural" and french.starts_with_vowel(noun):
        return f"l'{noun}"
    return f"{PRONOUNS[gender]} {noun}"


def _this(noun: str, gender: Gender | None) -> str:
    if gender == "masculine" and french.starts_with_vowel(noun):
        return "cet"
    return {"feminine": "cette", "masculine": "ce", "plural": "ces", None: "cet article"}[gender]


def _your(noun: str, gender: Gender | None, tone: str) -> str:
    forms = {"vous": ("votre", "votre", "vos"), "tu": ("ta", "ton", "tes")}[tone]
    if gender is None:
        return f"{forms[1]} article"
    if gender == "plural":
        return forms[2]
    return forms[0] if gender == "feminine" and not french.starts_with_vowel(noun) else forms[1]
