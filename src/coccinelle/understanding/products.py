"""Which products of the business's catalogue a text speaks of; ambiguity is kept, not guessed."""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from coccinelle.understanding.catalogue_index import CatalogueIndex, stem
from coccinelle.understanding.found import Found
from coccinelle.understanding.lexicon import Lexicon
from coccinelle.understanding.mentions import Mention, Sight, find_mentions
from coccinelle.understanding.phrases import Word
from coccinelle.understanding.posts import find_post, says_post

_BEST = 5
_LONGEST_CODE = 4  # "RF", "2847", "38": how many words a reference may be typed in


def find_products(sight: Sight, index: CatalogueIndex, lexicon: Lexicon) -> list[Found]:
    """Named by nickname, by description, or by the post that showed them."""
    mentions = list(find_mentions(sight, index, lexicon))
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


def _resolve(
    mention: Mention, sight: Sight, index: CatalogueIndex, lexicon: Lexicon
) -> Found | None:
    refs, said, missed = _fitting(mention, sight, index, lexicon)
    if missed:
        refs = set()
    return _found(mention, index.best(refs, said, _BEST), index, "catalogue", said)


def _fitting(
    mention: Mention, sight: Sight, index: CatalogueIndex, lexicon: Lexicon
) -> tuple[Set[str], set[str], bool]:
    """The products that fit, the words that told, and whether a telling word fits none of them."""
    colors = _colors_of(mention, sight)
    named = index.exactly((w.text for w in mention.words), colors)
    if named:
        return named, set(), False
    told = [w.text for w in mention.words if _tells(w, mention, index, lexicon)]
    refs: Set[str] = index.headed(mention.head) if mention.noun else set()
    said = {mention.noun} if mention.noun else set()
    missed = False
    for word in sorted(told, key=lambda w: len(index.named(w)) or 10**9):
        fits = index.named(word) | index.tagged(word)
        narrowed = fits & refs if refs or mention.noun else fits
        if narrowed:
            refs, said = narrowed, said | {word}
        elif stem(word) in index.descriptors and not fits & refs:
            missed = True
    is_described = len(said) > 1 or not mention.noun
    missed = missed and len(refs) != 1 and not is_described
    refs = _by_color(colors, index, refs, is_described=is_described)
    return refs, said | {w.text for w in mention.words if w.text in lexicon.shades}, missed


def _tells(word: Word, mention: Mention, index: CatalogueIndex, lexicon: Lexicon) -> bool:
    text = word.text
    if text in lexicon.stop_words or text in lexicon.shades or stem(text) == mention.noun:
        return False
    return (
        len(text) > 1 and text.isalpha() and (not mention.noun or index.noun(text) != mention.noun)
    )


def _colors_of(mention: Mention, sight: Sight) -> list[str]:
    first = mention.start if mention.noun else mention.start - 14  # "la rouge fleurie"
    return [str(c.value) for c in sight.colors if first <= c.start <= mention.end + 12]


def _by_color(
    colors: list[str], index: CatalogueIndex, refs: Set[str], *, is_described: bool
) -> Set[str]:
    """A colour chooses among several; it never rules out what other words have named."""
    if len(refs) < 2 or not colors:
        return refs
    ways = (index.in_color(refs, color) for color in colors)
    return next((left for left in ways if left), refs if is_described else set())


def _by_post(sight: Sight, index: CatalogueIndex, mentions: list[Mention]) -> list[Found]:
    """ "celle de la story d'hier": the post's day and words, then the catalogue's."""
    words = tuple(mentions[0].words) if mentions else sight.words
    colors = tuple(str(c.value) for c in sight.colors)
    noun = mentions[0].noun if mentions else None
    refs = find_post(sight.folded, words, noun, colors, sight.past_days, index)
    if not refs:
        return []
    mention = Mention(noun, words)
    rest = [m for m in mentions[1:] if m.noun != noun]
    found = _found(mention, refs, index, "post", set())
    return [f for f in (found, *(_found_again(m, sight, index) for m in rest)) if f]


def _found_again(mention: Mention, sight: Sight, index: CatalogueIndex) -> Found | None:
    refs: Set[str] = index.headed(mention.head) if mention.noun else set()
    kept = _by_color(_colors_of(mention, sight), index, refs, is_described=False)
    return _found(mention, index.best(kept, set(), _BEST), index, "catalogue", set())


def _found(
    mention: Mention, refs: Sequence[str], index: CatalogueIndex, how: str, said: set[str]
) -> Found | None:
    """One product: its reference; several: the best five; none: the words, kept as they are."""
    if len(refs) == 1:
        name = index.by_ref[refs[0]].name
        return Found("product", name, mention.start, mention.end, refs[0], how=how)
    words = " ".join(w.text for w in mention.words)
    if not refs and not mention.noun:
        return None
    return Found(
        "product", words, mention.start, mention.end, None, tuple(refs),
        how if refs else "words",
    )  # fmt: skip
