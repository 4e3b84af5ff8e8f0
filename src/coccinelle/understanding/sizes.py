"""Clothing and shoe sizes, and which one is left for which in an exchange."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.numbers import number

_NUMBER = r"(?:(?:3[0-9]|4[0-9]|5[0-8])(?:[.,]5)?(?:/(?:3[0-9]|4[0-9]|5[0-8]))?)"
_WAIST = r"(?:2[4-9])"  # of jeans, in inches
_LETTERS = r"(?:xxs|xs|xxxl|xxl|xl|[2-5]xl|s/m|m/l|l/xl|xs/s)"
_LETTER = r"(?:[sml](?!['\w]))"
_WORDS = r"(?:extra[- ]?small|small|medium|extra[- ]?large|large)"
_SPOKEN = r"(?:trente[- ](?:quatre|six|huit)|quarante(?:[- ](?:deux|quatre|six|huit))?|cinquante)"
_ANY = (
    rf"(?:{_NUMBER}|{_LETTERS}|{_LETTER}|{_WORDS}|{_SPOKEN}|\d{{1,2}} (?:ans|mois)|(?:7|8|9|10|"
    rf"11)[05] ?[a-h]\b)"
)
_NOT_AFTER = (
    r"(?![\d:/]|[.,]\d| ?(?:h\b|€|%|eur|°|ans\b|an\b|cm\b|km\b|kg\b|g\b|min|jours?\b|pers|rue\b|"
    r"avenue|"
    r"boulevard|bd\b|place\b|fois\b|m2\b|ml\b|secondes|minutes|heures?\b|days?\b|hours?\b|people))"
)
_EXPLICIT = re.compile(
    rf"\b(?:tailles?|size|pointures?|taile|tail)(?![a-z])\s?(?:de |du |un |une |en |a |: ?|"
    rf"is )?(?P<s>{_ANY}|{_WAIST}){_NOT_AFTER}"
    rf"|\bt\.? ?(?P<t>{_NUMBER}|{_LETTERS}|[sml]\b|[1-4]\b){_NOT_AFTER}"
)
_AFTER_WORD = re.compile(
    rf"\b(?:en|du|un|une|le|la|au|in|an?|the|contre|pour|ou|et|or|and|plutot|finalement|pardon|"
    rf"sorry|"
    rf"pris|prends|prendre|fais|mets|chausse|de|non|par) (?:taille |size |un |du |le |a )?"
    rf"(?P<s>{_NUMBER}|{_LETTERS}|{_LETTER}|{_WORDS}|{_SPOKEN}){_NOT_AFTER}"
)
_ALONE = re.compile(rf"(?<![\w#.,:/€°+-])(?<!€ )(?P<s>{_NUMBER}|{_LETTERS})(?!\w){_NOT_AFTER}")
# A letter beside the size it is set against: "S contre un M", "en L plutôt que M".
_FACING = re.compile(
    r"(?<![\w'-])(?P<s>[sml])(?= (?:contre|plutot qu|au lieu|a la place d|instead of|rather than|"
    r"for an?)(?![a-df-z]))|\b(?:plutot que|au lieu (?:de|d'un)|a la place (?:de|d'un)|"
    r"rather than|instead of|et (?:non|pas)) (?:un |du |le |an? |the )?(?P<t>[sml])(?!['\w-])"
)
_JEANS = re.compile(r"\bjeans?\b|\bdenims?\b|\bslims?\b")
_JEANS_SIZE = re.compile(rf"\b(?:en|du|un|le|in|a|w) ?(?P<s>{_WAIST}){_NOT_AFTER}")
_TYRE = re.compile(r"\b(?P<s>[12]\d[05][/ ][3-8][05](?:[ /]?z?r ?1\d)?)\b")
_ELSEWHERE = {"garage": [_TYRE, _EXPLICIT], "spa": [_EXPLICIT], "restaurant": []}
_ONE_SIZE = re.compile(r"\b(?P<s>taille unique|one[- ]size|tu unique)\b")
_NUMBERED = re.compile(
    r"(?:\b(?:n|no|numero|num|ru|rue|commande|ref|reference|lot|depuis|il y a|les?|"
    r"age de) ?[°#]? ?)$"
)
_NAMED = {"extrasmall": "XS", "small": "S", "medium": "M", "large": "L", "extralarge": "XL"}

_FROM_AFTER = re.compile(
    r"^[^.?!\n\d]{0,25}?\b(?:trop|est (?:un peu )?(?:grand|petit|juste|serre|large)|"
    r"taille (?:grand|petit)|"
    r"too|(?:ne )?me (?:va|serre)|ne va pas|va pas|serre|nage|flotte|a (?:changer|echanger)|"
    r"doesn't|"
    r"me (?:blesse|fait mal|comprime)|a rendre|"
    r"does not|didn't|is (?:a bit |a little |way )?(?:big|small|tight|large|loose))\b"
)
_FROM_BEFORE = re.compile(
    r"\b(?:recue?s?|achetee?s?|pris|prise|commandee?s?|commande|echanger|echange|echangez|"
    r"changer|rendre|"
    r"retourner|renvoyer|au lieu|a la place|instead|received|ordered|bought|got|exchange|swap|"
    r"avais|ai|"
    r"return)\b[^.?!\n]{0,45}$"
)
_TO_BEFORE = re.compile(
    r"\b(?:contre|pour|par|veux|voudrais|voulais|veut|faut|faudrait|faudra|besoin|prendre|plutot|"
    r"prendrais|aimerais|"
    r"rather have|prefer\w*|tente[rz]?|avoir|avez|auriez|souhaite|souhaiterais|to|for|into|want|"
    r"need|like|with|vers|au|"
    r"en)\b[^.?!\n]{0,18}$"
)
# Between two sizes: the first is wanted rather than the other, unless it is the one taken.
_COMPARED = re.compile(
    r"^ ?(?:\w+ )?(?:au lieu|a la place d|plutot qu|instead of|rather than|et (?:non|pas))"
    r"(?![a-z]{3})[^.?!\n]{0,15}$"
)
_TAKEN = re.compile(
    r"\b(?:recue?s?|eue?|mis|prise?|"
    r"(?:ai|as?|avons|avez|avait?s?) commandee?s?|achetee?s?|livree?s?|envoyee?s?|choisie?|"
    r"coche|clique|valide|selectionnee?|received|got|sent|ordered|bought|picked|chose)\b"
    r"[^.?!\n,;]{0,25}$"
)
_OF_ALL = re.compile(
    r"\b(?:tout|tous|toutes|les deux|l'ensemble|everything|both|all)\b[^.?!\n,;]{0,12}$"
)
_JUST_TAKEN = re.compile(
    r"(?<!aurais )(?<!avoir )\b(?:pris|prise|recue?s?|achetee?s?|"
    r"(?:ai|as?|avons|avez|avais) commandee?s?|avais|took|got|"
    r"received|ordered|bought)(?: (?:le|la|du|un|une|en|the|an?|taille|tout))* ?$"
)
_INSTEAD = re.compile(
    r"\b(?:au lieu|a la place|instead|plutot qu[e']|rather than|que ce|than this)"
    r"(?![a-z])[^.?!\n]{0,10}$"
)
_HAS = re.compile(
    r"\b(?:j'ai|elle a|il a|(?:i|she|he) (?:have|has)|i've got) (?:le |la |un |une |du |a |the )$"
)
# Of a wrong parcel: what came, and what was ordered.
_CAME = re.compile(
    r"\b(?:recue?s?|eu|envoye\w*|livre\w*|recois|received|got|sent|came|arrive\w*)\b"
    r"[^.?!\n,;]{0,25}$"
)
_ORDERED = re.compile(
    r"\b(?:commande\w*|demande\w*|pris|prise|voulais|choisi\w*|ordered|asked|wanted|chose|"
    r"au lieu|"
    r"a la place|instead|et (?:non|pas)|pas)\b[^.?!\n,;]{0,25}$"
)


def find_sizes(folded: str, taken: Iterable[Found], sector: str) -> list[Found]:
    """A shop of clothes sells by size, so that a number alone may be one."""
    taken = list(taken)
    sells = sector == "boutique"
    patterns = (
        [_ONE_SIZE, _EXPLICIT, _AFTER_WORD, _FACING, _ALONE]
        if sells
        else _ELSEWHERE.get(sector, [])
    )
    if sells and _JEANS.search(folded):
        patterns.append(_JEANS_SIZE)
    found: list[Found] = []
    for pattern in patterns:
        for one in _sizes(pattern, folded):
            if not overlaps(one.start, one.end, (*taken, *found)):
                found.append(one)
    return sorted(found, key=lambda f: f.start)


def _sizes(pattern: re.Pattern[str], folded: str) -> Iterator[Found]:
    for match in pattern.finditer(folded):
        group = "s" if match["s"] else "t"
        start, end = match.span(group)
        numbered = _NUMBERED.search(folded[max(0, start - 12) : start])
        if numbered and pattern is _ALONE:
            continue
        yield Found("size", size_value(match[group]), start, end)


def size_value(words: str) -> str:
    """ "medium" is M, "39,5" is 39.5, "trente-huit" is 38."""
    plain = words.replace(" ", "").replace("-", "")
    if plain in _NAMED:
        return _NAMED[plain]
    if _TYRE.fullmatch(words):
        return words.upper()
    if words.startswith(("taille", "one", "tu")):
        return "taille unique"
    spoken = number(words) if words[0].isalpha() else None
    if spoken:
        return str(spoken)
    return words if words.endswith(("ans", "mois")) else plain.replace(",", ".").upper()


def with_roles(found: list[Found], folded: str) -> list[Found]:
    """In an exchange a size is the one to give back (size_from) or the one wanted (size_to)."""
    sizes = [f for f in found if f.name == "size"]
    compared = _compared(sizes, folded)
    roles = {id(f): role_of(f, folded) for f in sizes} | compared
    if len(sizes) == 1 and not roles[id(sizes[0])]:
        roles[id(sizes[0])] = "size_to"
    if len(sizes) >= 2 and not compared:
        _opposed(sizes, roles)
    return [replace(f, name=roles.get(id(f)) or f.name) for f in found]


def _compared(sizes: list[Found], folded: str) -> dict[int, str]:
    """ "un 38 au lieu du 40" wants the 38; "reçu un 38 au lieu du 40" has it."""
    roles: dict[int, str] = {}
    for first, other in pairwise(sizes):
        if _COMPARED.search(folded[first.end : other.start]):
            taken = _TAKEN.search(folded[max(0, first.start - 40) : first.start])
            pair = ("size_from", "size_to") if taken else ("size_to", "size_from")
            roles[id(first)], roles[id(other)] = pair
    return roles


def is_of_all(size: Found, folded: str) -> bool:
    """ "j'avais pris tout en 38": of every article named."""
    return _OF_ALL.search(folded[max(0, size.start - 30) : size.start]) is not None


def with_wrong_one(found: list[Found], folded: str) -> list[Found]:
    """Of two sizes of a wrong parcel, size_from came and size_to was ordered."""
    sizes = [f for f in found if f.name == "size"]
    if len(sizes) != 2:
        return found
    came = [f for f in sizes if _CAME.search(_clause_before(f, folded))]
    ordered = [f for f in sizes if _ORDERED.search(_clause_before(f, folded))]
    wrong = [f for f in came if f not in ordered] or [f for f in sizes if f not in ordered]
    if len(wrong) != 1:
        return found
    return [
        replace(f, name="size_from" if f is wrong[0] else "size_to") if f in sizes else f
        for f in found
    ]


def _clause_before(size: Found, folded: str) -> str:
    """What leads to it, no further back than another size."""
    return re.split(r"\d\w*\W", folded[max(0, size.start - 40) : size.start])[-1]


def role_of(size: Found, folded: str) -> str:
    before, after = folded[max(0, size.start - 60) : size.start], folded[size.end : size.end + 60]
    if _JUST_TAKEN.search(before) or (is_of_all(size, folded) and _TAKEN.search(before)):
        return "size_from"
    if _INSTEAD.search(before) or _HAS.search(before) or _FROM_AFTER.search(after):
        return "size_from"
    if _TO_BEFORE.search(before) and not re.search(r"\b(?:recu|achete|received)\b", before[-22:]):
        return "size_to"
    return "size_from" if _FROM_BEFORE.search(before) else ""


def _opposed(sizes: list[Found], roles: dict[int, str]) -> None:
    """Two sizes of one exchange are not on the same side; in doubt the first is given back."""
    first, last = sizes[0], sizes[-1]
    if roles[id(first)] and roles[id(first)] != roles[id(last)] and roles[id(last)]:
        return
    if roles[id(last)] == "size_from" and roles[id(first)] != "size_from":
        roles[id(first)] = "size_to"
        return
    roles[id(first)], roles[id(last)] = "size_from", "size_to"
