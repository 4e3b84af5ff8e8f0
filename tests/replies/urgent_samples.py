"""The phrases of an urgent order, in each of their wordings."""

from coccinelle.core.facts import Fact, Phrase
from tests.replies.moments import at, fact

NOON = fact("moment", at(17, 12), "suivi du transporteur")
FAR_NOON = fact("moment", at(22, 12), "suivi du transporteur")
FRIDAY_TWO = fact("moment", at(17, 14), "horaires")
SATURDAY_TEN = fact("moment", at(18, 10), "horaires")
EXPRESS = {
    "express_at": fact("moment", at(17, 11), "règles"),
    "price": fact("price", 0, "règles"),
}
FIRST, SECOND = fact("number", 1, "règles"), fact("number", 2, "règles")


def _expected() -> list[Phrase]:
    flags: tuple[tuple[str, ...], ...] = (
        (), ("hour",), ("in_time",), ("in_time", "hour"), ("in_time", "near"),
        ("in_time", "near", "tomorrow"), ("in_time", "near", "tomorrow", "hour"),
    )  # fmt: skip
    near = [f for f in flags if "near" in f]
    return [
        *[Phrase("urgent_expected", {"expected_at": NOON}, f) for f in flags],
        *[Phrase("urgent_expected", {"expected_at": FAR_NOON}, f) for f in flags if f not in near],
    ]


def _visits(name: str) -> list[Phrase]:
    waits: dict[str, Fact] = {"alert_at": NOON, "visit_at": FRIDAY_TWO}
    return [
        *[Phrase(name, {**waits, "rank": FIRST}, (*f, "same_day")) for f in ((), ("loan",))],
        *[Phrase(name, {**waits, "visit_at": SATURDAY_TEN}, f) for f in ((), ("loan",))],
        *[Phrase(name, {"visit_at": SATURDAY_TEN}, f) for f in ((), ("loan",))],
    ]


URGENT: list[Phrase] = [
    *_expected(),
    Phrase("urgent_unknown", {}),
    Phrase("urgent_unknown", {}, ("down",)),
    Phrase("urgent_not_left", {}),
    Phrase("urgent_ways", {"count": fact("count", 2)}),
    Phrase("urgent_ways", {"count": fact("count", 2)}, ("sure",)),
    *_visits("urgent_visit"),
    *_visits("urgent_visit_chosen"),
    Phrase("urgent_express", EXPRESS),
    Phrase("urgent_express", {**EXPRESS, "rank": SECOND}),
    Phrase("urgent_express_chosen", EXPRESS),
    Phrase("urgent_express_chosen", EXPRESS, ("too",)),
    *[Phrase(name, {}) for name in ("urgent_which", "urgent_agreed")],
    Phrase("urgent_one_left", {"count": fact("count", 1)}),
    Phrase("urgent_watched", {}),
    Phrase("urgent_watched", {"alert_at": NOON}),
    Phrase("urgent_followed", {}),
    *[
        Phrase("call_back", {"when": when, "member": fact("name", "Sarah", "équipe")}, flags)
        for when in (NOON, FRIDAY_TWO)
        for flags in ((), ("at",), ("at", "which_number"), ("which_number",))
    ],
    Phrase("call_back", {"when": NOON}),
    Phrase("parcel_news", {"expected_at": NOON}),
    Phrase("parcel_news", {"expected_at": FAR_NOON}, ("hour",)),
    *[
        Phrase("parcel_arrived", {"delivered_at": fact("moment", at(16, 9, 40), "suivi")}, f)
        for f in ((), ("released",))
    ],
]
