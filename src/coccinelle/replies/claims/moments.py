"""Days and hours said in a text, French and English, each with the words that go together."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import time

from coccinelle.replies.claims.claim import Claim, Day, Part, Role, When
from coccinelle.replies.claims.page import Page

Match = re.Match[str]

AWAY = {
    "avant-hier": -2, "hier": -1, "yesterday": -1, "aujourd'hui": 0, "aujourd hui": 0, "today": 0,
    "apres-demain": 2, "apres demain": 2, "day after tomorrow": 2, "demain": 1, "tomorrow": 1,
}  # fmt: skip
THIS = {
    "ce matin": "morning", "this morning": "morning", "cet apres-midi": "afternoon",
    "cet apres midi": "afternoon", "this afternoon": "afternoon", "ce soir": "evening",
    "cette nuit": "evening", "this evening": "evening", "tonight": "evening",
}  # fmt: skip
PARTS: dict[str, Part] = {
    "matin": "morning", "morning": "morning", "apres-midi": "afternoon", "apres midi": "afternoon",
    "afternoon": "afternoon", "soir": "evening", "evening": "evening", "night": "evening",
}  # fmt: skip
WEEKDAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6, "lun.": 0, "mar.": 1, "jeu.": 3, "ven.": 4, "sam.": 5, "dim.": 6,
}  # fmt: skip
MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7,
    "aout": 8, "septembre": 9, "octobre": 10, "novembre": 11, "decembre": 12, "january": 1,
    "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
WEEKS = {
    "ce week-end": ("weekend", 0), "ce weekend": ("weekend", 0), "this weekend": ("weekend", 0),
    "week-end prochain": ("weekend", 1), "next weekend": ("weekend", 1),
    "cette semaine": ("week", 0), "this week": ("week", 0),
    "la semaine prochaine": ("week", 1), "next week": ("week", 1),
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ALONE = r"(?<![a-z0-9])"
_NOT_ON = r"(?![a-z0-9])"
_MONTH = _any(MONTHS)
_ORDINAL = r"(?:er|st|nd|rd|th)?"


def _clock(match: Match) -> When | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    return When(clock=time(hour % 24, minute)) if hour <= 24 else None


def _spoken_clock(match: Match) -> When | None:
    """18h et demie, 18h moins le quart."""
    quarter = 30 if match["plus"] == "demie" else 15
    minutes = int(match["h"]) * 60 + (-15 if match["minus"] else quarter)
    return When(clock=time(minutes // 60 % 24, minutes % 60))


def _half_day_clock(match: Match) -> When | None:
    hour = int(match["h"]) % 12 + (12 if match["half"].startswith("p") else 0)
    return When(clock=time(hour, int(match["m"] or 0)))


def _month_day(match: Match) -> When | None:
    year = int(match["y"]) if match["y"] else None
    return When(frozenset({Day("month_day", (MONTHS[match["month"]], int(match["d"]), year))}))


def _numeric_day(match: Match) -> When | None:
    year = int(match["y"]) if match["y"] else None
    full = year + 2000 if year is not None and year < 100 else year
    return When(frozenset({Day("month_day", (int(match["m"]), int(match["d"]), full))}))


def _near_day(match: Match) -> When | None:
    part = PARTS[match["part"]] if match["part"] else None
    day = match["day"]
    if day in AWAY:
        return When(frozenset({Day("away", AWAY[day])}), part)
    return When(frozenset({Day("weekday", WEEKDAYS[day])}), part)


def _this_part(match: Match) -> When | None:
    part: Part = THIS[match[0]]  # type: ignore[assignment]
    return When(frozenset({Day("away", 0)}), part)


def _week(match: Match) -> When | None:
    by, value = WEEKS[match[0]]
    return When(frozenset({Day(by, value)}))  # type: ignore[arg-type]


# In this order: what is longer or more precise takes its words first.
READERS: tuple[tuple[re.Pattern[str], Callable[[Match], When | None]], ...] = (
    (re.compile(r"(?<![0-9])(?P<y>20[0-9]{2})-(?P<m>[01]?[0-9])-(?P<d>[0-3]?[0-9])(?![0-9])"),
     _numeric_day),
    (re.compile(r"(?<![0-9/.])(?P<d>[0-3]?[0-9])[/.](?P<m>[01]?[0-9])[/.](?P<y>[0-9]{2,4})"
                r"(?![0-9/])"), _numeric_day),
    (re.compile(r"(?<![0-9/])(?P<d>[0-3]?[0-9])/(?P<m>[01]?[0-9])(?P<y>)(?![0-9/])"),
     _numeric_day),
    (re.compile(rf"(?<![0-9])(?P<d>[0-3]?[0-9]){_ORDINAL} (?:of )?(?P<month>{_MONTH})"
                rf"(?:,? (?P<y>20[0-9]{{2}}))?{_NOT_ON}"), _month_day),
    (re.compile(rf"{_ALONE}(?P<month>{_MONTH}) (?:the )?(?P<d>[0-3]?[0-9]){_ORDINAL}"
                rf"(?:,? (?P<y>20[0-9]{{2}}))?{_NOT_ON}"), _month_day),
    (re.compile(rf"{_ALONE}(?:{_any(WEEKS)}){_NOT_ON}"), _week),
    (re.compile(rf"{_ALONE}(?:{_any(THIS)}){_NOT_ON}"), _this_part),
    (re.compile(rf"{_ALONE}(?P<day>{_any(AWAY)}|{_any(WEEKDAYS)})(?:(?<!\.)s?(?![a-z0-9])|(?<=\.))"
                rf"(?: (?:en fin d'|in the )?(?P<part>{_any(PARTS)}){_NOT_ON})?"), _near_day),
    (re.compile(r"(?<![0-9.,])(?P<h>[0-2]?[0-9]) ?(?:h|heures?) (?:et (?P<plus>demie|quart)"
                rf"|(?P<minus>moins le quart)){_NOT_ON}"), _spoken_clock),
    (re.compile(r"(?<![0-9.,])(?P<h>[0-2]?[0-9]) ?(?:h|heures?|hrs?) ?(?P<m>[0-5][0-9])?"
                rf"{_NOT_ON}"), _clock),
    (re.compile(r"(?<![0-9.,:])(?P<h>1[0-2]|0?[0-9])(?:[:.](?P<m>[0-5][0-9]))? ?"
                rf"(?P<half>[ap]\.?m\.?){_NOT_ON}"), _half_day_clock),
    (re.compile(r"(?<![0-9:])(?P<h>[0-2]?[0-9]):(?P<m>[0-5][0-9])(?![0-9])"), _clock),
    (re.compile(rf"{_ALONE}(?P<h>[0-9]{{1,2}})(?P<m>) o'clock"), _clock),
    (re.compile(rf"(?<!apres-)(?<!apres ){_ALONE}(?:midi|noon){_NOT_ON}"),
     lambda _: When(clock=time(12))),
    (re.compile(rf"{_ALONE}(?:minuit|midnight){_NOT_ON}"), lambda _: When(clock=time(0))),
)  # fmt: skip

# What may stand between the words of one moment. An hour is followed by its day in English only
# without a comma: "jusqu'à 19h, demain dès 10h" are two.
_DAY_TO_CLOCK = re.compile(
    r",? ?(?:(?:prochaine?|next) )?(?:au plus tard )?"
    r"(?:a|vers|avant|des|de|entre|jusqu'a|a partir de|at|around|about|by|from|before|until)? ?"
)
_DAY_TO_DAY = re.compile(r",? ?(?:le |the )?")
_CLOCK_TO_DAY = re.compile(r" (?:on |le )?")

_CLOSING = re.compile(r"(?:(?:ferm|clos)[a-z]*|(?:ouv|open)[^0-9.,;!?]{0,20}(?:jusqu|until|till))"
                      r"[^0-9.,;!?]{0,20}$")  # fmt: skip
_OPENING = re.compile(r"(?:ouv|open|rouv|reouv)[^0-9.,;!?]{0,25}$")
_LOOK_BACK = 45  # characters


def read_moments(page: Page) -> list[Claim]:
    """Takes from the page every day and hour; neighbours that speak of one moment are one claim."""
    pieces: list[Claim] = []
    for pattern, read in READERS:
        pieces += page.take("moment", pattern, read)
    found: list[Claim] = []
    for piece in sorted(pieces, key=lambda claim: claim.start):
        piece = _with_role(piece, page.original)
        joined = _join(found[-1], piece, page.original) if found else None
        found[-1:] = [joined] if joined else [*found[-1:], piece]
    return found


def _join(before: Claim, after: Claim, text: str) -> Claim | None:
    gap = text[before.end : after.start]
    first, second = before.key, after.key
    assert isinstance(first, When)
    assert isinstance(second, When)
    if not _together(first, second, gap):
        return None
    when = When(
        first.days | second.days,
        first.part or second.part,
        first.clock or second.clock,
        first.role or second.role,
    )
    return replace(before, key=when, end=after.end, words=text[before.start : after.end])


def _together(first: When, second: When, gap: str) -> bool:
    if first.clock and second.clock:
        return False
    if first.days and second.days:
        names = {day.by for day in first.days} & {day.by for day in second.days}
        if first.clock:  # "5pm on Saturday 25 January"
            return gap == " " and names == set() and _is_dated(second)
        return not names and bool(_DAY_TO_DAY.fullmatch(gap))
    link = _DAY_TO_CLOCK if first.days else _CLOCK_TO_DAY
    return bool(link.fullmatch(gap))


def _is_dated(when: When) -> bool:
    return any(day.by == "month_day" for day in when.days)


def _with_role(claim: Claim, text: str) -> Claim:
    before = text[max(0, claim.start - _LOOK_BACK) : claim.start]
    assert isinstance(claim.key, When)
    role: Role | None = None
    if claim.key.clock and _CLOSING.search(before):
        role = "closing"
    elif claim.key.clock and _OPENING.search(before):
        role = "opening"
    return replace(claim, key=replace(claim.key, role=role))
