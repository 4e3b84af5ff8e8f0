"""Days as people say them: "samedi en huit", "le 14", "avant-hier", "lundi de Pâques"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coccinelle.understanding.calendar_words import DAY, DAYS
from coccinelle.understanding.day_phrases import RULES, Resolve
from coccinelle.understanding.day_rules import Now, next_weekday

# Participles that cannot be taken for a present or a noun, or the others after an auxiliary.
_PAST = re.compile(
    r"\b(?:vue?s?|recue?s?|postees?|publiee?s?|achetee?s?|commandees?|livrees?|deposees?|"
    r"prise?s?|essayees?|payees?|expediee?s?|envoyee?s?|passees?|venue?s?|retiree?s?|allee?s?|"
    r"(?:ai|as|a|avez|avons|ont|suis|etes|est|ete|etait|avais)(?: \w+){0,2} "
    r"(?:commande|poste|livre|depose|paye|appele|partage|mis|passe|essaye|laisse|ecrit|recupere|"
    r"achete|envoye|contacte|retourne|renvoye|recu|pris|demande)|"
    r"(?:^|[.!?\n] ?)commande|(?:commande|facture|achat|mail|courrier)(?: n?[o°]? ?\d+)? du(?= ?$)|"
    r"depuis|since|ordered|bought|posted|received|saw|seen|was|were|got|had|delivered|picked)\b"
    r"(?P<gap>[^.?!,\n]{0,28})$"
)
# What comes after one of these is ahead: "commandé lundi pour un mariage samedi".
_AHEAD = re.compile(
    rf"\b(?:pour|d'ici|avant|for|by|before|rdv|rendez|mariage|bapteme|{DAY}|et|je|on|and|i)\b"
)
# "était prévue pour le 12": gone or still to come, whichever is nearer.
_WAS_DUE = re.compile(
    r"\b(?:etait|etaient|devait|was|were) (?:\w+ )?(?:prevu|annonce|promis|attendu|fixe|arriver|"
    r"etre|due|expected|promised|scheduled)\w*(?: \w+)?(?: pour| for| le| on)* ?$"
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av|place|bd|boulevard|quai|square|impasse|allee|station|metro|cours)"
    r" du $"
)
_FOLLOWING = re.compile(rf"(?:le )?(?P<day>{DAY}) (?:suivant|d'apres)")
_FROM = re.compile(r"\b(?:du|entre|from|between)(?: le| the)? ?$")
# "décaler du samedi au dimanche": two days, the old and the new.
_MOVED = re.compile(r"\b(?:decal|deplac|report|repouss|avanc|chang|pass|mov|resched|switch)")
_FROM_INSIDE = re.compile(r"(?:du|entre le|from) ")
_TO = re.compile(r" (?:au|a|et|to|and|jusqu'au|until)(?: le| the)? ")  # "au" may be the day's own
_FURTHEST = timedelta(days=800)  # a date further away is a typing error or a test of patience


@dataclass(frozen=True, slots=True)
class Day:
    """One day or a range of days found at [start, end) of the folded text."""

    start: int
    end: int
    first: date
    last: date | None = None
    past: bool = False


def find_days(folded: str, today: date, anchor: date | None = None) -> tuple[Day, ...]:
    """In the order of the text; future unless the words say otherwise ("postée lundi")."""
    found: list[Day] = []
    taken = bytearray(len(folded))
    for pattern, resolve in RULES:
        for match in pattern.finditer(folded):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            for day in _day(match, resolve, folded, Now(today, anchor)):
                found.append(day)
                taken[start:end] = b"\1" * (end - start)
    in_order = sorted(found, key=lambda d: d.start)
    return tuple(_spanned(list(_anchored(in_order, folded)), folded))


def _day(match: re.Match[str], resolve: Resolve, folded: str, now: Now) -> Iterator[Day]:
    at = match.start() + (3 if match[0].startswith("du ") else 0)
    if _STREET.search(folded, max(0, at - 20), at):
        return
    told = _PAST.search(folded, max(0, at - 60), at)
    past = told is not None and not _AHEAD.search(told["gap"])
    due = _WAS_DUE.search(folded, max(0, at - 60), at) and re.search(r"\d", match[0])
    readings = (
        _resolved(match, resolve, now, side) for side in ((False, True) if due else (past,))
    )
    days = min(filter(None, readings), key=lambda d: abs(d[0] - now.today), default=None)
    if days and abs(days[0] - now.today) <= _FURTHEST:
        first, last = days
        yield Day(match.start(), match.end(), first, last, (last or first) < now.today)


def _resolved(
    match: re.Match[str], resolve: Resolve, now: Now, past: bool
) -> tuple[date, date | None] | None:
    try:
        return resolve(match, Now(now.today, now.anchor, past))
    except (ValueError, OverflowError):  # 30 février, year 0
        return None


def _anchored(days: list[Day], folded: str) -> Iterator[Day]:
    """ "pas samedi, le mardi suivant": the Tuesday after that Saturday."""
    before: date | None = None
    for day in days:
        match = _FOLLOWING.match(folded, day.start)
        if match and before:
            first = next_weekday(before, DAYS[match["day"]])
            day = Day(day.start, day.end, first)
        before = day.first
        yield day


def _spanned(days: list[Day], folded: str) -> list[Day]:
    """ "du lundi 20 au vendredi 24", "entre lundi et mercredi": one range of days."""
    spanned: list[Day] = []
    for day in days:
        before = spanned[-1] if spanned else None
        if before and _is_range(before, day, folded):
            spanned[-1] = _range(before, day)
        else:
            spanned.append(day)
    return spanned


def _is_range(a: Day, b: Day, folded: str) -> bool:
    joint = _TO.match(folded, a.end)
    if a.last or b.last or not joint or not b.start <= joint.end() <= b.start + 3:
        return False
    if _MOVED.search(folded, max(0, a.start - 40), a.start):
        return False
    said_from = _FROM.search(folded, max(0, a.start - 16), a.start)
    return bool(said_from or _FROM_INSIDE.match(folded, a.start))


def _range(a: Day, b: Day) -> Day:
    last = b.first if b.first >= a.first else b.first + timedelta(days=7)
    return Day(a.start, b.end, a.first, max(a.first, last), a.past and b.past)
