"""What the owner must know whatever the request is, and the tone of the message."""

import math
import re
from collections.abc import Mapping

from coccinelle.core.lanes import LANES, Row
from coccinelle.core.reading import Sentiment
from coccinelle.understanding.injection import is_injection
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.irony import mocks
from coccinelle.understanding.passage import Passage

_BY_CONCEPT = (
    ("anger", ("anger",)),
    ("legal_threat", ("legal",)),
    ("danger", ("danger",)),
    ("self_harm", ("self_harm",)),
    ("is_it_a_robot", ("robot",)),
    ("allergy", ("allergy",)),
)
# Learned signals: the probability from which each is believed without a word of the lists; low
# where a person hurt weighs more than a person disturbed.
_BELIEVED = {
    "anger": 0.5,
    "legal_threat": 0.2,
    "danger": 0.1,
    "self_harm": 0.05,
    "allergy": 0.2,
    "human_wanted": 0.6,
    "fraud": 0.6,
    "injection": 0.5,
}
# Of "a member should look": answered alone only below. Chosen on labelled messages that the
# network had not seen: under _ALIKE, 21 of 22 that it would hold back are ordinary.
_DOUBTED = 0.5
_SURELY_DOUBTED = 0.7
_STRANGE = 0.8  # of a plain act on an order that is named
_ALIKE = 0.2  # probability of all that members answer themselves
_PLAIN = 0.95
_NEVER_DOUBTED = frozenset(("opt_out",))
_WITHDRAWAL = re.compile(
    r"\b(?:retract\w+|withdraw\w*|widerruf\w*|recesso|desistimiento|"
    r"renonce\w* a (?:cet|l'|mon) ?achat|cooling[- ]off)\b"
)
_NOT_WANTED = re.compile(
    r"\b(?:(?:veux|voulons|souhaite) plus|changed? d'avis|changed my mind|(?:don't|no longer) want|"
    r"(?:vous|la|le|les|l') ?(?:renvoie|renvoye|retourne|rends)\w*|"
    r"(?:i'm|i am) (?:returning|sending)|"
    r"(?:convient|plait|plaisent|va|vont) (?:pas|plus)|decue?s?|pas (?:contente|satisfaite?)|"
    r"(?:etre|me faire) rembours\w+|remboursez|(?:want|like) (?:a|my) (?:refund|money)|"
    r"(?:voudrais|souhaite|veux|aimerais|tiens a) (?:\w+ ){0,2}(?:rendre|retourner|renvoyer))\b"
)
# Of clothes that fit badly and of what people say in jest: alone, no alarm.
_HARMLESS = re.compile(
    r"\b(?:(?:me|lui|m'|te|nous) ?(?:blesse(?:nt)?|serre(?:nt)?|comprime(?:nt)?|fait|font)"
    r"(?: (?:trop|un peu|tres|vraiment|hyper|super))?(?: mal)?|"
    r"mal aux? (?:pieds?|orteils?|talons?)|"
    r"meu?r[est]\w* (?:d'impatience|d'envie|de (?:rire|chaud|froid|faim|soif|honte|jalousie))|"
    r"mortel(?:le)?s?|a (?:mourir|tomber)|me tuent?|(?:shoes?|heels?|boots?|they|it|feet|straps?) "
    r"hurts?|hurts? my (?:feet|toes|foot)|dying (?:to|for)|to die for|killing (?:me|it)|"
    r"killer)\b"
)
LEGAL = "legal_threat"  # without a word of it, somebody very dissatisfied
_BODILY = frozenset(("danger", "allergy", "self_harm"))
_MONEY = frozenset(("double_debit", "bank_recourse", "pay_refused"))
# It has happened, to somebody; "est-ce que ça peut irriter ?" has not.
_HAPPENED = re.compile(
    r"\b(?:j'ai|je (?:fais|suis)|(?:elle|il|on|(?:ma|mon) \w+) (?:est|a|fait)|"
    r"(?:mes|les) \w+ (?:sont|ont)|m'a|m'ont|lui a|me suis|s'est|i have|i've|i got|i'm|i am|my \w+|"
    r"gave (?:me|her|him)|made (?:me|her|him))\b[^.!?\n]{0,50}\b(?:reactions?|plaques?|de boutons|"
    r"rougeurs?|irrite\w*|brule\w*|blesse\w*|coupee?s?|gonfle\w*|enfle\w*|urticaire|demange\w*|"
    r"eczema|saign\w+|malades?|vomi\w*|intoxi\w+|rash|hives|swollen|swelling|burnt|burned|burns|"
    r"itch\w*|bleeding|bled|injured|sick|ill)\b|"
    r"\b(?:ca|it) (?:saigne|gratte|brule|demange|pique|bleeds|itches|burns)\b"
)
_UPSET = frozenset(("complaint", "item_problem"))
_HAPPY_SIGNS = frozenset("😍🥰😊😀😁🤩❤💕👏🎉👍🙏😘")
_SAD_SIGNS = frozenset("😡🤬😠😤😞😢😭😰😱👎😩😫😔")
_SHOUTED = 12  # capital letters in a row of words, beside the sizes and references people write


def flags_of(
    passage: Passage, requests: tuple[Asked, ...], signals: Mapping[str, float]
) -> tuple[str, ...]:
    """`doubt`: it looks like what members answer themselves, whatever its intent seems to be."""
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
    flags += _learned(passage, signals)
    if _BODILY.intersection(flags) and _HAPPENED.search(passage.text.folded):
        flags.append("hurt")
    if signals.get("review", 0.0) >= _limit(requests, signals, passage):
        flags.append("doubt")
    if _withdraws(passage, requests):
        flags.append("withdrawal")
    return tuple(dict.fromkeys(flags))


def careful(labels: Mapping[str, float]) -> float:
    """How likely it is any of what members answer themselves."""
    return sum(p for label, p in labels.items() if _row(label).lane in ("draft", "escalate"))


def _row(label: str) -> Row:
    return LANES.get(label) or LANES.get(label.partition("/")[0]) or LANES["unclear_other"]


def _limit(requests: tuple[Asked, ...], signals: Mapping[str, float], passage: Passage) -> float:
    """From which likelihood of "a member should look" somebody does."""
    praises = all((r.intent, r.sub_kind) == ("ack_closing", "praise") for r in requests)
    if praises or {r.intent for r in requests} & _NEVER_DOUBTED:
        return math.inf
    named = passage.says("order_number") is not None and requests[0].confidence >= _PLAIN
    if named and len(requests) == 1 and _row(requests[0].intent).lane in ("answer", "act"):
        return _STRANGE
    return _SURELY_DOUBTED if signals.get("careful", 1.0) < _ALIKE else _DOUBTED


def _learned(passage: Passage, signals: Mapping[str, float]) -> list[str]:
    """ "le 38 me blesse", "je meurs d'impatience": only a word of the lists makes it grave; a
    payment that is contested threatens nobody either."""
    sold = passage.turn.sector == "boutique"
    quiet = _BODILY if sold and _HARMLESS.search(passage.text.folded) else frozenset()
    if passage.hears(*_MONEY):
        quiet |= {LEGAL}
    told = [f for f, enough in _BELIEVED.items() if signals.get(f, 0.0) >= enough]
    said = passage.hears("legal")
    return [f if f != LEGAL or said else "anger" for f in told if f not in quiet]


def _withdraws(passage: Passage, requests: tuple[Asked, ...]) -> bool:
    """A clear statement, whatever its words; "puis-je la rendre ?" states nothing yet."""
    sends_back = [r for r in requests if (r.intent, r.sub_kind) == ("return_refund", "request")]
    folded = passage.text.folded
    if not sends_back or ("?" in folded and not _WITHDRAWAL.search(folded)):
        return False
    return bool(_WITHDRAWAL.search(folded) or _NOT_WANTED.search(folded))


def sentiment_of(
    passage: Passage, flags: tuple[str, ...], requests: tuple[Asked, ...]
) -> Sentiment:
    signs = set(passage.text.original)
    if {"anger", "legal_threat", "self_harm"} & set(flags) or signs & _SAD_SIGNS:
        return "negative"
    if mocks(passage.text) or passage.hears("negative", "complain"):
        return "negative"
    if any(r.intent in _UPSET for r in requests):
        return "negative"
    return "positive" if passage.hears("positive") or signs & _HAPPY_SIGNS else "neutral"


def _shouts(original: str) -> bool:
    letters = [c for c in original if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    return capitals >= _SHOUTED and capitals > 0.7 * len(letters)
