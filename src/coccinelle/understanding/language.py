"""Which language a short text is in: its script, then its short words weighed with statistics."""

import math
import re
from functools import lru_cache
from threading import Lock, Thread

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from coccinelle.understanding.language_words import LETTERS, OTHERS, SCRIPTS, WORDS

LANGUAGES = tuple(WORDS)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTER = re.compile(r"[^\W\d_]")
_READ = 400  # characters: more changes nothing
# Chosen on one half of the messages of the tests, the other half being kept to measure.
_FLOOR = 0.01  # the least the statistics may give a language
_PER_WORD = 1.5  # what one telling word adds
_HOME = 1.0  # French is what is written here, all else being equal
_NAMED = 0.6  # share of the statistics from which another language is named
_SURE = 0.8  # share from which a rarer language of a script is preferred to its first
_HINT = 0.4  # what a letter of its own adds to that share
_PLENTY = 20  # letters from which statistics count whole
_ENOUGH = 8  # letters: shorter texts tell nothing to statistics
_LOADING = Lock()


def language_of(text: str, folded: str) -> str:
    """One of LANGUAGES or of the others named when sure; French when nothing tells ("38 ?")."""
    text = text[:_READ]
    letters = len(_LETTER.findall(text))
    if letters == 0:
        return "fr"
    ranks = dict(_statistics().rank(text)) if letters >= _ENOUGH else {}
    return _by_script(text, letters, ranks) or _by_words(text, folded[:_READ], ranks)


def load_statistics() -> None:
    """Starts loading and returns: half a second's work, done while the reader starts."""
    if not _tables.cache_info().currsize:
        Thread(target=_statistics, daemon=True).start()


def _by_script(text: str, letters: int, ranks: dict[str, float]) -> str | None:
    """A few look-alike letters in a French word are a trick or a typing error, not Russian."""
    for script, names, own in SCRIPTS:
        if 2 * len(script.findall(text)) > letters or (names == ("ja",) and script.search(text)):
            if any(letter in own for letter in text.lower()):
                return names[0]
            likely, *others = names[1:] or names
            return next((name for name in others if ranks.get(name, 0.0) > _SURE), likely)
    return None


def _by_words(text: str, folded: str, ranks: dict[str, float]) -> str:
    words = {word.lower().replace("’", "'") for word in _WORD.findall(text)}
    meant = set(_WORD.findall(folded))  # "u open 2moro", "g pa recu": as written out
    scores = {name: _score(name, words, meant, ranks) for name in LANGUAGES}
    likely = {name: ranks.get(name, 0.0) + _HINT * _shows(name, words) for name in OTHERS}
    other = max(likely, key=lambda name: likely[name])
    told = max(len(words & WORDS[name]) for name in LANGUAGES)
    share = likely[other]
    if share >= _NAMED and told * 3 <= len(words):
        return other
    return max(scores, key=lambda name: scores[name])


def _score(name: str, words: set[str], meant: set[str], ranks: dict[str, float]) -> float:
    said = _weight(name, words)
    if name in ("fr", "en"):
        said = max(said, _weight(name, meant))
    among = sum(ranks.get(one, 0.0) for one in LANGUAGES) or 1.0
    trusted = min(1.0, sum(map(len, words)) / _PLENTY)
    likely = trusted * math.log(max(ranks.get(name, 0.0) / among, _FLOOR)) if ranks else 0.0
    said += _shows(name, words)
    return likely + _PER_WORD * said + (_HOME if name == "fr" else 0.0)


def _weight(name: str, words: set[str]) -> float:
    """A word of one language counts whole, a word of several is shared between them."""
    return sum(1 / _owners(word) for word in words & WORDS[name])


def _shows(name: str, words: set[str]) -> bool:
    return any(letter in LETTERS.get(name, "") for word in words for letter in word)


@lru_cache(maxsize=2_000)
def _owners(word: str) -> int:
    return sum(word in known for known in WORDS.values())


def _statistics() -> LanguageIdentifier:
    with _LOADING:
        return _tables()


@lru_cache(maxsize=1)
def _tables() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
