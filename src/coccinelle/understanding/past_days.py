"""Days that are over although they could come: "la table de samedi", "je l'ai réglée le 6"."""

import re
from datetime import date, timedelta

_LOOKS_BACK = frozenset(
    ("complaint", "item_problem", "return_refund", "payment_invoice", "promo_loyalty")
)
_OF_THE_PAST = _LOOKS_BACK | frozenset(
    "order_status order_cancel order_modify repair_status exchange_request allergy_medical "
    "stock_availability".split()
)
_STILL_TO_COME = frozenset(("means", "policy"))
_AHEAD = timedelta(days=300)  # further than that, a day said without its year is over
_WEEK = timedelta(days=7)
_MONTH = timedelta(days=31)
_WEEKDAY = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|sunday|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|"
    r"mercoledi|giovedi|venerdi|sabato|domenica|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag)(?: (?:matin|midi|soir|apres-midi))?"
)
_PREPOSITION = re.compile(r"^(?:le|on) ")
_NUMBER_ALONE = re.compile(r"(?:le |du |the )?\d{1,2}(?:er|st|nd|rd|th)?")
_OVER = re.compile(
    r"\b(?:(?:ai|as|a|avons|avez|ont|have|has|had) (?:bien |deja |already )?"
    r"(?!prevu|annonce|dit|promis|donne|fixe|reporte|decale|propose|confirm|rendez|rdv|till|until)"
    r"\w{2,12}(?:e|es|ee|ees|i|is|ie|u|us|ue|ues|ed|en|ght|id)|"
    r"(?:suis|est|was) (?:arrive|parti|venu|passe|tombe|paid|sent|ordered|bought)\w{0,2}|"
    r"commandee?s?|achetee?s?|recue?s?|passees?|deposees?|payees?|reglees?|renvoyee?s?|"
    r"bought|ordered|paid|received|reached me|arrived|sent|dropped)"
    r"(?: (?:it|them|ca|chez vous|en ligne|online|back|off|la|le))? ?(?:le |on |the )?$"
)


def when_it_was(
    day: date, said: str, before: str, label: tuple[str, str | None], today: date, *, is_limit: bool
) -> date:
    """The day meant. said: its words; before: those that lead to it; label: intent and sub-kind."""
    intent, kind = label
    if day <= today or intent not in _OF_THE_PAST:
        return day
    if day - today >= _AHEAD:
        return day.replace(year=day.year - 1)
    backward = intent in _LOOKS_BACK and kind not in _STILL_TO_COME and not is_limit
    return _last(day, said, today, backward=backward, over=bool(_OVER.search(before)))


def _last(day: date, said: str, today: date, *, backward: bool, over: bool) -> date:
    """The same weekday, or the same day of the month, before today."""
    named = _WEEKDAY.fullmatch(_PREPOSITION.sub("", said) if over else said)
    if named and (backward or over) and day <= today + _WEEK:
        return day - _WEEK
    if over and _NUMBER_ALONE.fullmatch(said) and day <= today + _MONTH:
        month = day.replace(day=1) - timedelta(days=1)
        return month.replace(day=day.day) if day.day <= month.day else day
    return day
