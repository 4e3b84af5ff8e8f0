"""Every value said in a text, each stretch of text read once."""

from collections.abc import Callable, Mapping
from datetime import date

from coccinelle.core.memory import Memory
from coccinelle.core.turn import Turn
from coccinelle.understanding.catalogue_index import CatalogueIndex
from coccinelle.understanding.clauses import Clause
from coccinelle.understanding.colors import find_colors
from coccinelle.understanding.contacts import find_contacts
from coccinelle.understanding.counts import find_amounts, find_party, find_quantities
from coccinelle.understanding.dates import Moment, find_moments
from coccinelle.understanding.found import Found, overlaps, without_corrected
from coccinelle.understanding.identifiers import find_identifiers
from coccinelle.understanding.lexicon import Lexicon, singular
from coccinelle.understanding.mentions import Sight
from coccinelle.understanding.names import find_names
from coccinelle.understanding.phrases import Heard, Word
from coccinelle.understanding.posts import says_post
from coccinelle.understanding.products import find_codes, find_products
from coccinelle.understanding.sizes import find_sizes
from coccinelle.understanding.text import Text
from coccinelle.understanding.wares import find_wares

_ORDER_TALK = frozenset(
    "order order_mine parcel not_received exchange return refund too_big".split()
)
ABOUT_ORDERS = frozenset(
    "order_status order_cancel order_modify exchange_request return_refund item_problem".split()
)
_SEATED = ("restaurant", "spa", "real_estate")
_LONGEST_NAME = 3  # words of a service or a vehicle


def find_entities(
    text: Text,
    words: tuple[Word, ...],
    clauses: tuple[Clause, ...],
    heard: tuple[Heard, ...],
    turn: Turn,
    memory: Memory,
    lexicon: Lexicon,
    index: CatalogueIndex,
) -> tuple[tuple[Moment, ...], tuple[Found, ...]]:
    """The moments, and everything found (dates and times included), in the order of the text."""
    folded = text.folded
    moments = _moments(folded, turn, memory)
    colors = find_colors(words, folded, lexicon.shades) if turn.sector == "boutique" else []
    past = tuple(m.day for m in moments if m.past and m.day)
    sight = Sight(words, folded, clauses, tuple(colors), turn.now, past)
    found = list(find_codes(sight, index))
    products = [] if found or not index.by_ref else find_products(sight, index, lexicon)
    orders = any(h.concept in _ORDER_TALK for h in heard) or speaks_of_orders(memory)
    found += _clear(find_contacts(text), found)
    names = find_names(text, (said.text for said in turn.said), _everyday(lexicon))
    found += _clear(names, found)
    found += _clear(find_amounts(folded), found)
    found += _clear(find_identifiers(text, turn.sector, about_orders=orders), found)
    moments = tuple(m for m in moments if not overlaps(m.start, m.end, found))
    dated = [f for m in moments for f in _dated(m, folded)]
    timed = [f for f in dated if f.name != "day_part"]
    found += timed
    if not products and not any(f.ref for f in found):
        taken = [*found, *(c for c in colors if " " in str(c.value))]
        products = list(find_wares(text, words, taken, lexicon))
    found += [f for f in dated if f not in timed and _clear([f], products)]  # robe de soirée
    found += _counted(folded, found, turn.sector, products)
    found += products
    found += _clear(colors, [f for f in found if f.name == "address"])
    found += _clear(_called("vehicle", text, words, lexicon.vehicles), found)
    found += _called("event", text, words, lexicon.events)
    return moments, tuple(without_corrected(found, folded))


def speaks_of_orders(memory: Memory) -> bool:
    """A number alone is then an order's, whatever product has the same digits."""
    question = memory.question
    if question is None:
        return memory.about in ABOUT_ORDERS
    asks = question.kind == "which_order" or "order_number" in question.choices
    return asks or question.wanted.partition("/")[0] in ABOUT_ORDERS


def _everyday(lexicon: Lexicon) -> Callable[[str], bool]:
    """Whether a word is one of the language or of the trade."""
    return lambda word: (
        lexicon.phrasebook.knows(word)
        or word in lexicon.stop_words
        or singular(word) in lexicon.wares
        or word in lexicon.vehicles
    )


def _clear(new: list[Found], taken: list[Found]) -> list[Found]:
    return [f for f in new if not overlaps(f.start, f.end, taken)]


def _moments(folded: str, turn: Turn, memory: Memory) -> tuple[Moment, ...]:
    anchor: date | None = memory.pickup_at.date() if memory.pickup_at else None
    dines = turn.sector == "restaurant"
    return find_moments(folded, turn.now, anchor=anchor, dines=dines)


def _dated(moment: Moment, folded: str) -> list[Found]:
    """A past day is only told when no post explains it ("postée hier")."""
    found: list[Found] = []
    if moment.past and says_post(folded):
        return found
    if moment.day and moment.day_span:
        found.append(Found("date", moment.day.isoformat(), *moment.day_span))
    if moment.day_to and moment.day_span:
        found.append(Found("date_to", moment.day_to.isoformat(), *moment.day_span))
    if moment.at and moment.time_span:
        found.append(Found("time", f"{moment.at:%H:%M}", *moment.time_span))
    if moment.until and moment.time_span:
        found.append(Found("time_to", f"{moment.until:%H:%M}", *moment.time_span))
    if moment.part and not moment.at:
        found.append(Found("day_part", moment.part, moment.start, moment.end))
    return found


def _counted(folded: str, taken: list[Found], sector: str, wares: list[Found]) -> list[Found]:
    found = find_party(folded, taken, is_seated=sector in _SEATED)
    found += find_quantities(folded, wares, [*taken, *found])
    return found + find_sizes(folded, [*taken, *found], sector)


def _called(
    name: str, text: Text, words: tuple[Word, ...], known: Mapping[str, str]
) -> list[Found]:
    """Vehicles and events by name, the longest at each place, as they were said."""
    found: list[Found] = []
    at = 0
    while at < len(words) and known:
        sizes = range(min(_LONGEST_NAME, len(words) - at), 0, -1)
        length = next((n for n in sizes if _joined(words, at, n) in known), 0)
        if length:
            start, end = words[at].start, words[at + length - 1].end
            if end - start > 1:
                found.append(Found(name, text.words(start, end), start, end))
        at += length or 1
    return found


def _joined(words: tuple[Word, ...], at: int, length: int) -> str:
    return " ".join(w.text for w in words[at : at + length])
