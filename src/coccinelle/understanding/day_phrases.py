"""The ways of saying a day, and what reads each: the longest first, the first to match keeps."""

import re
from collections.abc import Callable
from datetime import date

from coccinelle.understanding import day_rules, week_rules
from coccinelle.understanding.calendar_words import DAY, DOM, MONTH, SHORT_DAY
from coccinelle.understanding.counting import COUNT
from coccinelle.understanding.day_rules import Now
from coccinelle.understanding.feasts import FEAST

Resolve = Callable[[re.Match[str], Now], tuple[date, date | None] | None]

_NOT_A_DAY = (
    r"(?![\d/.,:]\d|\d| ?(?:h\b|heures?|%|€|eur|:\d|am\b|pm\b|personnes?|pers\b|ans\b|cm\b|km\b|"
    r"fois))"
)
_RELATIVE = "|".join(sorted(map(re.escape, day_rules.OFFSETS), key=len, reverse=True))
_OF_WEEK = (
    r"de (?:la semaine (?:prochaine|d'apres|suivante|qui vient|derniere|passee)|cette semaine)"
)
_AFTER = (
    rf"(?:{_OF_WEEK}|prochain|suivant|dernier(?! delai)|d'apres|qui vient|en (?:8|huit|15|quinze)|"
    r"passe|week(?!-? ?end))"
)
_YEAR = r"(?:,? (?P<year>20\d\d)\b)?"
_ORDINAL = r"(?:er|st|nd|rd|th)?"
_AND = r"(?:et|ou|and|or|au|a)"
_PART_OF = (
    r"(?:(?:a|d'ici|avant|pour|vers|at|by|before)? ?(?:la |the )?"
    r"(?:debut|milieu|mi|fin|courant|end|beginning|middle) (?:du |de |de la |of )(?:the |la )?)"
)

RULES: tuple[tuple[re.Pattern[str], Resolve], ...] = (
    (re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<dom>\d\d)\b"), day_rules.written),
    (
        re.compile(
            rf"\b(?:(?:{DAY}) )?(?P<dom>{DOM})[/.-](?P<month>{DOM})[/.-]"
            r"(?P<year>20\d\d|\d\d)\b(?![/\d])"
        ),
        day_rules.written,
    ),
    (
        re.compile(
            r"\b(?:semaine|week-? ?end|we) du (?:lundi |samedi )?"
            rf"(?P<dom>{DOM})\b(?: (?P<month>{MONTH})\b)?{_NOT_A_DAY}"
        ),
        week_rules.week_of,
    ),
    (re.compile(_RELATIVE.join((r"\b(?:", r")\b"))), day_rules.relative),
    (re.compile(r"\bdans la journee\b(?! (?:de|du) )"), day_rules.today_alone),
    (
        re.compile(
            r"\b(?:dans(?: les)?|d'ici|sous|il y a|ca fait|cela fait|depuis|in)(?: environ| deja)?"
            rf" (?P<n>{COUNT}) ?(?P<unit>jours?|semaines?|mois|days?|weeks?|months?|fortnight)\b"
        ),
        day_rules.counted,
    ),
    (re.compile(rf"\b(?P<n>{COUNT}) (?P<unit>days?|weeks?|months?) ago\b"), day_rules.counted),
    (
        re.compile(
            rf"\b(?:du|entre le|from(?: the)?) (?P<dom>{DOM}){_ORDINAL}(?: (?P<month>{MONTH}))? "
            rf"(?:au|et le|to(?: the)?) (?P<to>{DOM}){_ORDINAL}\b"
            rf"(?: (?:of )?(?P<later>{MONTH}))?{_NOT_A_DAY}"
        ),
        day_rules.between,
    ),
    (
        re.compile(
            r"\b(?:le|the) (?P<nth>1er|premier|deuxieme|2e|troisieme|3e|dernier|first|second|"
            rf"third|last) (?P<day>{DAY}) (?:de |d'|du |of |in )(?P<month>{MONTH})\b"
        ),
        week_rules.nth_weekday,
    ),
    (
        re.compile(
            rf"\b(?:le |the )?(?P<dom>{DOM}){_ORDINAL} (?:du |de |of )"
            r"(?:(?:ce )?mois(?: prochain| dernier| suivant)?|(?:next|this|last) month)\b"
        ),
        week_rules.day_of_month_by_place,
    ),
    (  # "les 20 et 21 janvier": the month of the second is the month of the first
        re.compile(
            rf"\b(?:(?:les?|the) )?(?P<dom>{DOM}){_ORDINAL}"
            rf"(?= {_AND} (?:le |the )?{DOM}{_ORDINAL} (?:of )?(?P<month>{MONTH})\b)"
        ),
        day_rules.written,
    ),
    (
        re.compile(
            rf"\b(?:le )?(?:(?:{DAY}|{SHORT_DAY})\.?,? )?(?:the )?(?P<dom>{DOM}|premier){_ORDINAL}"
            rf" (?:of )?(?P<month>{MONTH})\b\.?(?P<gone> dernier\b)?{_YEAR}"
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
            rf"\b(?P<day>{DAY}),? (?:le |the )?(?P<dom>{DOM})(?:th|st|nd|rd)?\b{_NOT_A_DAY}"
        ),
        day_rules.weekday_and_number,
    ),
    (
        re.compile(
            rf"\b(?P<day>{SHORT_DAY})\.? (?:the )?(?P<dom>{DOM})(?:th|st|nd|rd)?\b{_NOT_A_DAY}"
            r"(?= ?(?:$|[,.;!?\n]|\d|a \d|vers|au soir|matin|midi|apres|at\b|pour\b|from\b|for\b))"
        ),
        day_rules.weekday_and_number,
    ),
    (
        re.compile(
            rf"(?<!tous les )(?<!les )(?<!chaque )(?<!every )"
            rf"\b(?:(?P<before>a week on|ce|next|last|this|le|on) )?(?P<day>{DAY})\b"
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
            rf"\b(?P<before>ce|le|pour|on)? ?\b(?<!la )(?P<day>{SHORT_DAY})\b\.?(?P<after>)"
            r"(?= (?:matin|midi|apres|aprem|soir|vers|a \d|\d{1,2} ?h|at \d|at noon|morning|"
            r"afternoon|evening))"
        ),
        day_rules.weekday,
    ),
    (  # "mariage sam", "avant dim": short, so only beside what a day is needed for
        re.compile(
            r"(?:(?<=mariage )|(?<=bapteme )|(?<=anniv )|(?<=fete )|(?<=ceremonie )|"
            r"(?<=wedding )|(?<=avant )|(?<=d'ici )|(?<=mariage le )|(?<=mariage ce )|"
            r"(?<=before ))(?P<before>)(?P<day>sam|dim|lun|ven|jeu|sat|sun|fri|thu)\b\.?(?P<after>)"
        ),
        day_rules.weekday,
    ),
    (
        re.compile(
            rf"\b{_PART_OF}?(?:la )?semaine (?:prochaine|derniere|passee|qui vient|d'apres|"
            r"suivante)\b"
            rf"|\bcette semaine\b|\bdans la semaine\b(?! des)|\b{_PART_OF}(?:semaine|week)\b"
            r"|\b(?:next|last|this) week\b(?!-?end)"
            r"|\b(?:ce |le |next |this |last )?week-? ?end(?: prochain| dernier| passe| d'apres)?\b"
            r"|\b(?:ce|le|du|un) we\b(?: prochain| dernier| passe)?"
        ),
        week_rules.week,
    ),
    (
        re.compile(
            rf"\b{_PART_OF}mois(?: prochain| dernier| suivant)?\b|\b{_PART_OF}(?:next )?month\b"
            r"|\b(?:le )?mois (?:prochain|dernier|suivant|passe)\b|\b(?:next|last|this) month\b"
            r"|\bce mois(?:-ci)?\b"
        ),
        week_rules.month_by_place,
    ),
    (re.compile(r"\ble lendemain\b|\bla veille\b|\bthe next day\b"), day_rules.around_anchor),
    (
        re.compile(
            r"\b(?:le|the|on the|a partir du|a compter du|jusqu'au|jusque le|avant le) "
            rf"(?P<dom>{DOM}){_ORDINAL}\b{_NOT_A_DAY}"
        ),
        day_rules.number_alone,
    ),
    (
        re.compile(
            r"\b(?:en|au mois de|pour le mois de|debut|mi-?|fin|courant|in|early|late|mid-?) ?"
            rf"(?P<month>{MONTH})\b"
        ),
        week_rules.month,
    ),
)
