"""Each request with the values that belong to it, those of memory included."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from coccinelle.core.reading import Entity, Request
from coccinelle.understanding.exchanged import each_exchanged
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked
from coccinelle.understanding.lexicon import spaced
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.per_product import apart
from coccinelle.understanding.roles import in_role, means
from coccinelle.understanding.spoken_of import carried

_ABOUT_PRODUCT = frozenset(
    "stock_availability hold_item product_service_info price_quote place_order exchange_request "
    "return_refund item_problem".split()
)
_NEEDS_PRODUCT = frozenset(
    (
        "stock_availability",
        "hold_item",
        "product_service_info",
        "price_quote",
        "place_order",
        "waiting_list",
    )
)
_KEEPS_VARIANT = ("hold_item", "stock_availability", "waiting_list")
_ABOUT_ORDER = frozenset(
    "order_status order_cancel order_modify exchange_request return_refund item_problem complaint "
    "payment_invoice".split()
)
_SHARED = {"product": _ABOUT_PRODUCT, "order_number": _ABOUT_ORDER, "size": _NEEDS_PRODUCT,
           "color": _NEEDS_PRODUCT}  # fmt: skip
_ELLIPSIS = re.compile(r"\b(?:la|le|celle|celui)(?: en| de couleur)? $")
_ONE_MORE_DAY = re.compile(
    r"\b(?:un jour (?:de plus|supplementaire)|encore un jour|(?:one more|another|an extra) day|"
    r"jusqu'au lendemain)\b"
)
_LATE_BY = re.compile(
    r"\bretard (?:de |d'environ |d'a peu pres )?(?:(?P<m>\d{1,2}) ?min|(?P<h>[1-4]) ?h)|"
    r"\b(?P<n>\d{1,2}) ?min(?:ute)?s? (?:de retard|late)"
)
_KEEPS_HOUR = frozenset(("hold_item", "booking_create", "booking_modify"))


def with_entities(passage: Passage, requests: Sequence[Asked]) -> tuple[Request, ...]:
    shares = _shares(passage.found, requests, passage.turn.sector)
    return tuple(
        made for n, one in enumerate(requests) for made in _requests(passage, one, shares[n])
    )


def _shares(found: Iterable[Found], requests: Sequence[Asked], sector: str) -> list[list[Found]]:
    """Each value goes to the request whose words hold it, else to the nearest one; to all of
    them when one answer takes several articles."""
    shares: list[list[Found]] = [[] for _ in requests]
    for one in sorted(found, key=lambda f: f.start):
        meant = [asked for asked in requests if means(asked, one, sector)] or requests
        nearest = min(meant, key=lambda asked: _distance(one, asked))
        for n, asked in enumerate(requests):
            if (asked.intent, asked.start, asked.end) == (
                nearest.intent, nearest.start, nearest.end,
            ):  # fmt: skip
                shares[n].append(one)
    return shares


def _distance(found: Found, asked: Asked) -> tuple[int, int]:
    """In characters between them: 0 when it is said in the request's own words."""
    if found.start < asked.start:
        gap = max(1, asked.start - found.end + 1)
    else:
        gap = max(0, found.start - asked.end + 1)
    return gap, asked.end - asked.start


def _requests(passage: Passage, one: Asked, share: list[Found]) -> Iterator[Request]:
    taken = {f.name for f in one.own}.union(one.drops)
    found = [f for f in passage.found if f.name not in taken] + list(one.own)
    own = [f for f in share if f.name not in taken] + list(one.own)
    values = own + _borrowed(one, own, found) if len(own) < len(found) else own
    parts = (in_role(passage, one, each) for each in each_exchanged(passage, one, values))
    for part in (p for values in parts for p in apart(passage, one, values)):
        entities = tuple(v.entity(passage.text) for v in part)
        entities += _remembered(passage, one, part)
        names = {e.name for e in entities}.union(one.drops)
        entities += carried(passage.memory, one.intent, names)
        yield Request(one.intent, one.confidence, entities, one.sub_kind)


def _borrowed(one: Asked, own: list[Found], all_found: list[Found]) -> list[Found]:
    """What the same message said elsewhere: "elle" is the dress of the sentence before."""
    has = {f.name for f in own}
    lacking = [n for n, intents in _SHARED.items() if one.intent in intents and n not in has]
    return [f for f in all_found if f.name in lacking]


def _remembered(passage: Passage, one: Asked, values: list[Found]) -> tuple[Entity, ...]:
    memory = passage.memory
    product = passage.index.by_ref.get(_same_kind(passage) or memory.product_ref or "")
    has = {v.name for v in values}
    kept: list[Entity] = []
    if (
        product
        and one.intent in _NEEDS_PRODUCT
        and one.sub_kind != "service"
        and "product" not in has
        and "service" not in has
    ):
        kept.append(Entity("product", product.name, ref=product.ref, how="memory"))
        kept += [
            Entity(name, value, how="memory")
            for name, value in (("size", memory.size), ("color", memory.color))
            if value and name not in has and one.intent in _KEEPS_VARIANT
            if not (name == "size" and one.sub_kind == "sizes")
        ]
    if product is None and memory.size and "size" not in has and _was_asked_which(passage, one):
        kept.append(Entity("size", memory.size, how="memory"))
    return tuple(kept) + _hour_spoken_of(passage, one, has)


def _was_asked_which(passage: Passage, one: Asked) -> bool:
    """The size said before our "which one?" is still the one wanted."""
    question = passage.memory.question
    asked = question is not None and question.kind == "which_product"
    return asked and one.intent in _KEEPS_VARIANT and one.sub_kind != "sizes"


def _same_kind(passage: Passage) -> str | None:
    """ "et la bordeaux ?" after a blue dress: the one dress that is burgundy."""
    question = passage.memory.question
    color = None if question and question.kind == "which_color" else passage.says("color")
    last = passage.index.by_ref.get(passage.memory.product_ref or "")
    if color is None or last is None or not _ELLIPSIS.search(passage.text.folded[: color.start]):
        return None
    noun = next((w for w in spaced(last.name).split() if passage.index.noun(w)), "")
    refs = passage.index.in_color(passage.index.headed(noun), str(color.value))
    return next(iter(refs)) if len(refs) == 1 else None


def _hour_spoken_of(passage: Passage, one: Asked, has: set[str]) -> tuple[Entity, ...]:
    """ "mettons vendredi plutôt" keeps the hour; "plutôt 18h" keeps the day."""
    pickup = passage.memory.pickup_at
    if pickup is None or one.intent not in _KEEPS_HOUR:
        return ()
    new = "new_" if one.intent == "booking_modify" else ""
    if "jusqu" in passage.text.folded or " until " in passage.text.folded:
        return ()
    longer = _ONE_MORE_DAY.search(passage.text.folded) and one.sub_kind == "extend"
    if longer and "date" not in has:
        return (Entity("date", (pickup.date() + timedelta(days=1)).isoformat(), how="memory"),)
    later = _LATE_BY.search(passage.text.folded)
    if later and "time" not in has and one.intent == "hold_item":
        minutes = int(later["m"] or later["n"] or 0) or 60 * int(later["h"] or 0)
        late = pickup + timedelta(minutes=minutes)
        return (
            Entity("date", late.date().isoformat(), how="memory"),
            Entity("time", f"{late:%H:%M}", how="memory"),
        )
    days, hours = {"date", "new_date"} & has, {"time", "new_time", "day_part"} & has
    if days and not hours:
        return (Entity(f"{new}time", f"{pickup:%H:%M}", how="memory"),)
    if hours and not days and pickup >= passage.turn.now:
        return (Entity(f"{new}date", pickup.date().isoformat(), how="memory"),)
    return ()
