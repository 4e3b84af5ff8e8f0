"""What the owner must know whatever the request is, and the tone of the message."""

from coccinelle.core.reading import Sentiment
from coccinelle.understanding.injection import is_injection
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.passage import Passage

_BY_CONCEPT = (
    ("anger", ("anger",)),
    ("legal_threat", ("legal",)),
    ("danger", ("danger",)),
    ("self_harm", ("self_harm",)),
    ("is_it_a_robot", ("robot",)),
    ("allergy", ("allergy",)),
)
_UPSET = frozenset(("complaint", "item_problem"))
_HAPPY_SIGNS = frozenset("😍🥰😊😀😁🤩❤💕👏🎉👍🙏😘")
_SAD_SIGNS = frozenset("😡🤬😠😤😞😢😭😰😱👎😩😫😔")
_SHOUTED = 12  # capital letters in a row of words, beside the sizes and references people write


def flags_of(passage: Passage, requests: tuple[Asked, ...]) -> tuple[str, ...]:
    flags = [flag for flag, concepts in _BY_CONCEPT if passage.hears(*concepts)]
    intents = {r.intent for r in requests}
    if "human_request" in intents and not all(r.sub_kind == "robot" for r in requests):
        flags.append("human_wanted")
    if "allergy_medical" in intents and "allergy" not in flags:
        flags.append("allergy")
    if is_injection(passage.text):
        flags.append("injection")
    if "anger" not in flags and _shouts(passage.text.original) and intents & _UPSET:
        flags.append("anger")
    return tuple(flags)


def sentiment_of(
    passage: Passage, flags: tuple[str, ...], requests: tuple[Asked, ...]
) -> Sentiment:
    signs = set(passage.text.original)
    if {"anger", "legal_threat", "self_harm"} & set(flags) or signs & _SAD_SIGNS:
        return "negative"
    if passage.hears("negative", "complain") or any(r.intent in _UPSET for r in requests):
        return "negative"
    return "positive" if passage.hears("positive") or signs & _HAPPY_SIGNS else "neutral"


def _shouts(original: str) -> bool:
    letters = [c for c in original if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return capitals >= _SHOUTED and capitals > 0.7 * len(letters)
