"""The answer to an offer to put aside: which of the items offered, how many, another size."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coccinelle.core.catalogue import Product, Variant
from coccinelle.core.memory import OpenQuestion
from coccinelle.core.reading import Answer
from coccinelle.understanding.assent import agrees, agrees_plainly, asks, corrects, declines
from coccinelle.understanding.catalogue_index import stem
from coccinelle.understanding.choices import ranked
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage

_ALL = re.compile(
    r"\b(?:les deux|les 2|les trois|les 3|tous|toutes|tout|both|all of (?:them|it)|all|"
    r"l'une? et l'autre|the two|la totale|l'ensemble)\b"
)
_BOTH = re.compile(r"\b(?:les deux|les 2|both)\b")
_NONE_OF = re.compile(r"\b(?:aucune?|ni|neither|pas (?:tout|tous|toutes|les deux))\b")
_NOT_THIS = re.compile(r"\b(?:pas|sauf|sans|ni|not|except|excepte|hormis)(?: \w+){0,2} $")
# Requests that the answer already carries.
_CARRIED = frozenset(
    "ack_closing unclear_other hold_item stock_availability booking_create booking_modify "
    "booking_cancel order_status order_modify exchange_request place_order".split()
)
_POLITE = frozenset(("ack_closing", "unclear_other"))
_FEW_WORDS = 3
_SURE = 0.95

_Item = tuple[Product, Variant]
_Reply = tuple[Answer | None, tuple[Asked, ...]]


def to_offer(passage: Passage, question: OpenQuestion, requests: tuple[Asked, ...]) -> _Reply:
    known = passage.index.by_sku
    items = [known[sku] for sku in question.choices if sku in known]
    if len(items) > 1:
        return _to_several(passage, items, question.wanted, requests)
    item = items[0] if items else None
    if _speaks_of_another(passage, item):
        return _and_another(passage, item, question.wanted, requests)
    if _leaves_out(passage, item):
        return Answer("no"), _instead(passage, item)
    changed = _changed(passage, item)
    if changed and not (declines(passage) and passage.hears("too_big", "not_come", "cancel")):
        return _to_change(passage, item, changed, question.wanted, requests)
    if declines(passage):
        return _refused(passage, requests)
    both = _BOTH.search(passage.text.folded) and not asks(passage)
    if both or agrees(passage) or _only_says_when(passage, requests):
        accepted = _accepted(passage, item, question.wanted)
        return Answer("yes"), (accepted, *_others(requests, _CARRIED))
    return None, requests


def _to_several(
    passage: Passage, items: Sequence[_Item], wanted: str, requests: tuple[Asked, ...]
) -> _Reply:
    """ "oui les deux" takes everything, "juste le blazer" that one."""
    folded = passage.text.folded
    if asks(passage) and not agrees(passage):
        return None, requests
    everything = _ALL.search(folded) and not _NONE_OF.search(folded)
    picked = list(items) if everything else _picked(passage, items)
    if not picked and declines(passage):
        return _refused(passage, requests)
    if not picked and not (agrees(passage) or _only_says_when(passage, requests)):
        return None, requests
    changed = _changed(passage, picked[0]) if len(picked) == 1 else None
    if changed:
        return _to_change(passage, picked[0], changed, wanted, requests)
    taken = (_accepted(passage, item, wanted, drops=("quantity",)) for item in picked or items)
    return Answer("yes"), (*taken, *_others(requests, _CARRIED))


def _picked(passage: Passage, items: Sequence[_Item]) -> list[_Item]:
    """Those that the words single out, or the others when they are left out ("pas la robe")."""
    rank = ranked(passage.text.folded, range(len(items)))
    if rank is not None:
        return [items[rank]]
    named: set[int] = set()
    left_out: set[int] = set()
    for start, which in _mentioned(passage, items):
        before = passage.text.folded[max(0, start - 24) : start]
        (left_out if _NOT_THIS.search(before) else named).update(which)
    meant = (named or set(range(len(items))) if left_out else named) - left_out
    return [item for rank, item in enumerate(items) if rank in meant]


def _mentioned(passage: Passage, items: Sequence[_Item]) -> Iterator[tuple[int, set[int]]]:
    """Each word, size or colour that fits some of the items and not the others."""
    for word in passage.words:
        if word.text not in passage.lexicon.stop_words and word.text.isalpha():
            which = {n for n, (p, _) in enumerate(items) if _bears(passage, p, word.text)}
            if 0 < len(which) < len(items):
                yield word.start, which
    for found in passage.found:
        which = {n for n, item in enumerate(items) if _fits(passage, item, found)}
        if 0 < len(which) < len(items):
            yield found.start, which


def _bears(passage: Passage, product: Product, word: str) -> bool:
    if passage.index.noun(word):
        return product.ref in passage.index.headed(word)
    return stem(word) in {stem(w) for w in spaced(product.name).split()}


def _fits(passage: Passage, item: _Item, found: Found) -> bool:
    product, variant = item
    if found.name == "size":
        return str(found.value).casefold() == variant.size.casefold()
    return found.name == "color" and bool(passage.index.in_color([product.ref], str(found.value)))


def _speaks_of_another(passage: Passage, item: _Item | None) -> bool:
    ref = item[0].ref if item else passage.memory.product_ref
    said = [f for f in passage.found if f.name == "product"]
    return bool(said) and not any(_may_be(passage, f, ref) for f in said)


def _may_be(passage: Passage, found: Found, ref: str | None) -> bool:
    meant = {found.ref, *found.candidates} - {None}
    such = passage.index.headed(str(found.value))
    return ref in meant or ref in such or not (meant or such)


def _leaves_out(passage: Passage, item: _Item | None) -> bool:
    """ "la jupe oui, pas les bottines" when the boots were offered."""
    ref = item[0].ref if item else passage.memory.product_ref
    said = [f for f in passage.found if f.name == "product" and _may_be(passage, f, ref)]
    before = [passage.text.folded[max(0, f.start - 24) : f.start] for f in said]
    return bool(before) and all(_NOT_THIS.search(b) for b in before)


def _instead(passage: Passage, item: _Item | None) -> tuple[Asked, ...]:
    ref = item[0].ref if item else passage.memory.product_ref
    others = [f for f in passage.found if f.name == "product" and not _may_be(passage, f, ref)]
    if not others:
        return (whole(passage, "ack_closing"),)
    return (replace(whole(passage, "stock_availability"), own=(others[0],)),)


def _and_another(
    passage: Passage, item: _Item | None, wanted: str, requests: tuple[Asked, ...]
) -> _Reply:
    """ "oui, et vous avez le blazer beige ?": the offer is taken, the rest is asked beside it."""
    if not agrees_plainly(passage) or item is None:
        return None, requests
    accepted = _accepted(passage, item, wanted)
    return Answer("yes"), (accepted, *_others(requests, _POLITE))


def _to_change(
    passage: Passage, item: _Item | None, changed: str, wanted: str, requests: tuple[Asked, ...]
) -> _Reply:
    """With a yes it is wanted as changed; without one it is looked at first, and offered anew."""
    if asks(passage) and not corrects(passage) and not agrees_plainly(passage):
        vague = {r.intent for r in requests} <= _POLITE
        return None, (whole(passage, "stock_availability"),) if vague else requests
    agreed = agrees_plainly(passage) and not declines(passage)
    intent = wanted if agreed else "stock_availability"
    said = {f.name for f in passage.found} - {"product"}
    own = tuple(f for f in _own(item) if f.name not in said) if item else ()
    if item and "color" in said and changed not in item[0].colors:
        own = tuple(f for f in own if f.name != "product")  # "plutôt la rose" is another dress
    first = replace(whole(passage, intent), confidence=_SURE, own=own)
    return Answer("correction", changed), (first, *_others(requests, _CARRIED))


def _changed(passage: Passage, item: _Item | None) -> str | None:
    """The size or colour said when it is not the one the offer is about."""
    memory = passage.memory
    size, color = (item[1].size, item[1].color) if item else (memory.size, memory.color)
    ref = item[0].ref if item else memory.product_ref or ""
    said = passage.says("size")
    if said and str(said.value).casefold() != (size or "").casefold():
        return str(said.value)
    shade = passage.says("color")
    product = passage.index.by_ref.get(ref)
    if shade is None or color is None or product is None:
        return None
    offered = passage.lexicon.shades.get(spaced(color), color)
    only = len(product.colors) == 1 and passage.index.in_color([ref], str(shade.value))
    return None if only or str(shade.value) == offered else str(shade.value)


def _only_says_when(passage: Passage, requests: tuple[Asked, ...]) -> bool:
    """ "demain vers 17h" takes the offer without a yes."""
    said = passage.says("date") or passage.says("time")
    vague = {r.intent for r in requests} <= _CARRIED
    return said is not None and vague and not asks(passage) and not declines(passage)


def _accepted(
    passage: Passage, item: _Item | None, wanted: str, drops: tuple[str, ...] = ()
) -> Asked:
    own = _own(item) if item else ()
    both = _BOTH.search(passage.text.folded)
    if both and not drops:
        own += (Found("quantity", 2, *both.span()),)
    return replace(whole(passage, wanted), confidence=_SURE, own=own, drops=drops)


def _own(item: _Item) -> tuple[Found, ...]:
    product, variant = item
    values = (("size", variant.size), ("color", variant.color))
    return (
        Found("product", product.name, 0, 0, product.ref, how="memory"),
        *(Found(name, value, 0, 0, how="memory") for name, value in values if value),
    )


def _refused(passage: Passage, requests: tuple[Asked, ...]) -> _Reply:
    """ "laissez tomber" is about the offer, whatever it looks like alone."""
    if len(passage.words) <= _FEW_WORDS and not asks(passage):
        return Answer("no"), (whole(passage, "ack_closing"),)
    return Answer("no"), _others(requests, _CARRIED) or (whole(passage, "ack_closing"),)


def _others(requests: tuple[Asked, ...], carried: frozenset[str]) -> tuple[Asked, ...]:
    return tuple(r for r in requests if r.intent not in carried)
