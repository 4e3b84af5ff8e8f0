"""Which concepts a text speaks of: phrases of word patterns, looked up by their first word.

A phrase is written as people say it. `mot*` is a prefix, `a|b` a choice, `mot~` optional,
`..` up to four words of any kind, `<n>` a number; `a|b_c` a choice between one word and two.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from coccinelle.understanding.text import fold

WORD = re.compile(r"tee?-shirts?\b|t-shirts?\b|[a-z]+|[0-9]+|[€%$£]")
_GAP = 4
_SHORTEST_TYPO = 5
_SHORTEST_KNOWN = 3
_ANGER, _BLUNT = "anger", 6


@dataclass(frozen=True, slots=True)
class Word:
    """text: as matched, its typing error mended; start, end: in the folded text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """One concept, and the stretch of folded text that says it."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One word pattern; gap: up to that many words may come before it."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]
    optional: bool
    gap: int = 0

    def fits(self, word: str) -> bool:
        if word in self.exact or ("<n>" in self.exact and word.isdecimal()):
            return True
        return bool(self.prefixes) and word.startswith(self.prefixes)


@dataclass(frozen=True, slots=True)
class _Phrase:
    concept: str
    steps: tuple[_Step, ...]


class Phrasebook:
    """All phrases of a sector, built once; reading never changes it but for its typing cache."""

    def __init__(self, concepts: Mapping[str, Iterable[str]], known: Iterable[str] = ()) -> None:
        phrases = [
            _phrase(name, plain)
            for name, group in concepts.items()
            for said in group
            for plain in _spelled_out(said)
        ]
        self._exact: dict[str, list[_Phrase]] = defaultdict(list)
        self._prefixed: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._index(phrase)
        steps = [step for phrase in phrases for step in phrase.steps]
        self._prefixes = frozenset(p for step in steps for p in step.prefixes)
        words = {w for step in steps for w in step.exact}.union(fold(k) for k in known)
        self._known = frozenset(w for k in words for w in WORD.findall(k))
        self._deletions = _deletions(self._known - _blunt(phrases))
        self._mended: dict[str, str] = {}

    def knows(self, word: str) -> bool:
        return word in self._known or any(word.startswith(p) for p in self._prefixes if len(p) > 3)

    def words(self, folded: str) -> tuple[Word, ...]:
        """The words of a folded text, obvious typing errors mended; gibberish is left as it is."""
        found = list(WORD.finditer(folded))
        long = [m[0] for m in found if len(m[0]) >= _SHORTEST_KNOWN and m[0].isalpha()]
        if len(long) > 2 and not any(self.knows(word) for word in long):
            return tuple(Word(m[0], m.start(), m.end()) for m in found)
        return tuple(Word(self._mend(m[0]), m.start(), m.end()) for m in found)

    def heard(self, words: tuple[Word, ...]) -> tuple[Heard, ...]:
        """Every concept said, in the order of the text."""
        texts = [w.text for w in words]
        return tuple(
            Heard(phrase.concept, words[i].start, words[end - 1].end)
            for i, text in enumerate(texts)
            for phrase in self._starting(text)
            if _may_follow(phrase.steps, texts, i + 1)
            and (end := _match(phrase.steps, texts, i)) is not None
        )

    def _index(self, phrase: _Phrase) -> None:
        first = phrase.steps[0]
        for word in first.exact:
            self._exact[word].append(phrase)
        for prefix in first.prefixes:
            self._prefixed[prefix].append(phrase)

    def _starting(self, word: str) -> Iterator[_Phrase]:
        yield from self._exact.get(word, ())
        if word.isdecimal():
            yield from self._exact.get("<n>", ())
        for length in range(2, len(word) + 1):
            yield from self._prefixed.get(word[:length], ())

    def _mend(self, word: str) -> str:
        if len(word) < _SHORTEST_TYPO or len(word) > 20 or word in self._known:
            return word
        if word not in self._mended:
            if len(self._mended) > 50_000:  # a flood of made-up words must not fill the memory
                self._mended.clear()
            self._mended[word] = word if self.knows(word) else self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str:
        """The one known word a single slip away; itself when there is none."""
        keys = {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
        near = {w for key in keys for w in self._deletions.get(key, ()) if w[0] == word[0]}
        close = sorted(w for w in near if OSA.distance(w, word) == 1)
        return close[0] if close else word


def _spelled_out(said: str) -> Iterator[str]:
    """A choice that holds several words makes a phrase of its own."""
    pieces = [_joined(piece) if "|" in piece else piece for piece in str(said).split()]
    at = next((n for n, piece in enumerate(pieces) if "_" in piece), None)
    if at is None:
        yield said
        return
    choices = pieces[at].split("|")
    short = "|".join(c for c in choices if "_" not in c)
    for choice in (short, *(c.replace("_", " ").strip() for c in choices if "_" in c)):
        if choice:
            yield from _spelled_out(" ".join((*pieces[:at], choice, *pieces[at + 1 :])))


def _joined(piece: str) -> str:
    """ "j'ai" in a choice is two words."""
    return piece.replace("'", "_").replace("-", "_")


def _phrase(concept: str, said: str) -> _Phrase:
    steps: list[_Step] = []
    gap = 0
    for piece in _pieces(said):
        if piece == "..":
            gap = _GAP
            continue
        steps.append(_step(piece, gap))
        gap = 0
    return _Phrase(concept, tuple(steps))


def _pieces(said: str) -> list[str]:
    """ "j'ai reçu|eu" is three patterns: the apostrophe and the hyphen separate words."""
    return fold(str(said)).replace("'", " ").replace("-", " ").split()


def _step(piece: str, gap: int) -> _Step:
    optional = piece.endswith("~")
    choices = piece.removesuffix("~").split("|")
    exact = frozenset(c for c in choices if not c.endswith("*"))
    prefixes = tuple(c[:-1] for c in choices if c.endswith("*"))
    return _Step(exact, prefixes, optional, gap)


def _deletions(words: Iterable[str]) -> dict[str, list[str]]:
    """Each known word under every form it takes with one letter missing."""
    forms: dict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= _SHORTEST_TYPO and word.isalpha():
            for key in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
                forms[key].append(word)
    return dict(forms)


def _blunt(phrases: Iterable[_Phrase]) -> set[str]:
    """Short words that only anger says: nobody is taken for having mistyped one ("ma canne")."""
    said = [phrase for phrase in phrases if phrase.concept == _ANGER and len(phrase.steps) == 1]
    return {word for p in said for word in p.steps[0].exact if len(word) <= _BLUNT}


def _may_follow(steps: tuple[_Step, ...], texts: list[str], at: int) -> bool:
    """Whether the second word can be right: most phrases stop here, cheaply."""
    if len(steps) == 1 or steps[1].gap or steps[1].optional:
        return True
    return at < len(texts) and steps[1].fits(texts[at])


def _match(steps: tuple[_Step, ...], texts: list[str], at: int, step: int = 0) -> int | None:
    """The index after the last word, None when the phrase is not there."""
    if step == len(steps):
        return at
    wanted = steps[step]
    for skipped in range(wanted.gap + 1):
        if at + skipped < len(texts) and wanted.fits(texts[at + skipped]):
            end = _match(steps, texts, at + skipped + 1, step + 1)
            if end is not None:
                return end
    return _match(steps, texts, at, step + 1) if wanted.optional else None
