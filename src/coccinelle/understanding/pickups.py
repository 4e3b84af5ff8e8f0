"""When somebody comes by: for nothing in particular, or for what is put aside."""

from dataclasses import replace

from coccinelle.understanding.assent import asks, corrects
from coccinelle.understanding.found import Found
from coccinelle.understanding.intents import Asked, whole
from coccinelle.understanding.passage import Passage

VAGUE = frozenset(("unclear_other", "ack_closing", "stock_availability", "hold_item"))
_OF_A_HOLD = VAGUE | {"booking_modify", "booking_cancel", "booking_status", "booking_create"}
_OF_ANOTHER = VAGUE | {"exchange_request", "order_modify", "order_cancel", "place_order"}
_TAKEN_BY_A_DAY = ("offer_hold", "which_day", "offer_waiting")
_SURE = 0.95
_NAMES = ("product", "size", "color", "order_number")


def only_comes_by(passage: Passage, requests: tuple[Asked, ...]) -> bool:
    """ "merci ! je passe demain" after several articles takes none of them."""
    memory = passage.memory
    if memory.is_holding or (memory.question and memory.question.kind in _TAKEN_BY_A_DAY):
        return False
    named = any(map(passage.says, _NAMES))
    vague = {r.intent for r in requests} <= VAGUE and not named and not asks(passage)
    return vague and passage.hears("come_by") and takes_leave(passage)


def hold_moved(passage: Passage, requests: tuple[Asked, ...]) -> tuple[Asked, ...] | None:
    """ "demain je peux pas, lundi plutôt ?" of what is put aside: the last moment said is meant."""
    when = {f.name: f for f in passage.found if f.name in ("date", "time")}
    dates = {str(f.value) for f in passage.found if f.name == "date"}
    if not (passage.memory.is_holding and when and passage.hears("correction", "move", "not_come")):
        return None
    only_off = passage.hears("not_come") and len(dates) < 2
    if only_off or passage.says("product") or not {r.intent for r in requests} <= _OF_A_HOLD:
        return None
    return (replace(whole(passage, "hold_item"), own=tuple(when.values())),)


def another_instead(passage: Passage, requests: tuple[Asked, ...]) -> Asked | None:
    """ "finalement plutôt la petite robe noire" of what is put aside: that one, in its place."""
    if not (passage.memory.is_holding and corrects(passage)) or asks(passage):
        return None
    others = _others_named(passage)
    names_order = passage.says("order_number") is not None
    if not others or names_order or not {r.intent for r in requests} <= _OF_ANOTHER:
        return None
    return replace(whole(passage, "hold_item"), own=(others[-1],), confidence=_SURE)


def _others_named(passage: Passage) -> list[Found]:
    kept = passage.memory.product_ref
    said = [f for f in passage.found if f.name == "product"]
    return [f for f in said if (f.ref or f.candidates) and kept not in (f.ref, *f.candidates)]


def takes_leave(passage: Passage) -> bool:
    return passage.hears("thanks", "bye") and not passage.hears("agree", "hold")
