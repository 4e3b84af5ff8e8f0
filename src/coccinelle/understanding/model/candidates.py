"""The few products worth telling a model about: a catalogue is too long, and not all its affair."""

from collections.abc import Iterator

from rapidfuzz import fuzz, process, utils

from coccinelle.core.catalogue import Product
from coccinelle.core.reading import Reading
from coccinelle.core.turn import Turn
from coccinelle.understanding.text import LIMIT

MOST = 40
_LIKE = 45  # token_set_ratio: one telling word in common


def nearest(turn: Turn, read: Reading) -> list[Product]:
    """Those the embedded reader thought of, those we spoke of, then those most like the text."""
    by_ref = {product.ref: product for product in turn.catalogue.products}
    refs = dict.fromkeys(ref for ref in _thought_of(turn, read) if ref in by_ref)
    for _, _, rank in _alike(turn):
        refs.setdefault(turn.catalogue.products[rank].ref)
    return [by_ref[ref] for ref in list(refs)[:MOST]]


def _thought_of(turn: Turn, read: Reading) -> Iterator[str]:
    for request in read.requests:
        for entity in request.entities:
            yield from filter(None, (entity.ref, *entity.candidates))
    yield turn.memory.product_ref or ""
    if turn.memory.question:
        yield from turn.memory.question.choices


def _alike(turn: Turn) -> list[tuple[str, float, int]]:
    return process.extract(
        turn.text[:LIMIT],
        [product.name for product in turn.catalogue.products],
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=_LIKE,
    )
