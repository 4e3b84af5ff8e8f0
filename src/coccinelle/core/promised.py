"""What a member has promised in her own words, which the assistant does not contradict: pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from coccinelle.core.decision import Decision, Outcome
from coccinelle.core.lanes import most_cautious
from coccinelle.core.member_words import DAYS, MONTHS

SOURCE = "member_words"  # of a task that keeps such a promise
LONGEST = 300  # characters of her words that are kept
DISCOUNT = "discount"
_DISCOUNT = re.compile(
    r"[-–−]\s?[0-9]{1,2}\s?%|[0-9]{1,2}\s?% (?:de (?:remise|réduction)|offerts?)"
    r"|(?:remise|réduction|geste|avoir) (?:commercial\w* )?(?:de|pour vous)|je vous (?:l')?offre"
    r"|(?:c'est )?offerte?s? (?:par|pour)",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")

AWAY = {"après-demain": 2, "demain": 1, "aujourd'hui": 0, "ce soir": 0, "cet après-midi": 0}
_DAY = re.compile(
    rf"(?P<near>{'|'.join(AWAY)})|\b(?P<weekday>{'|'.join(DAYS)})\b"
    rf"|\b(?P<day>[0-9]{{1,2}})(?:er)?(?: (?=[a-zéû])|/(?=[0-9]))"
    rf"(?P<month>{'|'.join(MONTHS)}|0?[1-9]\b|1[0-2]\b)"
)

_HOUR = re.compile(r"\b([01]?[0-9]|2[0-3])(?: ?h(?:eures?)? ?|:)([0-5][0-9])?(?![0-9a-z])")

# By kind of promise, what a customer may then ask about it; one that is not here is about all.
SUBJECTS: dict[str, frozenset[str]] = {
    "hold": frozenset({"hold_item", "stock_availability", "waiting_list", "product_service_info"}),
    "cancel": frozenset({"order_cancel", "order_modify", "booking_cancel", "booking_modify",
                         "hold_item"}),
    "call_back": frozenset({"human_request", "complaint", "hours_location", "unclear_other"}),
    "send": frozenset({"order_status", "delivery_info", "exchange_request", "payment_invoice",
                       "return_refund"}),
    "refund": frozenset({"return_refund", "payment_invoice", "order_cancel", "complaint",
                         "item_problem", "exchange_request", "order_status"}),
    "watch": frozenset({"order_status", "delivery_info", "stock_availability", "waiting_list"}),
    "reminder": frozenset({"hold_item", "booking_status", "booking_modify"}),
    DISCOUNT: frozenset({"promo_loyalty", "price_quote", "place_order", "payment_invoice",
                         "product_service_info", "stock_availability"}),
}  # fmt: skip
NOT_ABOUT_IT = frozenset({"ack_closing", "opt_out", "spam_phishing", "proof"})


@dataclass(frozen=True, slots=True)
class MemberPromise:
    """words: hers, as they were sent; kinds: of promise."""

    by: str
    words: str
    kinds: tuple[str, ...]


def promise_in(
    text: str, by: str, kinds_of: Callable[[str], tuple[str, ...]]
) -> MemberPromise | None:
    """The sentences of a text that promise something."""
    found = [(s.strip(), _kinds(s, kinds_of)) for s in _SENTENCE.findall(text)]
    made = [(sentence, kinds) for sentence, kinds in found if kinds]
    if not made:
        return None
    kinds = dict.fromkeys(kind for _, some in made for kind in some)
    words = " ".join(sentence for sentence, _ in made)
    return MemberPromise(by, words[:LONGEST], tuple(kinds))


def kept(promise: MemberPromise) -> dict[str, Any]:
    """As a task's parameters hold it."""
    return {"source": SOURCE, "by": promise.by, "words": promise.words, "kinds": promise.kinds}


def known(params: dict[str, Any]) -> MemberPromise:
    return MemberPromise(params["by"], params["words"], tuple(params["kinds"]))


def day_said(words: str, today: date) -> date | None:
    """The last day named: "demain", "samedi", "25 janvier", "25/01"."""
    found = list(_DAY.finditer(words.lower()))
    return _day(found[-1], today) if found else None


def hour_said(words: str) -> time | None:
    """The last hour named: "11h", "9 h 30", "17:00"; not "48 h" of a delay."""
    found = list(_HOUR.finditer(words.lower()))
    return time(int(found[-1][1]), int(found[-1][2] or 0)) if found else None


def _day(said: re.Match[str], today: date) -> date | None:
    if said["near"]:
        return today + timedelta(days=AWAY[said["near"]])
    if said["weekday"]:
        away = (DAYS.index(said["weekday"]) - today.weekday()) % 7
        return today + timedelta(days=away or 7)
    month = said["month"]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month or today.month)
    try:
        day = date(today.year, number, int(said["day"]))
        return day if day >= today else day.replace(year=today.year + 1)
    except ValueError:
        return None


def respecting(decision: Decision, promises: tuple[MemberPromise, ...]) -> Decision:
    """What would be answered about a promise of a member's is prepared for her instead."""
    outcomes = tuple(_respecting(outcome, promises) for outcome in decision.outcomes)
    if outcomes == decision.outcomes:
        return decision
    return Decision(most_cautious({o.lane for o in outcomes}), outcomes)


def _kinds(sentence: str, kinds_of: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    money = (DISCOUNT,) if _DISCOUNT.search(sentence) and not sentence.endswith("?") else ()
    return (*kinds_of(sentence), *money)


def _respecting(outcome: Outcome, promises: tuple[MemberPromise, ...]) -> Outcome:
    intent = outcome.request.intent
    if outcome.lane not in ("answer", "act") or intent in NOT_ABOUT_IT:
        return outcome
    for promise in promises:
        if any(intent in SUBJECTS.get(kind, {intent}) for kind in promise.kinds):
            reason = f"{promise.by} a promis : « {promise.words} »"
            return replace(outcome, lane="draft", reasons=(reason,))
    return outcome
