"""Numbers that name something: orders, parcels, invoices, plates, listings, promotion codes."""

import re
from collections.abc import Iterator

from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.text import Text

_LINK = (
    r"(?:\s*(?:n|no|num|numero|number|ref|reference|est|c'est|is|le|la|du|de|web|:|n°|"
    r"[°#º.]))*+\s*+[.:°#]*\s*"
)
_CODE = r"(?P<v>(?:[a-z]{1,5}[- ]?)?\d[\d-]{2,14}[a-z]?)(?![\w/]|[.,]\d| ?€)"

_TRACKING = re.compile(
    r"\b(?P<v>1z[a-z0-9]{16}|[a-z]{2}\d{9}[a-z]{2}|[0-9][a-z]\d{4,11}|"
    r"[a-z]{2}\d{11,13}[a-z]{0,2})\b"
)
_TRACKED = re.compile(
    r"\b(?:suivi|tracking|colissimo|chronopost|colis)(?:\s*(?:n|no|num|numero|number|est|is|du|"
    r"colis|:|n°|"
    r"[°#º.]))*+\s*+(?P<v>[a-z]{0,3}\d[a-z0-9]{7,27})\b"
)
_INVOICE = re.compile(
    r"\b(?:facture|invoice|receipt|avoir|factura|fattura|rechnung)\b(?:[^.?!\d\n:]{0,24}"
    r"(?:\b(?:n|no|numero|number)\b ?[.°o:]?|[°#:]))? ?"
    r"(?P<v>[a-z]{1,4}-\d[\d/-]{2,14}|\d\d(?:\d\d)?-\d{2,8}|(?!20[012]\d\b)\d{4,9})"
    r"(?![\w/]|[.,]\d| ?(?:€|eur))"
    r"|\b(?P<w>(?:fa|fac|fact|fc|inv|f|h)[-/ ]?20\d\d[-/]\d{2,8}|(?:fa|fac|fc|inv)-\d{3,8}|"
    r"20[12]\d-\d{3,5})\b"
)
_ORDER = re.compile(
    rf"\b(?:commandes?|cde|cmd|orders?|ordre|achat|resa web|pedido|ordine|bestellung|bestelling|"
    rf"encomenda|annulation|colis|paquet|parcel)\b{_LINK}{_CODE}"
)
_HASH = re.compile(r"(?<![\w&])# ?(?P<v>(?:[a-z]{1,5}-?)?\d{3,12})\b")
_NUMBERED = re.compile(
    r"\b(?:n ?[°oº]|no|num|numero|number|ref|reference) ?:? ?(?:est |c'est |"
    r"is )?(?P<v>(?:[a-z]{1,5}-?)?\d{3,12})\b"
)
_BARE = re.compile(
    r"(?<![\w.,:/+€-])(?P<v>(?:[a-z]{2,4}-)?\d{4,10})(?![\w:/]|[.,]\d| ?(?:€|eur|km|m2|%))"
)
# A code alone, as a subject gives it.
_ONLY = re.compile(r"\W*(?P<v>[a-z]{2,5}-?\d{3,8})\W*")
# Too long for a size, a postcode or a price, too short for a phone.
_LONG = re.compile(
    r"(?<![\w.,:/+€-])(?<!\d )(?P<v>\d{6,9})"
    r"(?![\w:/]|[.,]\d| ?(?:€|eur|km|m2|%)| \d)"
)
_YEAR = re.compile(r"20[12]\d")
# "annulez la 447", "ajoutez un sorbet à la 8021": short, so only beside a word of orders.
_SHORT = re.compile(
    r"\b(?:la|le|mon|ma|with|el|nummer|numero e|a|at|c'est la) (?P<v>\d{3,6})(?![\w:/]|[.,]\d|"
    r" ?(?:€|eur|km|m2|%|h\b))"
)
_ORDERING = re.compile(
    r"\b(?:annul|ajout|rajout|supprim|exped|livr|colis|paquet|commande|cmd|cde|order|cancel|parti|"
    r"envoy|envoie|recu|driver|pedido|bestell|ordin|mettez|retrait|suivi|retir|enlev|vire[rz]|"
    r"arretez|du site|panier|chang|modif|adresse|express|double emploi|"
    r"perdu|facteur|transporteur|valide|coche|jet(?:er|ez)|ou en (?:est|sont))"
)
_PLATE = re.compile(r"\b(?P<v>[a-hj-np-tv-z]{2}[- ]?(?!000)\d{3}[- ]?[a-hj-np-tv-z]{2})\b")
_OLD_PLATE = re.compile(r"\b(?P<v>[1-9]\d{1,3} ?[a-hj-np-tv-z]{2,3} ?(?:\d{2}|2[ab]))\b")
_PROPERTY = re.compile(
    r"\b(?P<w>ref[- ]?\d{3,6}|[a-z]{1,3}-\d{2,5}|\d{1,4}-[a-z]|[a-z]{1,2}\d{2,5}|(?:lot|flat|"
    r"apt) (?:n ?[°o]? ?)?\d{1,4})\b"
    r"|\b(?:ref|reference|annonce|bien|mandat|listing|property|maison|appartement|appart|studio|"
    r"meuble|duplex|t[1-6]|villa|house|terrain)\b(?:\s*(?:n|no|num|numero|ref|"
    r"reference|est|:|n°|[°#º.]))*+\s*+(?P<v>(?:[a-z]{1,5}[- ]?)?\d{3,10}(?:-\d+)?)"
    r"(?!\w| ?(?:€|eur|m2|m²|k\b|%)| ?\d)"
)
# "le T2 rue Pasteur", "la maison de Plougastel", "l'annonce du studio": named by what it is.
_DESCRIBED = re.compile(
    r"\b(?P<v>(?:t[1-6](?: bis)?|f[1-6]|studio|maison|appartement|appart|duplex|villa|longere|"
    r"pavillon|loft) (?:(?:de|du|rue|place|quai|avenue|boulevard|bd|allee|impasse) (?:la |le |l')?|"
    r"d'|de l')(?!ma\b|mes\b|mon\b|votre|vos\b|notre|vacances|campagne|ville\b|famille|location|"
    r"retraite|\d)[a-z][\w'-]+)"
    r"|\b(?:le|la|du|au|l'|votre|the) (?P<w>t[1-6](?: bis)?|studio|duplex|villa|longere|loft)\b"
)
_PROMO = re.compile(
    r"\b(?:code|coupon|voucher)(?: (?:promo|promotionnel|de reduction|reduc|reduction|cadeau|"
    r"avantage|"
    r"parrainage|discount))?(?: (?:est|is|c'est|"
    r"suivant))? ?:? ?[\"«' ]*(?P<v>[a-z0-9][a-z0-9-]{2,17})\b"
)
_BY_NAME = (
    ("tracking_number", _TRACKING),
    ("tracking_number", _TRACKED),
    ("invoice_number", _INVOICE),
)


def find_identifiers(text: Text, sector: str, *, about_orders: bool) -> list[Found]:
    """about_orders: the message speaks of an order, so that a number alone is likely its number."""
    found: list[Found] = []
    alone = any(_ONLY.fullmatch(line) for line in text.folded.split("\n"))
    about_orders = about_orders or alone or _ORDERING.search(text.folded) is not None
    for name, pattern in _patterns(sector, about_orders):
        for one in _named(name, pattern, text):
            vague = pattern is _DESCRIBED and any(f.name == name for f in found)
            if not vague and not overlaps(one.start, one.end, found):
                found.append(one)
    return found


def _patterns(sector: str, about_orders: bool) -> Iterator[tuple[str, re.Pattern[str]]]:
    if sector == "garage":
        yield from (("plate", _PLATE), ("plate", _OLD_PLATE))
    if sector == "real_estate":
        yield "property_ref", _PROPERTY
        yield "property_ref", _DESCRIBED
    yield from _BY_NAME
    yield from (("order_number", _ORDER), ("order_number", _HASH), ("promo_code", _PROMO))
    if sector == "boutique":
        yield "order_number", _LONG
    if about_orders:
        yield from (("order_number", _NUMBERED), ("order_number", _BARE))
        if sector not in ("garage", "real_estate"):
            yield "order_number", _SHORT


def _named(name: str, pattern: re.Pattern[str], text: Text) -> Iterator[Found]:
    for match in pattern.finditer(text.folded):
        group = "w" if match.groupdict().get("w") else "v"
        start, end = match.span(group)
        if _fits(name, match[group], pattern, text.words(start, end)):
            yield Found(name, _value(name, match[group]), start, end)


def _fits(name: str, value: str, pattern: re.Pattern[str], original: str) -> bool:
    if (
        name == "promo_code"
    ):  # "le code ne marche pas" has none: a code is in capitals or has digits
        return original.isupper() or (any(c.isdigit() for c in original) and not value.isdigit())
    return pattern not in (_BARE, _SHORT) or not _YEAR.fullmatch(value)


def _value(name: str, value: str) -> str:
    if name == "plate":
        plain = value.replace("-", "").replace(" ", "").upper()
        return f"{plain[:2]}-{plain[2:5]}-{plain[5:]}" if plain[0].isalpha() else plain
    if name == "property_ref" and (" " in value or value.isalpha()):
        return value
    return value.upper().strip("-").replace(" ", "")
