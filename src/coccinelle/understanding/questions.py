"""What a message of ours asked, proposed or confirmed, and what the answer will complete."""

from coccinelle.core.memory import OpenQuestion
from coccinelle.understanding.passage import Passage
from coccinelle.understanding.question_words import (
    ASIDE,
    CALL_BACK,
    CANCEL,
    COMES,
    CONFIRMED,
    DETAILS,
    EITHER,
    EITHER_OF,
    ESTIMATE,
    EXCHANGE,
    FILE,
    HAS_BOOKING,
    HEALTH,
    IN_STOCK,
    INVOICE,
    MEET,
    MODIFY_ORDER,
    MOVED,
    OFFER,
    OPEN_ENDED,
    ORDER,
    PROPOSES,
    RECAP,
    REFUND,
    RESERVE,
    RESERVES_IT,
    SEAT,
    SENDS,
    SENTENCE,
    SOMEBODY_CANCELS,
    STILL_HERE,
    TELLS,
    TOLD,
    WAITING,
    WHICH,
)
from coccinelle.understanding.slots import slots_in

# What is arranged when the contact's own words did not say it: by what we ask for.
_BY_DETAIL = {
    "party_size": "booking_create", "plate": "repair_status", "order_number": "order_status",
    "size": "stock_availability", "color": "stock_availability", "mileage": "price_quote",
    "vehicle": "price_quote", "property_ref": "property_enquiry", "service": "booking_create",
    "invoice_number": "payment_invoice", "date": "booking_create", "time": "booking_create",
}  # fmt: skip
_ONLY_IN = {"vehicle": "garage", "plate": "garage", "mileage": "garage",
            "property_ref": "real_estate"}  # fmt: skip
_BOOKED = ("booking_create", "booking_modify", "booking_status", "booking_cancel")
_TALK = frozenset(("unclear_other", "ack_closing", "human_request", "business_other", ""))


def question_in(
    passage: Passage, topic: str, *, is_moved: bool, stands: bool
) -> OpenQuestion | None:
    """passage: our message. topic: what the contact wanted before, with its sub-kind.

    is_moved: of a booking made; stands: there is one, so that telling its hour proposes nothing.
    """
    folded = passage.text.folded
    asked = " ".join((*SENTENCE.findall(folded), *TOLD.findall(folded)))
    if EITHER.search(asked):
        return None
    if HEALTH.search(asked):
        return OpenQuestion("which_detail", "allergy_medical", (), passage.turn.now)
    names = _asked_for(asked, passage.turn.sector)
    slots = slots_in(folded, passage.turn.now.date())
    wanted = _wanted(passage, asked, topic, slots, is_moved=is_moved) or _by_detail(names)
    at = passage.turn.now
    if wanted.startswith("booking_") and wanted != "booking_cancel":
        proposes = not stands or PROPOSES.search(folded) is not None
        return _booking(passage, asked, wanted, slots if proposes else (), names)
    if wanted and _accepts_yes(folded, asked, passage.turn.sector):
        return OpenQuestion("proposal", wanted, _options(folded), at)
    return OpenQuestion("which_detail", wanted, names, at) if names and wanted else None


def is_confirmed(passage: Passage) -> bool:
    """Our message tells of a booking that stands, or offers to move it or to call it off."""
    folded = passage.text.folded
    return bool(CONFIRMED.search(folded) or EITHER.search(folded))


def has_booking(passage: Passage) -> bool:
    """The contact speaks of a booking made before: "on a une résa ce soir"."""
    return HAS_BOOKING.search(passage.text.folded) is not None


def puts_aside(passage: Passage) -> bool:
    return is_confirmed(passage) and ASIDE.search(passage.text.folded) is not None


def tells_price(passage: Passage) -> bool:
    """A price and nothing about the stock: what follows asks another price."""
    folded = passage.text.folded
    return passage.says("amount") is not None and not IN_STOCK.search(folded)


def speaks_of_moving(passage: Passage) -> bool:
    return MOVED.search(passage.text.folded) is not None


def _booking(
    passage: Passage, asked: str, wanted: str, slots: tuple[str, ...], names: tuple[str, ...]
) -> OpenQuestion | None:
    """Several slots to choose from, one that a yes takes, or what is still missing."""
    folded, at = passage.text.folded, passage.turn.now
    lacking = tuple(name for name in names if name not in ("date", "time") or not slots)
    if len(slots) > 1 and not RECAP.search(folded):
        return OpenQuestion("which_slot", wanted, (*slots, *lacking), at)
    if lacking:
        return OpenQuestion("which_detail", wanted, lacking, at)
    if _accepts_yes(folded, asked, passage.turn.sector) or (slots and not is_confirmed(passage)):
        return OpenQuestion("proposal", wanted, slots, at)
    return None


def _asked_for(asked: str, sector: str) -> tuple[str, ...]:
    names = tuple(
        name
        for name, words in DETAILS
        if _ONLY_IN.get(name, sector) == sector and words.search(asked)
    )
    if not names and WHICH.search(asked):
        return ("service",) if sector in ("spa", "garage") else ("product",)
    return names


def _accepts_yes(folded: str, asked: str, sector: str) -> bool:
    """A recap, or an offer in a sentence that asks for no value."""
    if RECAP.search(folded):
        return True
    plain = [s for s in SENTENCE.findall(asked) if not _asked_for(s, sector)]
    return any(OFFER.search(s) and not OPEN_ENDED.search(s) for s in plain)


def _options(folded: str) -> tuple[str, ...]:
    """ "en S et L", "en negro y en camel"."""
    match = EITHER_OF.search(folded)
    return tuple(word for word in match.groups() if word) if match else ()


def _wanted(
    passage: Passage, asked: str, topic: str, slots: tuple[str, ...], *, is_moved: bool
) -> str:
    folded = passage.text.folded
    label, topic = topic, topic.partition("/")[0]
    if WAITING.search(asked):
        return "waiting_list"
    if _holds(passage, asked or folded, topic):
        return "hold_item"
    if ESTIMATE.search(asked) and not SENDS.search(asked):
        return "price_quote/quote"
    if FILE.search(asked) and passage.turn.sector == "real_estate":
        return "property_enquiry"
    if CANCEL.search(asked) and not SOMEBODY_CANCELS.search(asked):
        return "order_cancel" if _is_of_order(passage, topic) else "booking_cancel"
    if EXCHANGE.search(folded):
        return "exchange_request"
    if topic in ("exchange_request", "order_status") and STILL_HERE.search(folded):
        return "order_modify" if asked else ""
    meeting = _of_meeting(passage, asked, topic, slots, is_moved=is_moved)
    return _of_order(passage, asked, topic) or (label if meeting == topic else meeting)


def _holds(passage: Passage, said: str, topic: str) -> bool:
    if topic in _BOOKED and SEAT.search(passage.text.folded):
        return False
    sells = passage.turn.sector == "boutique" and not SEAT.search(said)
    if sells and topic in (*TELLS, "hold_item") and COMES.search(said):
        return True
    one = RESERVES_IT.search(said)
    return bool(ASIDE.search(said) or (sells and RESERVE.search(said)) or one)


def _is_of_order(passage: Passage, topic: str) -> bool:
    if topic.startswith(("order_", "place_order")):
        return True
    if SEAT.search(passage.text.folded) or passage.turn.sector in ("spa", "real_estate"):
        return False
    return ORDER.search(passage.text.folded) is not None or passage.turn.sector == "boutique"


def _of_order(passage: Passage, asked: str, topic: str) -> str:
    folded = passage.text.folded
    if INVOICE.search(asked):
        return "payment_invoice/copy"
    if MODIFY_ORDER.search(asked) and _is_of_order(passage, topic) and ORDER.search(folded):
        return "order_modify"
    if REFUND.search(asked) and not SEAT.search(asked):
        return "return_refund/request"
    return "human_request" if CALL_BACK.search(asked) else ""


def _of_meeting(
    passage: Passage, asked: str, topic: str, slots: tuple[str, ...], *, is_moved: bool
) -> str:
    meets = passage.turn.sector != "boutique" or SEAT.search(passage.text.folded)
    if meets and (slots or MEET.search(asked) or topic in _BOOKED):
        if topic in ("place_order", "repair_status", "order_status") and not MEET.search(asked):
            return topic
        return "booking_modify" if is_moved else "booking_create"
    if meets and topic in TELLS and OFFER.search(asked) and not SENDS.search(asked):
        return "booking_create"  # "on vous les monte ?"
    return "" if topic in _TALK else topic


def _by_detail(names: tuple[str, ...]) -> str:
    return next((_BY_DETAIL[name] for name in names if name in _BY_DETAIL), "")
