"""Whether a member changed what a draft says, or only how it greets: pure."""

import re

_GREETINGS = (
    "bonjour", "bonsoir", "coucou", "hello", "salut", "hi", "dear", "cher", "chère", "chers",
    "chères", "madame", "monsieur", "re", "rebonjour",
)  # fmt: skip
_CLOSINGS = (
    "à bientôt", "a bientôt", "à très vite", "à tout de suite", "belle journée", "bonne journée",
    "belle soirée", "bonne soirée", "bon week-end", "cordialement", "bien à vous", "bien à toi",
    "bises", "merci", "merci beaucoup", "merci à vous", "merci à toi", "excellente journée",
    "see you soon", "have a nice day", "best regards", "kind regards", "thank you",
)  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?\n])\s+|\n+")
_WORDS = re.compile(r"[\w%€]+(?:[.,:]\d+)*")
_SHORT = 4  # words: a greeting, a closing with a name


def is_light(before: str, after: str) -> bool:
    """True when the same words are left once greetings, closings, signs and capitals are set
    apart: a figure, a colour or a "pas" that changes is never light."""
    return _body(before) == _body(after)


def _body(text: str) -> list[str]:
    sentences = [s.strip() for s in _SENTENCE.split(text.replace("’", "'").casefold()) if s.strip()]
    if sentences:
        sentences[0] = _after_greeting(sentences[0])
    while sentences and _is_closing(sentences[-1]):
        sentences.pop()
    return [word for sentence in sentences for word in _WORDS.findall(sentence)]


def _after_greeting(sentence: str) -> str:
    head, comma, rest = sentence.partition(",")
    words = _WORDS.findall(head)
    is_greeting = bool(words) and words[0] in _GREETINGS and len(words) <= _SHORT
    return (rest if comma else "") if is_greeting else sentence


def _is_closing(sentence: str) -> bool:
    """A closing, or a signature below one: it says nothing of the request."""
    plain = " ".join(_WORDS.findall(sentence))
    closing = next((c for c in _CLOSINGS if plain.startswith(" ".join(_WORDS.findall(c)))), None)
    return not plain or (closing is not None and len(plain.split()) <= _SHORT)
