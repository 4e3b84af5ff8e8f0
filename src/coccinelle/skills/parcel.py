"""A parcel in words: where it is, when it should come, what is to be done; from facts alone."""

import re
from datetime import datetime, timedelta

from coccinelle.core.carrier import Tracking, TrackingEvent, TrackingStatus
from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.core.facts import Fact, FactKind, Phrase
from coccinelle.core.orders import Order
from coccinelle.core.skill import Situation
from coccinelle.skills import orders

SOURCE = "suivi du transporteur"
LATE_AFTER = timedelta(days=7)  # without an expected day: usual for a home delivery in France
OLD = timedelta(hours=1)
REFUND_DAYS = 14  # code de la consommation, L216-7
LONGEST_LABEL = 160

_SAID: dict[TrackingStatus, str] = {
    "announced": "parcel_announced",
    "accepted": "parcel_on_its_way",
    "in_transit": "parcel_on_its_way",
    "out_for_delivery": "parcel_comes_today",
    "failed_attempt": "parcel_missed",
    "available_for_pickup": "parcel_to_fetch",
    "delivered": "parcel_delivered",
    "returned": "parcel_comes_back",
    "exception": "parcel_in_trouble",
    "unknown": "order_has_left",
}
_STILL_TO_COME = ("announced", "accepted", "in_transit", "out_for_delivery", "unknown")
_NOTHING_CAME = re.compile(
    r"rien (?:re[çc]u|eu)|(?:pas|jamais|toujours pas|pas encore) (?:re[çc]u|eu)|rien (?:dans|à|a) "
    r"|(?:not|never|n't|nothing) (?:been )?(?:yet )?(?:re[cs]|got|arriv|came|come)",
    re.IGNORECASE,
)


def phrases(order: Order, tracking: Tracking, situation: Situation) -> tuple[Phrase, ...]:
    facts = facts_of(order, tracking, situation)
    flags = _flags(tracking, situation)
    said = Phrase(_SAID[tracking.status], facts, flags)
    return (said, *_told_besides(order, tracking, situation))


def late(order: Order, tracking: Tracking, situation: Situation) -> tuple[Phrase, ...]:
    """The day is past: excuses, and what is known."""
    flags = _flags(tracking, situation, is_late=True)
    said = Phrase("parcel_late", facts_of(order, tracking, situation), flags)
    return (said, *_told_besides(order, tracking, situation))


def rights(situation: Situation) -> tuple[Phrase, ...]:
    """What the law gives when a late parcel does not come (L216-6, L216-7)."""
    if is_short(situation):
        return ()
    source = "code de la consommation"
    right = {
        "days": situation.fact("number", REFUND_DAYS, source),
        "right": situation.fact("text", _refund(situation), source),
    }
    return (Phrase("late_rights", right),)


def is_late(order: Order, tracking: Tracking, now: datetime) -> bool:
    if tracking.status not in _STILL_TO_COME:
        return False
    expected = tracking.expected_at
    if expected is None:
        return order.shipped_at is not None and now - order.shipped_at > LATE_AFTER
    is_near = tracking.status == "out_for_delivery"
    hour_passed = tracking.expected_has_hour and expected < now and not is_near
    return expected.date() < now.date() or hour_passed


def says_nothing_came(said: str) -> bool:
    """Said of a parcel that is marked as delivered, it is a dispute, whatever was read."""
    return _NOTHING_CAME.search(said) is not None


def sent(order: Order, situation: Situation) -> Phrase:
    """What the order alone tells of its parcel."""
    return Phrase("order_has_left", facts_of(order, None, situation), _flags(None, situation))


def lines(order: Order, tracking: Tracking | None, situation: Situation) -> tuple[str, ...]:
    """The case as a member reads it."""
    what = ", ".join(f"{line.product} {line.size}".rstrip() for line in order.lines)
    found = [f"Commande #{order.number} : {what}"]
    if order.tracking_number:
        found.append(f"Colis {order.tracking_number} ({order.carrier or 'transporteur inconnu'})")
    if tracking and tracking.events:
        last = tracking.events[0]
        found.append(f"Dernier événement, {last.at:%d/%m %H:%M} : {last.label}")
    if tracking and tracking.expected_at:
        found.append(f"Livraison annoncée : {tracking.expected_at:%d/%m}")
    return tuple(found)


def facts_of(order: Order, tracking: Tracking | None, situation: Situation) -> dict[str, Fact]:
    facts = orders.what_facts(order, situation)
    if order.carrier:
        facts["carrier"] = situation.fact("name", order.carrier, orders.SOURCE, order.read_at)
    if order.shipped_at:
        day = order.shipped_at.astimezone(situation.business.zone).date()
        facts["shipped_on"] = situation.fact("date", day, orders.SOURCE, order.read_at)
    if tracking:
        facts |= _read(tracking, situation)
    return facts


def is_short(situation: Situation) -> bool:
    """A phone's screen: the state, the day, what to do, and no more."""
    return situation.kind != "email"


def _read(tracking: Tracking, situation: Situation) -> dict[str, Fact]:
    facts = {}
    if tracking.expected_at and _hour_still_counts(tracking, situation):
        facts["expected"] = _fact(situation, "moment", tracking.expected_at, tracking)
    elif tracking.expected_at:
        facts["expected"] = _fact(situation, "date", tracking.expected_at.date(), tracking)
    moment = _moment_told(tracking)
    if moment:
        facts["at"] = _fact(situation, "moment", moment, tracking)
    return facts


def _moment_told(tracking: Tracking) -> datetime | None:
    if tracking.status == "delivered":
        return tracking.delivered_at
    return tracking.events[0].at if tracking.events else None


def _hour_still_counts(tracking: Tracking, situation: Situation) -> bool:
    """ "avant 12h" is not said at 13h to someone who waits."""
    expected = tracking.expected_at
    return tracking.expected_has_hour and expected is not None and expected > situation.now


def _flags(
    tracking: Tracking | None, situation: Situation, *, is_late: bool = False
) -> tuple[str, ...]:
    found = []
    if is_short(situation):
        found.append("short")
    if tracking and _hour_still_counts(tracking, situation):
        found.append("hour")
    if is_late and tracking and tracking.status == "out_for_delivery":
        found.append("near")
    return tuple(found)


def _told_besides(order: Order, tracking: Tracking, situation: Situation) -> tuple[Phrase, ...]:
    """The last step in the carrier's words, the page to follow it, how old all this is."""
    found = []
    last = tracking.events[0] if tracking.events else None
    if last and tracking.status != "delivered" and not is_short(situation):
        found.append(Phrase("parcel_last_event", _event_facts(last, tracking, situation)))
    if tracking.url and tracking.status != "delivered" and not is_short(situation):
        found.append(
            Phrase("parcel_link", {"url": _fact(situation, "url", tracking.url, tracking)})
        )
    if situation.now - tracking.read_at > OLD:
        read_at = tracking.read_at.astimezone(situation.business.zone)
        at = situation.fact("moment", read_at, SOURCE, tracking.read_at)
        found.append(Phrase("parcel_news_of", {"read_at": at}))
    return tuple(found)


def _event_facts(event: TrackingEvent, tracking: Tracking, situation: Situation) -> dict[str, Fact]:
    label = event.label[:LONGEST_LABEL].rstrip(" .")
    return {
        "event": _fact(situation, "text", label, tracking),
        "at": _fact(situation, "moment", event.at, tracking),
    }


def _fact(situation: Situation, kind: FactKind, value: object, tracking: Tracking) -> Fact:
    return situation.fact(kind, value, SOURCE, tracking.read_at)


def _refund(situation: Situation) -> str:
    return "remboursement" if situation.reading.language == "fr" else "refund"


def tracking_of(order: Order, situation: Situation) -> Tracking | None:
    """None while nobody can tell."""
    if not order.tracking_number:
        return None
    try:
        return situation.parcels.track(order.tracking_number, order.carrier)
    except (TemporaryError, PermanentError):
        return None
