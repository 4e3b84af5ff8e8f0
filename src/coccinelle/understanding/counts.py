"""How many and how much: quantities, people at a table, amounts of money, kilometres."""

import re
from collections.abc import Container, Iterator

from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.numbers import NUMBER, number
from coccinelle.understanding.phrases import Word

_GROUPED = r"(?:\d{1,3}(?:[ .]\d{3})+|\d{1,9})"
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<a>{_GROUPED})(?:[.,](?P<c>\d{{1,2}}))? ?(?P<k>k)? ?(?:€|euros?\b|eur\b|£|"
    rf"\$)(?P<e>\d{{2}})?"
    rf"|(?:€|£|\$) ?(?P<b>{_GROUPED})(?:[.,](?P<d>\d{{1,2}}))?"
    rf"|\bbudget (?:max(?:imum)? )?(?:de |d'environ |environ |autour de |of |is |"
    rf": ?)*(?P<f>{_GROUPED}) ?(?P<l>k)?(?: ?(?:€|euros?\b))?"
)
_BUDGET = re.compile(
    r"\b(?:budget|maxi?|maximum|jusqu'a|pas plus de|moins de|up to|under|"
    r"less than)\b[^.?!\n]{0,20}$"
)
_MILEAGE = re.compile(rf"(?<![\d.,])(?P<n>{_GROUPED})(?P<k>k| ?000)? ?(?:kms?|kilometres?|miles)\b")
_KIDS = r"(?:bebes?|enfants?|kids?|children|child|baby|babies|ados?|petits?|nourrissons?)"
_MORE = rf"(?:,? ?(?:\+|et|plus|and|avec|with) ?(?P<more>{NUMBER}|an?) {_KIDS})?"
_PEOPLE = r"(?:personnes?|pers|couverts?|people|guests|adultes?|adults|convives?|invites?|persons?)"
_BE = (
    r"(?:sera|serons|serait|serions|est|sommes|seront|vient|viendra|viendrons|va etre|"
    r"allons etre|arrive)"
)
_SOFT = (
    r"(?:finalement |plutot |en fait |donc |au total |au moins |environ |que |plus que |"
    r"peut-etre |a |bien |en tout )*"
)
_NOT_PEOPLE = (
    r"(?![\d:/.,]\d|\d| ?(?:h\b|heures?|%|€|eur|jours?|days?|nuits?|nights?|semaines?|weeks?|"
    r"mois|min|"
    r"km|am\b|pm\b|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre|"
    r"soirs?|midi|ans\b|years?|fois|minutes|personne de plus|de plus|plats|pizzas|menus|burgers|"
    r"sushis|couples?))"
)
_PARTY = (
    re.compile(rf"\b(?P<n>{NUMBER}) {_PEOPLE}\b(?! (?:de|en) (?:plus|moins)){_MORE}"),
    re.compile(
        rf"\b(?:on|nous|serons|seront) (?:ne )?(?:{_BE} "
        rf")?{_SOFT}(?P<n>{NUMBER})\b{_NOT_PEOPLE}{_MORE}"
    ),
    re.compile(
        rf"\b(?:party of|we'll be|we will be|we are|we're|there will be|group of|"
        rf"groupe de) (?P<n>{NUMBER})\b{_NOT_PEOPLE}{_MORE}"
    ),
    re.compile(
        rf"\b(?:tables?|reservation|resa|reserver|booking|place|couvert|duo) (?:pour|de|for|of|"
        rf"a) (?P<n>{NUMBER})\b{_NOT_PEOPLE}{_MORE}"
    ),
    re.compile(rf"\b(?:pour|for|a) (?P<n>{NUMBER})\b{_NOT_PEOPLE}{_MORE}"),
    re.compile(r"\bune (?P<n>dizaine|douzaine|quinzaine|vingtaine|trentaine)\b"),
    re.compile(
        rf"\b(?:pardon|non|plutot|enfin|finalement|euh|sorry|actually|i mean),? (?:on sera |a |"
        rf"pour )?(?P<n>{NUMBER})\b{_NOT_PEOPLE}"
    ),
)
_ROUNDED = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30}
_INSTEAD = re.compile(r"(?:au lieu de|instead of|a la place de) (?:personnes? )?$")
_MOST_PEOPLE = 500
_COUNTED = re.compile(
    rf"(?<![\d.,:/#-])\b(?P<n>{NUMBER}) (?P<unit>paires?|exemplaires?|pieces?|unites?|articles?|"
    rf"boites?|"
    r"bouteilles?|pairs?|pieces|items?|units?|fois la|fois le|autres?"
    r"(?! (?:couleur|coloris|teinte|taille|question|modele|boutique|jour|chose)))\b|"
    r"\bx ?(?P<x>\d{1,2})\b|"
    r"\b(?P<y>\d{1,2}) ?x\b"
)
_BEFORE_NOUN = re.compile(
    rf"(?<![\w.,:/#-])(?P<n>{NUMBER}) (?:petites? |belles? |autres? |grandes? |"
    rf"(?:(?:black|white|red|blue|green|beige|pink|navy|burgundy|camel|floral) ){{1,2}})?$"
)
# "mettez m'en deux", "j'en veux 2": never a size, which is larger.
_OF_IT = re.compile(
    rf"\b(?:(?:m'|me |moi |moi-|j'|il m'|-)en(?: (?:veux|voudrais|prends|prendrai|prendrais|faut|"
    rf"faudrait|garder|mettre|reserver|prendre|reserve|garde|mets))?|"
    rf"en (?:veux|voudrais|prends|prendrai|prendrais|garder|mettre|reserver|prendre|bloquer)|"
    rf"i'?ll take|i want|i'd like) (?P<n>{NUMBER})\b(?! ?(?:fois|jours?|heures?|h\b|€|min))"
)
_MOST_OF_IT = 20
_MOST_ARTICLES = 99


def find_amounts(folded: str) -> list[Found]:
    """Amounts in currency units: "49,90 €" is 49.9, "250k€" is 250000."""
    found = [f for m in _AMOUNT.finditer(folded) if (f := _amount(m, folded))]
    for match in _MILEAGE.finditer(folded):
        count = int(re.sub(r"[ .]", "", match["n"])) * (1000 if match["k"] else 1)
        if 100 <= count < 2_000_000:
            found.append(Found("mileage", count, *match.span()))
    return found


def _amount(match: re.Match[str], folded: str) -> Found | None:
    whole = re.sub(r"[ .]", "", match["a"] or match["b"] or match["f"])
    cents = match["c"] or match["d"] or match["e"] or ""
    value = (
        int(whole) * (1000 if match["k"] or match["l"] else 1) + int(cents.ljust(2, "0") or 0) / 100
    )
    told = match["f"] or _BUDGET.search(folded, max(0, match.start() - 30), match.start())
    name = "budget" if told else "amount"
    return Found(name, int(value) if value == int(value) else value, *match.span())


def find_party(folded: str, taken: list[Found]) -> list[Found]:
    """People at a table or on a visit; a baby is one of them."""
    found: list[Found] = []
    for pattern in _PARTY:
        for match in pattern.finditer(folded):
            party = _party(match, folded)
            if party and not overlaps(party.start, party.end, (*taken, *found)):
                found.append(party)
    return found


def _party(match: re.Match[str], folded: str) -> Found | None:
    start = match.start("n")
    count = _ROUNDED.get(match["n"]) or number(match["n"])
    if not count or count > _MOST_PEOPLE or _INSTEAD.search(folded[max(0, start - 30) : start]):
        return None
    if match["n"] in ("un", "une", "one") and "pers" not in match[0]:
        return None
    more = match.groupdict().get("more")
    extra = (number(more) or 1) if more else 0
    return Found("party_size", count + extra, start, match.end() if more else match.end("n"))


def find_quantities(
    folded: str, words: tuple[Word, ...], nouns: Container[str], taken: list[Found]
) -> list[Found]:
    """ "deux robes", "une paire", "x3"; nouns: what the business counts."""
    found = [f for m in _COUNTED.finditer(folded) if (f := _counted(m))]
    found += [f for m in _OF_IT.finditer(folded) if (f := _of_it(m))]
    for word in words:
        if word.text in nouns or word.text.removesuffix("s") in nouns:
            found.extend(_before(word, folded))
    return [f for f in found if not overlaps(f.start, f.end, taken)]


def _counted(match: re.Match[str]) -> Found | None:
    words = match["n"] or match["x"] or match["y"]
    count = number(words)
    if not count or count > _MOST_ARTICLES:
        return None
    return Found("quantity", count, *match.span())


def _of_it(match: re.Match[str]) -> Found | None:
    count = number(match["n"])
    return Found("quantity", count, *match.span()) if count and count <= _MOST_OF_IT else None


def _before(word: Word, folded: str) -> Iterator[Found]:
    start = max(0, word.start - 30)
    match = _BEFORE_NOUN.search(folded, start, word.start)
    count = number(match["n"]) if match else None
    if match and count and count <= _MOST_ARTICLES and match["n"] not in ("un", "une", "one"):
        yield Found("quantity", count, match.start(), word.end)
