"""Each request with the values that belong to it, those of memory included."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from coccinelle.core.reading import Entity, Request
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.sizes import with_roles

_ABOUT_PRODUCT = frozenset(
    "stock_availability hold_item product_service_info place_order exchange_request return_refund "
    "item_problem".split()
)
_NEEDS_PRODUCT = frozenset(
    ("stock_availability", "hold_item", "product_service_info", "place_order")
)
_ABOUT_ORDER = frozenset(
    "order_status order_cancel order_modify exchange_request return_refund item_problem complaint "
    "payment_invoice".split()
)
_SHARED = {"product": _ABOUT_PRODUCT, "order_number": _ABOUT_ORDER, "size": _NEEDS_PRODUCT,
           "color": _NEEDS_PRODUCT}  # fmt: skip
_RESIZES = ("exchange_request", "order_modify", "return_refund")
_COMING = frozenset(("hold_item", "booking_create", "booking_modify"))
# What comes before the day or hour of the booking there is, not before the new one.
_WHICH = tuple(
    f" {words}"
    for words in (
        "rendez-vous", "reservation de", "table de", "prevu", "prevue", "au lieu de", "instead of",
        "de", "du", "from", "my", "reserve pour", "reservation pour", "table pour", "rendez-vous a",
        "on",
    )
)  # fmt: skip
_ELLIPSIS = re.compile(r"\b(?:la|le|celle|celui)(?: en| de couleur)? $")
_KEEPS_HOUR = frozenset(("hold_item", "booking_create", "booking_modify"))


def with_entities(
    passage: Passage, requests: Sequence[Asked], chosen: Sequence[Found]
) -> tuple[Request, ...]:
    """chosen: values an answer picked; they replace what was found for the same name."""
    names = {c.name for c in chosen}
    found = [f for f in passage.found if f.name not in names] + list(chosen)
    shares = _shares(found, requests)
    return tuple(_request(passage, one, shares[n], found) for n, one in enumerate(requests))


def _shares(found: Iterable[Found], requests: Sequence[Asked]) -> list[list[Found]]:
    """Each value goes to the request whose words hold it, else to the nearest one."""
    shares: list[list[Found]] = [[] for _ in requests]
    for one in sorted(found, key=lambda f: f.start):
        shares[min(range(len(requests)), key=lambda n: _distance(one, requests[n], n))].append(one)
    return shares


def _distance(found: Found, asked: Asked, rank: int) -> tuple[int, int, int]:
    gap = max(0, asked.start - found.start, found.start - asked.end + 1)
    return gap, asked.end - asked.start, rank


def _request(passage: Passage, one: Asked, own: list[Found], all_found: list[Found]) -> Request:
    values = own + _borrowed(one, own, all_found) if len(own) < len(all_found) else list(own)
    values = _by_role(passage, one, values)
    entities = tuple(v.entity(passage.text) for v in values)
    return Request(
        one.intent, one.confidence, entities + _remembered(passage, one, values), one.sub_kind
    )


def _borrowed(one: Asked, own: list[Found], all_found: list[Found]) -> list[Found]:
    """What the same message said elsewhere: "elle" is the dress of the sentence before."""
    has = {f.name for f in own}
    lacking = [n for n, intents in _SHARED.items() if one.intent in intents and n not in has]
    return [f for f in all_found if f.name in lacking]


def _by_role(passage: Passage, one: Asked, values: list[Found]) -> list[Found]:
    folded = passage.text.folded
    if one.intent in _RESIZES and any(v.name == "size" for v in values):
        values = with_roles(values, folded)
    if one.intent in _COMING:
        today = passage.turn.now.date().isoformat()
        values = [v for v in values if v.name != "date" or str(v.value) >= today]
    if one.intent == "booking_modify":
        values = _moved(values, folded)
    return _with_deadline(passage, one, values)


def _moved(values: list[Found], folded: str) -> list[Found]:
    """The last day and hour said are the new ones, unless they only tell which booking it is."""
    values = [replace(v, name="time") if v.name == "time_to" else v for v in values]
    for name in ("date", "time"):
        said = [v for v in values if v.name == name]
        old = [v for v in said if _tells_which(folded, v)]
        new = [v for v in said if v not in old][-1:] or ([] if old else said[-1:])
        values = [replace(v, name=f"new_{name}") if v in new else v for v in values]
    return values


def _tells_which(folded: str, found: Found) -> bool:
    before = folded[max(0, found.start - 32) : found.start].rstrip()
    return before.endswith(_WHICH)


def _with_deadline(passage: Passage, one: Asked, values: list[Found]) -> list[Found]:
    """The day of an event is a deadline, not the day of a visit."""
    if one.intent in _COMING or one.intent.startswith("booking"):
        return values
    events = [h for h in passage.heard if h.concept == "event"]
    near = [
        v for v in values if v.name == "date" and any(_beside(v, h.start, h.end) for h in events)
    ]
    return [replace(v, name="deadline") if v in near else v for v in values]


def _beside(found: Found, start: int, end: int) -> bool:
    return max(0, found.start - end, start - found.end) <= 25


def _remembered(passage: Passage, one: Asked, values: list[Found]) -> tuple[Entity, ...]:
    memory = passage.memory
    product = passage.index.by_ref.get(_same_kind(passage) or memory.product_ref or "")
    has = {v.name for v in values}
    kept: list[Entity] = []
    if product and one.intent in _NEEDS_PRODUCT and "product" not in has and "service" not in has:
        kept.append(Entity("product", product.name, ref=product.ref, how="memory"))
        kept += [
            Entity(name, value, how="memory")
            for name, value in (("size", memory.size), ("color", memory.color))
            if value and name not in has and one.intent in ("hold_item", "stock_availability")
        ]
    return tuple(kept) + _hour_spoken_of(passage, one, has)


def _same_kind(passage: Passage) -> str | None:
    """ "et la bordeaux ?" after a blue dress: the one dress that is burgundy."""
    question = passage.memory.question
    color = None if question and question.kind == "which_color" else passage.says("color")
    last = passage.index.by_ref.get(passage.memory.product_ref or "")
    if color is None or last is None or not _ELLIPSIS.search(passage.text.folded[: color.start]):
        return None
    noun = next((w for w in spaced(last.name).split() if passage.index.noun(w)), "")
    refs = passage.index.named(noun) & passage.index.colored(str(color.value)) if noun else set()
    return next(iter(refs)) if len(refs) == 1 else None


def _hour_spoken_of(passage: Passage, one: Asked, has: set[str]) -> tuple[Entity, ...]:
    """ "mettons vendredi plutôt" keeps the hour; "plutôt 18h" keeps the day."""
    pickup = passage.memory.pickup_at
    if pickup is None or one.intent not in _KEEPS_HOUR:
        return ()
    new = "new_" if one.intent == "booking_modify" else ""
    if "jusqu" in passage.text.folded or " until " in passage.text.folded:
        return ()
    days, hours = {"date", "new_date"} & has, {"time", "new_time", "day_part"} & has
    if days and not hours:
        return (Entity(f"{new}time", f"{pickup:%H:%M}", how="memory"),)
    if hours and not days and pickup >= passage.turn.now:
        return (Entity(f"{new}date", pickup.date().isoformat(), how="memory"),)
    return ()
