"""Which products of the business's catalogue a text speaks of; ambiguity is kept, not guessed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from coccinelle.understanding.catalogue_index import CatalogueIndex, stem
from coccinelle.understanding.clauses import Clause
from coccinelle.understanding.found import Found
from coccinelle.understanding.lexicon import Lexicon
from coccinelle.understanding.phrases import Word
from coccinelle.understanding.posts import find_post, says_post

_BEST = 5
_LONGEST_CODE = 4  # "RF", "2847", "38": how many words a reference may be typed in
_REACH = 7  # words after its noun that may describe an article
_BEFORE = 2
_LINK = re.compile(r"(?:https?:|www\.)\S{1,300}")
_SHY = frozenset(
    "top haut bas cap tennis ring suit body cuir short talons slim mules bob moulant".split()
)
_DETERMINERS = frozenset(
    "le la les l un une des ce cet cette ces du de mon ma mes votre vos deux trois petit petite "
    "joli "
    "beau the a this that your my some any black white red blue green".split()
)
_ARTICLES = frozenset("la le celle celui the".split())
_BREAKS = frozenset(
    "et ou and or avec with mais puis aussi sinon que qui pour car contre ne n est sont etait ont "
    "ai avait is was has are je vous il elle they it".split()
)


@dataclass(frozen=True, slots=True)
class Sight:
    """What products.py reads: the words, the colours in them, and what day it is."""

    words: tuple[Word, ...]
    folded: str
    clauses: tuple[Clause, ...]
    colors: tuple[Found, ...]
    now: datetime
    past_days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    """One article spoken of: its noun and the words that describe it."""

    noun: str | None
    words: tuple[Word, ...]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end


def find_products(sight: Sight, index: CatalogueIndex, lexicon: Lexicon) -> list[Found]:
    """Named by nickname, by description, or by the post that showed them."""
    mentions = list(_mentions(sight, index, lexicon))
    if says_post(sight.folded):
        by_post = _by_post(sight, index, mentions)
        if by_post:
            return by_post
    return [found for m in mentions if (found := _resolve(m, sight, index, lexicon))]


def find_codes(sight: Sight, index: CatalogueIndex) -> Iterator[Found]:
    at = 0
    while at < len(sight.words):
        length = next((n for n in range(_LONGEST_CODE, 0, -1) if _code(sight, at, n, index)), 0)
        if length:
            ref, size = index.codes[_code(sight, at, length)]
            start, end = sight.words[at].start, sight.words[at + length - 1].end
            yield Found("product", index.by_ref[ref].name, start, end, ref, how="catalogue")
            if size:
                yield Found("size", size, start, end, how="catalogue")
        at += length or 1


def _code(sight: Sight, at: int, length: int, index: CatalogueIndex | None = None) -> str:
    """The words put together, "" when they are no code of the catalogue or stand too far apart."""
    words = sight.words[at : at + length]
    if len(words) < length or any(b.start - a.end > 1 for a, b in pairwise(words)):
        return ""
    code = "".join(w.text for w in words)
    if index is None:
        return code
    known = code in index.codes and any(c.isdigit() for c in code)
    return code if known and not (code.isdigit() and len(code) < 5) else ""


def _mentions(sight: Sight, index: CatalogueIndex, lexicon: Lexicon) -> Iterator[_Mention]:
    """Each noun with what describes it, and the nicknames said without a noun."""
    for clause in sight.clauses:
        words = [w for w in _outside_links(sight) if clause.start <= w.start < clause.end]
        nouns = _noun_places(words, index)
        for rank, place in enumerate(nouns):
            end = nouns[rank + 1] if rank + 1 < len(nouns) else len(words)
            described = _described(words, place, end, rank == 0)
            kept = _trimmed(described, words[place], lexicon)
            yield _Mention(index.noun(words[place].text), kept)
        if not nouns:
            yield from _nicknames(words, index, lexicon)


def _outside_links(sight: Sight) -> list[Word]:
    """The words of a web address name nothing."""
    links = [m.span() for m in _LINK.finditer(sight.folded)]
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


def _described(words: Sequence[Word], place: int, end: int, first: bool) -> tuple[Word, ...]:
    start = max(0, place - _BEFORE) if first else place
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


def _nicknames(
    words: Sequence[Word], index: CatalogueIndex, lexicon: Lexicon
) -> Iterator[_Mention]:
    stems = [stem(w.text) for w in words]
    for alias in _aliases_in(stems, index):
        start = next(n for n in range(len(stems)) if tuple(stems[n : n + len(alias)]) == alias)
        yield _Mention(None, tuple(words[start : start + len(alias)]))
        return
    rare = [w for at, w in enumerate(words) if _singles_out(words, at, index)]
    if rare:
        yield _Mention(None, tuple(rare))


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


def _resolve(
    mention: _Mention, sight: Sight, index: CatalogueIndex, lexicon: Lexicon
) -> Found | None:
    refs, said, missed = _fitting(mention, sight, index, lexicon)
    if missed:
        refs = set()
    return _found(mention, index.ranked(refs, said), index, "catalogue", said)


def _fitting(
    mention: _Mention, sight: Sight, index: CatalogueIndex, lexicon: Lexicon
) -> tuple[set[str], set[str], bool]:
    """The products that fit, the words that told, and whether a telling word fits none of them."""
    told = [w.text for w in mention.words if _tells(w, mention, index, lexicon)]
    refs: set[str] = set(index.named(mention.noun)) if mention.noun else set()
    said = {mention.noun} if mention.noun else set()
    missed = False
    for word in sorted(told, key=lambda w: len(index.named(w)) or 10**9):
        fits = index.named(word) | index.tagged(word)
        narrowed = set(fits & refs if refs else () if mention.noun else fits)
        if narrowed:
            refs, said = narrowed, said | {word}
        elif stem(word) in index.descriptors and not fits & refs:
            missed = True
    said |= {w.text for w in mention.words if w.text in lexicon.shades}
    return _by_color(mention, sight, index, refs), said, missed and len(refs) != 1


def _tells(word: Word, mention: _Mention, index: CatalogueIndex, lexicon: Lexicon) -> bool:
    text = word.text
    if text in lexicon.stop_words or text in lexicon.shades or stem(text) == mention.noun:
        return False
    return (
        len(text) > 1 and text.isalpha() and (not mention.noun or index.noun(text) != mention.noun)
    )


def _by_color(mention: _Mention, sight: Sight, index: CatalogueIndex, refs: set[str]) -> set[str]:
    """A colour chooses among several; it never rules out the one product that was named."""
    first = mention.start if mention.noun else mention.start - 14  # "la rouge fleurie"
    colors = [c for c in sight.colors if first <= c.start <= mention.end + 12]
    if len(refs) < 2 or not colors:
        return refs
    return refs & index.colored(str(colors[-1].value))


def _by_post(sight: Sight, index: CatalogueIndex, mentions: list[_Mention]) -> list[Found]:
    """ "celle de la story d'hier": the post's day and words, then the catalogue's."""
    words = tuple(mentions[0].words) if mentions else sight.words
    colors = tuple(str(c.value) for c in sight.colors)
    noun = mentions[0].noun if mentions else None
    refs = find_post(sight.folded, words, noun, colors, sight.past_days, index)
    if not refs:
        return []
    mention = _Mention(noun, words)
    rest = [m for m in mentions[1:] if m.noun != noun]
    found = _found(mention, refs, index, "post", set())
    return [f for f in (found, *(_found_again(m, sight, index) for m in rest)) if f]


def _found_again(mention: _Mention, sight: Sight, index: CatalogueIndex) -> Found | None:
    refs = index.named(mention.noun) if mention.noun else set()
    kept = _by_color(mention, sight, index, set(refs))
    return _found(mention, index.ranked(kept, set()), index, "catalogue", set())


def _found(
    mention: _Mention, refs: Sequence[str], index: CatalogueIndex, how: str, said: set[str]
) -> Found | None:
    """One product: its reference; several: the best five; none: the words, kept as they are."""
    if len(refs) == 1:
        name = index.by_ref[refs[0]].name
        return Found("product", name, mention.start, mention.end, refs[0], how=how)
    words = " ".join(w.text for w in mention.words)
    if not refs and not mention.noun:
        return None
    return Found(
        "product", words, mention.start, mention.end, None, tuple(refs[:_BEST]),
        how if refs else "words",
    )  # fmt: skip
