"""Days as people say them: "samedi en huit", "le 14", "avant-hier", "lundi de Pâques"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coccinelle.understanding import day_rules
from coccinelle.understanding.calendar_words import DAY, DAYS, DOM, MONTH
from coccinelle.understanding.day_rules import Now, next_weekday
from coccinelle.understanding.feasts import FEAST
from coccinelle.understanding.numbers import NUMBER

_NOT_A_DAY = (
    r"(?![\d/.,:]\d|\d| ?(?:h\b|heures?|%|€|eur|:\d|am\b|pm\b|personnes?|pers\b|ans\b|cm\b|km\b|"
    r"fois))"
)
# Participles that cannot be taken for a present or a noun, or the others after an auxiliary.
_PAST = re.compile(
    r"\b(?:vue?s?|recue?s?|postees?|publiee?s?|achetee?s?|commandees?|livrees?|deposees?|"
    r"prise?s?|essayees?|payees?|expediee?s?|envoyee?s?|passees?|venue?s?|retiree?s?|allee?s?|"
    r"(?:ai|as|a|avez|avons|ont|suis|etes|est|ete|etait|avais)(?: \w+){0,2} "
    r"(?:commande|poste|livre|depose|paye|appele|partage|mis|passe|essaye|laisse|ecrit|recupere)|"
    r"(?:^|[.!?\n] ?)commande|"
    r"depuis|since|ordered|bought|posted|received|saw|seen|was|were|got|had|delivered|picked)\b"
    r"(?P<gap>[^.?!,\n]{0,28})$"
)
# What comes after one of these is ahead: "commandé lundi pour un mariage samedi".
_AHEAD = re.compile(
    rf"\b(?:pour|d'ici|avant|for|by|before|rdv|rendez|mariage|bapteme|{DAY}|et|je|on|and|i)\b"
)
_FURTHEST = timedelta(days=800)  # a date further away is a typing error or a test of patience


@dataclass(frozen=True, slots=True)
class Day:
    """One day or a range of days found at [start, end) of the folded text."""

    start: int
    end: int
    first: date
    last: date | None = None
    past: bool = False


_Resolve = Callable[[re.Match[str], Now], tuple[date, date | None] | None]


def find_days(folded: str, today: date, anchor: date | None = None) -> tuple[Day, ...]:
    """In the order of the text; future unless the words say otherwise ("postée lundi")."""
    found: list[Day] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(folded):
            if not any(d.start < match.end() and match.start() < d.end for d in found):
                found.extend(_day(match, resolve, folded, Now(today, anchor)))
    return tuple(_anchored(sorted(found, key=lambda d: d.start), folded, today))


def _day(match: re.Match[str], resolve: _Resolve, folded: str, now: Now) -> Iterator[Day]:
    told = _PAST.search(folded, max(0, match.start() - 60), match.start())
    past = told is not None and not _AHEAD.search(told["gap"])
    try:
        days = resolve(match, Now(now.today, now.anchor, past))
    except (ValueError, OverflowError):  # 30 février, year 0
        return
    if days and abs(days[0] - now.today) <= _FURTHEST:
        first, last = days
        yield Day(match.start(), match.end(), first, last, first < now.today)


def _anchored(days: list[Day], folded: str, today: date) -> Iterator[Day]:
    """ "pas samedi, le mardi suivant": the Tuesday after that Saturday."""
    before: date | None = None
    for day in days:
        match = _FOLLOWING.match(folded, day.start)
        if match and before:
            first = next_weekday(before, DAYS[match["day"]])
            day = Day(day.start, day.end, first)
        before = day.first
        yield day


_FOLLOWING = re.compile(rf"(?:le )?(?P<day>{DAY}) (?:suivant|d'apres)")
_RELATIVE = "|".join(sorted(map(re.escape, day_rules.OFFSETS), key=len, reverse=True))
_AFTER = (
    r"(?:de la semaine )?(?:prochain|suivant|dernier|d'apres|qui vient|en (?:8|huit|15|quinze)|"
    r"passe)"
)
_YEAR = r"(?:,? (?P<year>20\d\d)\b)?"

# The first rule to take a stretch of text keeps it: longest ways of saying first.
_RULES: tuple[tuple[re.Pattern[str], _Resolve], ...] = (
    (re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<dom>\d\d)\b"), day_rules.written),
    (
        re.compile(
            rf"\b(?:(?:{DAY}) )?(?P<dom>{DOM})[/.-](?P<month>{DOM})[/.-]"
            r"(?P<year>20\d\d|\d\d)\b(?![/\d])"
        ),
        day_rules.written,
    ),
    (re.compile(_RELATIVE.join((r"\b(?:", r")\b"))), day_rules.relative),
    (
        re.compile(
            rf"\b(?:dans|d'ici|sous|il y a|in)(?: environ)? (?P<n>{NUMBER}) ?"
            r"(?P<unit>jours?|semaines?|mois|days?|weeks?|months?)\b"
        ),
        day_rules.counted,
    ),
    (re.compile(rf"\b(?P<n>{NUMBER}|an?) (?P<unit>days?|weeks?|months?) ago\b"), day_rules.counted),
    (
        re.compile(
            rf"\b(?:du|entre le|from(?: the)?) (?P<dom>{DOM}|1er)(?: (?P<month>{MONTH}))? "
            rf"(?:au|et le|to(?: the)?) (?P<to>{DOM})\b(?: (?P<later>{MONTH}))?{_NOT_A_DAY}"
        ),
        day_rules.between,
    ),
    (
        re.compile(
            rf"\b(?:le )?(?:(?:{DAY}),? )?(?:the )?(?P<dom>{DOM})(?:er|st|nd|rd|th)?"
            rf" (?:of )?(?P<month>{MONTH})\b\.?{_YEAR}"
        ),
        day_rules.written,
    ),
    (
        re.compile(
            rf"\b(?P<month>{MONTH}) (?:the )?(?P<dom>{DOM})(?:st|nd|rd|th)?"
            rf"\b{_NOT_A_DAY}{_YEAR}"
        ),
        day_rules.written,
    ),
    (
        re.compile(
            rf"\b(?:(?:le|du|au|pour|on|{DAY}) (?:le )?)(?P<dom>{DOM})/(?P<month>\d\d?)\b"
            r"(?![/\d])"
        ),
        day_rules.written,
    ),
    (
        re.compile(r"(?<![\d/.,])(?P<dom>[0-3]\d)/(?P<month>[0-3]\d)\b(?![/\d])"),
        day_rules.written,
    ),
    (FEAST, day_rules.feast),
    (
        re.compile(
            rf"\b(?P<day>{DAY}),? (?:le |the )?(?P<dom>{DOM})\b(?:th|st|nd|rd)?{_NOT_A_DAY}"
        ),
        day_rules.weekday_and_number,
    ),
    (
        re.compile(
            rf"(?<!tous les )(?<!les )(?<!chaque )(?<!every )"
            rf"\b(?:(?P<before>ce|next|last|this|le|on) )?(?P<day>{DAY})\b"
            rf"(?P<after> {_AFTER}\b)?"
        ),
        day_rules.weekday,
    ),
    (
        re.compile(
            rf"\b(?P<before>ce|le|pour|d'ici)? ?\b(?P<day>sam|dim|lun|ven)\b\.?"
            rf"(?P<after> {_AFTER}\b)"
        ),
        day_rules.weekday,
    ),
    (
        re.compile(
            r"\b(?P<before>ce|le|pour)? ?\b(?P<day>sam|dim|lun|mar|mer|jeu|ven)\b\.?(?P<after>)"
            r"(?= (?:matin|midi|apres|aprem|soir|vers|a \d|\d{1,2} ?h))"
        ),
        day_rules.weekday,
    ),
    (
        re.compile(
            r"\b(?:(?:en )?(?:debut|milieu|fin|courant) de (?:la )?)?semaine "
            r"(?:prochaine|derniere|passee|qui vient|d'apres|suivante)\b"
            r"|\bcette semaine\b|\b(?:next|last|this) week\b(?!-?end)|\bfin de (?:la )?semaine\b"
            r"|\b(?:ce |le |next |this |last )?week-? ?end(?: prochain| dernier| passe)?\b"
        ),
        day_rules.week,
    ),
    (re.compile(r"\ble lendemain\b|\bla veille\b|\bthe next day\b"), day_rules.around_anchor),
    (
        re.compile(rf"\b(?:le|the|on the) (?P<dom>{DOM})(?:er|st|nd|rd|th)?\b{_NOT_A_DAY}"),
        day_rules.number_alone,
    ),
    (
        re.compile(rf"\b(?P<part>en|debut|mi-?|fin|courant|in|early|late) ?(?P<month>{MONTH})\b"),
        day_rules.month,
    ),
)
