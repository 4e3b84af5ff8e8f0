"""Where a text speaks of articles: each noun with the words that describe it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coccinelle.understanding.catalogue_index import CatalogueIndex, stem
from coccinelle.understanding.clauses import Clause
from coccinelle.understanding.found import Found
from coccinelle.understanding.lexicon import Lexicon
from coccinelle.understanding.phrases import Word

_REACH = 7  # words after its noun that may describe an article
_BEFORE = 2
_LINK = re.compile(r"(?:https?:|www\.)\S{1,300}")
_SHY = frozenset(
    "top tot haut bas cap tennis ring suit body cuir short talons slim mules bob moulant".split()
)
_DETERMINERS = frozenset(
    "le la les l un une des ce cet cette ces du de mon ma mes votre vos deux trois petit petite "
    "joli "
    "beau the a this that your my some any black white red blue green".split()
)
_OPENING = frozenset("le la les un une des ce cet cette ces mon ma mes votre vos the".split())
_ARTICLES = frozenset("la le celle celui the".split())
_BREAKS = frozenset(
    "et ou and or avec with mais puis aussi sinon que qui pour car contre ne n est sont etait ont "
    "ai avait is was has are je vous il elle they it existe existent coute coutent reste restent "
    "disponible disponibles please toujours encore merci bonjour taille".split()
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What is read: the words, the colours in them, and what day it is."""

    words: tuple[Word, ...]
    folded: str
    clauses: tuple[Clause, ...]
    colors: tuple[Found, ...]
    now: datetime
    past_days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """One article spoken of: its noun (words[place]) and the words that describe it."""

    noun: str | None
    words: tuple[Word, ...]
    place: int = 0

    @property
    def head(self) -> str:
        """Its noun as it was said."""
        return self.words[self.place].text

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def find_mentions(sight: Sight, index: CatalogueIndex, lexicon: Lexicon) -> Iterator[Mention]:
    """Each noun with what describes it, and the nicknames said without a noun."""
    outside = _outside_links(sight)
    for clause in sight.clauses:
        words = [w for w in outside if clause.start <= w.start < clause.end]
        nouns = _noun_places(words, index)
        for rank, place in enumerate(nouns):
            end = nouns[rank + 1] if rank + 1 < len(nouns) else len(words)
            shaded = place > 0 and words[place - 1].text in index.shades  # "and the beige blazer"
            described = _described(words, place, end, _BEFORE if not rank else int(shaded))
            kept = _trimmed(described, words[place], lexicon)
            yield Mention(index.noun(words[place].text), kept, kept.index(words[place]))
        if not nouns:
            yield from _nicknames(words, index, lexicon)


def _outside_links(sight: Sight) -> list[Word]:
    """The words of a web address name nothing."""
    links = [m.span() for m in _LINK.finditer(sight.folded)]
    if not links:
        return list(sight.words)
    return [w for w in sight.words if not any(start <= w.start < end for start, end in links)]


def _noun_places(words: Sequence[Word], index: CatalogueIndex) -> list[int]:
    """Where a new article begins; "robe chemise" is one when a product bears both words."""
    places: list[int] = []
    for at, word in enumerate(words):
        noun = index.noun(word.text)
        if (
            noun is None
            or _is_exclaimed(words, at)
            or (at and words[at - 1].text in ("en", "de", "a", "in") and places)
        ):
            continue
        if places and at - places[-1] <= _REACH and _one_article(words, places[-1], at, index):
            continue
        places.append(at)
    return places


def _is_exclaimed(words: Sequence[Word], at: int) -> bool:
    """ "Top !", "en haut": some nouns are articles of the shop only after a determiner."""
    return words[at].text in _SHY and (at == 0 or words[at - 1].text not in _DETERMINERS)


def _one_article(words: Sequence[Word], first: int, second: int, index: CatalogueIndex) -> bool:
    if any(w.text in _BREAKS for w in words[first + 1 : second]):
        return False
    return (
        bool(index.named(words[first].text) & index.named(words[second].text))
        or second - first == 1
    )


def _described(words: Sequence[Word], place: int, end: int, before: int) -> tuple[Word, ...]:
    start = max(0, place - before)
    if place and words[place - 1].text in _OPENING:
        start = place  # "renvoie la robe": what stands before the article describes nothing
    stop = next((n for n in range(place + 1, end) if words[n].text in _BREAKS), end)
    return tuple(words[start : min(stop, place + 1 + _REACH)])


def _trimmed(words: Sequence[Word], noun: Word, lexicon: Lexicon) -> tuple[Word, ...]:
    """Without the small words around: "avez la robe bleue en 38" is "robe bleue"."""
    telling = [
        w
        for w in words
        if w is noun or (len(w.text) > 1 and w.text.isalpha() and w.text not in lexicon.stop_words)
    ]
    first = words.index(telling[0])
    last = words.index(telling[-1])
    return tuple(words[first : last + 1])


def _nicknames(words: Sequence[Word], index: CatalogueIndex, lexicon: Lexicon) -> Iterator[Mention]:
    stems = [stem(w.text) for w in words]
    for alias in _aliases_in(stems, index):
        start = next(n for n in range(len(stems)) if tuple(stems[n : n + len(alias)]) == alias)
        yield Mention(None, tuple(words[start : start + len(alias)]))
        return
    rare = [w for at, w in enumerate(words) if _singles_out(words, at, index)]
    if rare:
        yield Mention(None, tuple(rare))


def _singles_out(words: Sequence[Word], at: int, index: CatalogueIndex) -> bool:
    """ "la Capucine", "la fleurie": a rare name, or a describing word used as a noun."""
    text = words[at].text
    if not text.isalpha() or len(text) <= 3:
        return False
    before = words[at - 1].text if at else ""
    described = stem(text) in index.descriptors and before in _ARTICLES | index.shades
    return index.is_rare(text) or (described and bool(index.named(text)))


def _aliases_in(stems: list[str], index: CatalogueIndex) -> Iterator[tuple[str, ...]]:
    lengths = range(min(5, len(stems)), 1, -1)
    spans = (tuple(stems[n : n + size]) for size in lengths for n in range(len(stems) - size + 1))
    yield from (span for span in spans if span in index.aliases)
