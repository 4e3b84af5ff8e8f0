"""The values that an exchange has settled so far, and those that a request takes from it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from coccinelle.core.memory import Memory
from coccinelle.core.reading import Entity
from coccinelle.understanding.found import Found
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.sizes import with_roles
from coccinelle.understanding.slots import slots_in, split_slot

_KEPT = (
    "product size color order_number invoice_number tracking_number name party_size service plate "
    "vehicle mileage property_ref address phone email"
).split()
_COUNTED = frozenset(("party_size", "quantity", "mileage"))
_EXCHANGES = re.compile(r"\b(?:echang\w+|exchang\w+|swap\w*|trop (?:grand|petit|serre|juste)\w*)\b")
_THING = re.compile(
    r"\b(?:le|la|les|l'|votre|vos|mon|ma|mes|the|your|my|un|une|des|du|el|lo)[ ]?"
    r"(?P<thing>[a-z][a-z0-9'-]{2,}(?: (?:en|de|d'|a|du|des|of|with|sans)? ?[a-z0-9'-]+){0,3}?)"
    r"(?= (?:est|sont|vous|il|elle|is|are|coute|yen|reste|existe|fait|pour|sur|"
    r"for|avec|with|en stock)\b| ?[,.?!;:]|$)"
)
_NO_THING = re.compile(r"^(?:plaisir|soir|matin|moment|place|semaine|jour|cote|one|demain)\b")
WHEN = ("date", "time")
_OF_BOOKING = ("date", "time", "party_size", "service", "name", "vehicle", "plate", "property_ref")
_OF_ORDER = ("order_number", "product", "name")
_CARRIED: Mapping[str, tuple[str, ...]] = {
    "booking_create": _OF_BOOKING,
    "booking_modify": ("date", "time", "service", "name", "vehicle", "property_ref"),
    "booking_cancel": ("date", "time", "service", "name", "property_ref"),
    "booking_status": ("name",),
    "hold_item": ("product", "size", "color"),
    "waiting_list": ("product", "size", "color", "service"),
    "stock_availability": ("product", "size"),
    "product_service_info": ("product", "service"),
    "price_quote": ("service", "product", "vehicle"),
    "exchange_request": ("order_number", "product", "size_to", "size_from", "color"),
    "order_cancel": _OF_ORDER,
    "order_modify": (*_OF_ORDER, "size", "address"),
    "order_status": ("order_number", "tracking_number"),
    "place_order": ("product", "quantity", "size", "color"),
    "return_refund": _OF_ORDER,
    "item_problem": _OF_ORDER,
    "payment_invoice": ("invoice_number", "order_number"),
    "repair_status": ("plate", "vehicle"),
    "property_enquiry": ("property_ref",),
}  # fmt: skip
_PAIRED = {"new_date": "date", "new_time": "time", "date_to": "date", "day_part": "time",
           "size_to": "size", "size": "size_to"}  # fmt: skip


def details_of(passages: Iterable[Passage]) -> dict[str, str]:
    """passages: of either side, oldest first; what is said last counts."""
    known: dict[str, str] = {}
    for passage in passages:
        _learn(known, passage)
    return known


def carried(memory: Memory, intent: str, has: set[str]) -> tuple[Entity, ...]:
    """has: the names of the values that the request has already."""
    said = has | {_PAIRED[name] for name in has if name in _PAIRED}
    names = _CARRIED.get(intent, ()) if memory.details else ()
    return tuple(
        Entity(name, _typed(name, value), how="memory")
        for name in names
        if name not in said and (value := memory.detail(name))
    )


def thing_in(passage: Passage) -> str | None:
    """What a message names, when no catalogue knows it: "la boîte de fusibles"."""
    for match in _THING.finditer(passage.text.folded):
        if not _NO_THING.match(match["thing"]):
            return passage.text.words(*match.span("thing"))
    return None


def moved_to(found: Iterable[Found]) -> tuple[Found, ...]:
    """The day and the hour said of a booking that stands are the new ones; two of a kind tell
    themselves which is which."""
    found = list(found)
    kinds = [f.name for f in found]
    return tuple(
        replace(f, name=f"new_{f.name}")
        for f in found
        if f.name in WHEN and kinds.count(f.name) < 2
    )


def _learn(known: dict[str, str], passage: Passage) -> None:
    found = passage.found
    if _EXCHANGES.search(passage.text.folded):
        found = tuple(with_roles(list(found), passage.text.folded))
    for name in (*_KEPT, "size_to", "size_from"):
        values = list(dict.fromkeys(str(f.value) for f in found if f.name == name))
        if len(values) == 1:
            known[name] = values[0]
        elif values:  # a choice is still open
            known.pop(name, None)
    _learn_when(known, passage)


def _learn_when(known: dict[str, str], passage: Passage) -> None:
    parts = [split_slot(s) for s in slots_in(passage.text.folded, passage.turn.now.date())]
    for name, at in (("date", 0), ("time", 1)):
        values = {part[at] for part in parts if part[at]}
        if len(values) == 1:
            known[name] = values.pop()
        elif values:
            known.pop(name, None)


def _typed(name: str, value: str) -> str | int:
    return int(value) if name in _COUNTED and value.isdecimal() else value


def as_found(name: str, value: str) -> Found:
    """A value that the exchange settled, not words of the message."""
    return Found(name, _typed(name, value), 0, 0, how="memory")
