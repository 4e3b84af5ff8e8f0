"""When the contact means: days and hours found in a text, read together."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from coccinelle.understanding.days import Day, find_days
from coccinelle.understanding.hour_phrases import Hour
from coccinelle.understanding.times import find_hours

_BETWEEN = re.compile(
    r"(?:[\s,~-]|l'|\b(?:a|vers|des|au|dans|en|le|la|du|de|autour|aux?|alentours|environs|avant|"
    r"apres|jusqu'a|sur|plutot|at|around|by|before|after|in|the|on|for|from|pour|soit|genre|disons|"
    r"idealement|si possible|les|debut|fin|travail|boulot|bureau|taf|work|"
    r"um|am|alle|las|el|por|il|pas|partir)\b)*"
)
_EVENING_PARTS = ("evening", "afternoon", "end_of_afternoon", "end_of_day")
# Anything quick to see that a date or an hour may be there: most messages have none.
_WORTH_IT = re.compile(
    r"\d|\b(?:lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun|dema|tomo|toni|toda|hier|"
    r"yest|viern|sab|domi|dome|giov|mierc|mitt|diens|donn|dond|frei|sonn|maan|dins|woen|vrij|"
    r"zate|zond|manana|hoy|ayer|oggi|ieri|stas|stam|morg|matt|heut|gest|uberm|overm|vand|amanh|"
    r"hoje|esta\b|"
    r"apres|avant|aujo|soir|mati|midi|minu|noon|morn|even|afte|sema|week|mois|mont|jour|day|heure|"
    r"hour|ouvert|ferm|open|clos|noel|chris|reve|nouv|jan|fev|feb|avr|apr|mai|may|juin|jun|jui|jul|"
    r"aou|aug|sep|oct|nov|dec|paqu|east|pent|asce|asso|tous|armi|fete|vale|quin|veil|lend|meme|"
    r"same|premier|half|quart|o'clock|halloween|xmas|epiph|chand|black|boxing|good fr|saint|new y|"
    r"proch|suiv|at\b|by\b|in\b|ce\b|cet|this|1er|last|next|first th)"
)
_FURTHEST = 2_500  # characters: more than a turn can hold, whoever calls


@dataclass(frozen=True, slots=True)
class Moment:
    """day_to, until end a range; part: morning, noon, afternoon, evening, end_of_day, opening…

    Spans are in the folded text; same_time: "à la même heure".
    """

    start: int
    end: int
    day: date | None = None
    day_to: date | None = None
    at: time | None = None
    until: time | None = None
    part: str = ""
    past: bool = False
    same_time: bool = False
    day_span: tuple[int, int] | None = None
    time_span: tuple[int, int] | None = None


def find_moments(
    folded: str, now: datetime, *, anchor: date | None = None, dines: bool = False
) -> tuple[Moment, ...]:
    """In the order of the text. now: in the business's zone; dines: 8 means 8 in the evening.

    anchor: the day last spoken of, for "le lendemain" and "le mardi suivant".
    """
    folded = folded[:_FURTHEST]
    if not _WORTH_IT.search(folded):
        return ()
    days = [_of_day(d) for d in find_days(folded, now.date(), anchor)]
    said = find_hours(folded, now)
    hours = [_of_hour(h) for h in said]
    sure = {(h.start, h.end): h.sure for h in said}
    moments = _joined(sorted(days + hours, key=lambda m: m.start), folded)
    return tuple(_settled(m, sure, dines, folded) for m in moments)


def _of_day(day: Day) -> Moment:
    span = (day.start, day.end)
    return Moment(*span, day=day.first, day_to=day.last, past=day.past, day_span=span)


def _of_hour(hour: Hour) -> Moment:
    span = (hour.start, hour.end)
    if hour.moment:
        moment = hour.moment
        return Moment(*span, day=moment.date(), at=moment.time(), day_span=span, time_span=span)
    return Moment(
        *span, at=hour.at, until=hour.until, part=hour.part, same_time=hour.same,
        time_span=span if hour.at else None,
    )  # fmt: skip


def _joined(pieces: list[Moment], folded: str) -> list[Moment]:
    """ "demain" + "matin" + "vers 10h" is one moment; two days or two hours are two."""
    joined: list[Moment] = []
    for piece in pieces:
        if joined and _one_moment(joined[-1], piece, folded):
            joined[-1] = _both(joined[-1], piece)
        else:
            joined.append(piece)
    return joined


def _one_moment(a: Moment, b: Moment, folded: str) -> bool:
    if (a.day and b.day) or (a.at and b.at) or (a.part and b.part and a.time_span):
        return b.start < a.end and not b.at and not b.day  # "ce soir": the part inside the day
    return _BETWEEN.fullmatch(folded, min(a.end, b.start), b.start) is not None


def _both(a: Moment, b: Moment) -> Moment:
    return Moment(
        a.start, max(a.end, b.end), a.day or b.day, a.day_to or b.day_to, a.at or b.at,
        a.until or b.until, b.part or a.part, a.past or b.past, a.same_time or b.same_time,
        a.day_span or b.day_span, a.time_span or b.time_span,
    )  # fmt: skip


def _settled(moment: Moment, sure: dict[tuple[int, int], bool], dines: bool, folded: str) -> Moment:
    """Morning or evening: by the part of the day said, else by the hours shops keep."""
    if not moment.at or not moment.time_span or sure.get(moment.time_span, True):
        return moment
    part = moment.part or ("evening" if dines else "")
    if part == "morning":
        return moment
    latest = 11 if part in _EVENING_PARTS else 7
    if dines and not moment.part:
        latest = 10
    return replace(
        moment,
        at=_later(moment.at, latest),
        until=_later(moment.until, latest, moment.at),
    )


def _later(at: time | None, latest: int, start: time | None = None) -> time | None:
    if at is None or at.hour > latest or at.hour == 0:
        return at
    return at if start and start.hour > latest < at.hour else at.replace(hour=at.hour + 12)
