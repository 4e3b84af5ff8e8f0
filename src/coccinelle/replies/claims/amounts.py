"""Prices, percentages, sizes, counts and plain numbers said in a text."""

import re
from collections.abc import Hashable
from decimal import Decimal, InvalidOperation

from coccinelle.replies.claims.claim import Claim
from coccinelle.replies.claims.page import Page

Match = re.Match[str]

_NUMBER = r"(?:[0-9]{1,3}(?: [0-9]{3}){1,3}(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]+){0,3})"
_START = r"(?<![0-9a-z])(?<![0-9][.,])"
_STOP = r"(?![a-z0-9])"
_SIZE = r"(?:[0-9]{1,3}(?:[.,]5)?|[2-6]xl|xxxl|xxl|xxs|xl|xs|[sml])(?!['0-9a-z])"
_CLEAR_SIZE = r"(?:[3-6][0-9](?:[.,]5)?|[2-6]xl|xxxl|xxl|xxs|xl|xs|[sml])(?!['0-9a-z])"
_UNIT = (
    r"(?! ?(?:h|heures?|hours?|minutes?|mins?|jours?|days?|ans?|years?|semaines?|weeks?"
    r"|mois|months?|fois|times|exemplaires?|couleurs?|colou?rs|tailles?|sizes|pieces?|articles?|items?|€|%|euros?)"
    rf"{_STOP})"
)

MONEY = (
    re.compile(rf"{_START}(?P<whole>[0-9]+)€(?P<rest>[0-9]{{2}}){_STOP}"),
    re.compile(
        rf"{_START}(?P<whole>{_NUMBER}) ?(?:€|eur|euros?)(?: (?:et )?(?P<rest>[0-9]{{2}}))?{_STOP}"
    ),
    re.compile(rf"(?:€|eur(?=[ 0-9])) ?(?P<whole>{_NUMBER})(?P<rest>)"),
    # A currency we never quote in is a claim that nothing backs.
    re.compile(rf"(?P<foreign>[$£¥]) ?{_NUMBER}|{_START}{_NUMBER} ?(?:[$£¥]|dollars?|pounds?)"),
)
PERCENT = re.compile(rf"{_START}(?P<n>{_NUMBER}) ?(?:%|pour ?cents?{_STOP}|per ?cent{_STOP})")
_TO_100 = re.compile(rf"{_START}(?P<n>{_NUMBER}) (?:pour|per) 100{_STOP}")  # "vingt pour cent"
_HALF = re.compile(r"(?<![a-z])(?:a )?(?:moitie prix|half[- ]price|half off|moitie du prix)")

SIZES = (
    re.compile(
        r"(?<![a-z])(?:tailles?|t|pointures?|sizes?)(?:\.| )?(?:du |de |en |: ?)?"
        rf"(?P<all>{_SIZE}{_UNIT}"
        rf"(?:(?:, | ?/ ?| et | ou | and | or ){_SIZE}{_UNIT})*)"
    ),
    re.compile(
        rf"(?<![a-z])(?:en|in|in an?) (?P<all>{_SIZE}{_UNIT}"
        rf"(?:(?:, | ?/ ?| et | ou | and | or ){_CLEAR_SIZE}{_UNIT})*)"
    ),
)
_ONE_SIZE = re.compile(_SIZE)

COUNTS = (
    re.compile(
        r"(?<![a-z])(?:rest[a-z]*|remain[a-z]*|en (?:a|ai|as|avons|avez|ont)|only|just|we have"
        r"|(?:on|nous) (?:en )?(?:a|avons)"
        r"|plus que|there are|there is) (?:encore |plus |que |plus que |qu'|only |just |still )?"
        rf"(?P<n>[0-9]+){_STOP}(?![.,][0-9])(?! ?[€%])"
    ),
    re.compile(
        rf"{_START}(?P<n>[0-9]+) (?:de plus )?(?:en (?:stock|boutique|magasin|rayon)"
        rf"|in (?:stock|store)|restant[a-z]*|disponibles?|dispos?|exemplaires?|pieces?|articles?"
        rf"|unites?|left|remaining|available|items?|units?|encore|copies|more){_STOP}"
    ),
)
_SINGLE = re.compile(
    r"(?<![a-z])(?:plus qu'une?(?! [0-9])|une? seule?s?(?= (?:exemplaire|piece|article"
    r"|paire|restant|dispo|en )| ?[.!?,]|$)|only one|just one|one left"
    r"|dernier exemplaire|derniere (?:piece|paire|unite)|last (?:one|piece|pair|item)|le dernier"
    r"(?= ?[.!?,]|$)|la derniere(?= ?[.!?,]|$))(?![a-z0-9])"
)
DURATION = re.compile(
    rf"{_START}(?P<n>[0-9]+(?:[.,][0-9]+)?) ?(?P<unit>h|heure|hour|minute|min|mn|jour|day|j|semaine"
    r"|week|mois|month|an|year|annee)s?(?: ouvres?| ouvrables?)?(?![a-z0-9])"
)
CHOICE = re.compile(r"(?<![\w(.,/-])(?P<n>[1-9])\) ?")
_ORDINAL = r"(?:er|re|ere|e|eme|st|nd|rd|th)?"
# "38 robes" is no size; the little words that end in -s are not what is counted.
QUANTITY = re.compile(
    rf"{_START}(?P<n>[0-9]+)(?= (?!(?:plus|moins|dans|mais|sans|sous|des|les|ces|ses|vos|nos|vous"
    r"|nous|puis|apres|jamais|toujours|depuis|as|is|was|has|this|us|its)(?![a-z]))[a-z]{2,}[sx]"
    r"(?![a-z0-9]))"
)
NUMBER = re.compile(rf"{_NUMBER}{_ORDINAL}")

UNITS = {
    "heure": "h", "hour": "h", "minute": "min", "mn": "min", "jour": "day", "j": "day",
    "semaine": "week", "month": "mois", "an": "year", "annee": "year",
}  # fmt: skip


def read_choices(page: Page) -> None:
    """1) 2) 3) number our own choices: allowed when they count from one, in order."""
    marks = list(CHOICE.finditer(page.left))
    if [int(mark["n"]) for mark in marks] == list(range(1, len(marks) + 1)):
        for mark in marks:
            page.cover(*mark.span())


def read_prices(page: Page) -> list[Claim]:
    found = page.take("percent", PERCENT, lambda m: number(m["n"]))
    found += page.take("percent", _TO_100, lambda m: number(m["n"]))
    found += page.take("percent", _HALF, lambda _: 50.0)
    for pattern in MONEY:
        found += page.take("price", pattern, _cents)
    return found


def read_sizes(page: Page) -> list[Claim]:
    found: list[Claim] = []
    for pattern in SIZES:
        for several in page.take("size", pattern, lambda m: m["all"]):
            found += [
                Claim("size", several.words, size(one), several.start, several.end)
                for one in _ONE_SIZE.findall(str(several.key))
            ]
    return found


def read_counts(page: Page) -> list[Claim]:
    found = page.take("count", _SINGLE, lambda _: 1.0)
    for pattern in COUNTS:
        found += page.take("count", pattern, lambda m: number(m["n"]))
    return found


def read_durations(page: Page) -> list[Claim]:
    return page.take("duration", DURATION, _duration)


def read_numbers(page: Page) -> list[Claim]:
    """Every figure that nothing else has taken."""
    found = page.take("quantity", QUANTITY, lambda m: number(m["n"]))
    return found + page.take(
        "number", NUMBER, lambda m: number(m[0].rstrip("abcdefghijklmnopqrst"))
    )


def number(text: str) -> float:
    """'1 234,50' and '1.5'; a figure too odd to read is not a number that a fact could have."""
    plain = text.replace(" ", "").replace(",", ".")
    try:
        return float(Decimal(plain))
    except InvalidOperation:
        return float("inf")


def size(text: str) -> str:
    return text.strip().lower().replace(",", ".")


def _cents(match: Match) -> Hashable:
    groups = match.groupdict()
    if "foreign" in groups:
        return match[0]
    whole = groups["whole"]
    # "1,234.50" and "1,234": the thousands of an English price.
    if re.fullmatch(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{2})?", whole):
        whole = whole.replace(",", "")
    value = number(whole)
    return None if value == float("inf") else round(value * 100) + int(groups["rest"] or 0)


def _duration(match: Match) -> Hashable:
    unit = match["unit"]
    return number(match["n"]), UNITS.get(unit, unit)
