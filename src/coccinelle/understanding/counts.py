"""How many and how much: quantities, people at a table, amounts of money, kilometres."""

import re
from collections.abc import Iterator

from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.numbers import NUMBER, number

_GROUPED = r"(?:\d{1,3}(?:[ .]\d{3})+|\d{1,9})"
_AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<a>{_GROUPED})(?:[.,](?P<c>\d{{1,2}}))? ?(?P<k>k)? ?(?:€|euros?\b|eur\b|"
    rf"balles\b|£|"
    rf"\$)(?P<e>\d{{2}})?"
    rf"|"
    rf"(?<![\d.,])(?<!du )(?<!le )(?<!au )(?<!la )(?P<g>\d{{2,5}})(?:[.,](?P<h>\d{{1,2}}))? ?e\b"
    rf"(?! ?(?:etage|arr|message|fois|anniv|jour))"
    rf"|(?<![\d.,/])(?P<i>\d{{1,4}}),(?P<j>\d\d)(?![\d,]| ?(?:m\b|cm|kg|l\b|%))"
    rf"|(?:€|£|\$) ?(?P<b>{_GROUPED})(?:[.,](?P<d>\d{{1,2}}))?"
    rf"|\bbudget (?:max(?:imum)? )?(?:de |d'environ |environ |autour de |of |is |"
    rf": ?)*(?P<f>{_GROUPED}) ?(?P<l>k)?(?: ?(?:€|euros?\b))?"
)
_BUDGET = re.compile(
    r"\b(?:budget|maxi?|maximum|jusqu'a|pas plus de|moins de|sous|up to|under|autour de|dans les|"
    r"aux alentours de|less than)\b[^.?!\n]{0,20}$"
)
_MILEAGE = re.compile(
    rf"(?<![\d.,])(?P<n>{_GROUPED})(?P<k>k| ?000)? ?(?:kms?|kilometres?|"
    rf"miles)\b"
)
_RATE = re.compile(r" ?(?:par|de plus|/|per|a year|au lieu|more)")
_BARE_BUDGET = re.compile(
    rf"\b(?:budget|moins de|sous|under|jusqu'a|max(?:imum)?|up to) (?P<n>{_GROUPED})(?P<k> ?k)?\b"
    r"(?! ?(?:€|eur|euros|m2|km|ans|jours?|h\b|heures?|min|semaines?|mois|pers|huitaine|quinzaine|"
    r"%))"
)
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
_ABROAD = {
    "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "due": 2,
    "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "dois": 2, "duas": 2,
    "quatro": 4, "sete": 7, "oito": 8, "zwei": 2, "drei": 3, "vier": 4, "funf": 5, "sechs": 6,
    "acht": 8, "twee": 2, "drie": 3, "vijf": 5, "zes": 6,
}  # fmt: skip
_ABROAD_NUMBER = "(?:" + "|".join(_ABROAD) + ")"
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
    re.compile(
        r"\bune (?:petite |bonne )?(?P<n>dizaine|douzaine|quinzaine|vingtaine|trentaine|"
        r"quarantaine|cinquantaine|soixantaine|centaine)\b(?! de (?:jours|minutes|min|euros))"
    ),
    re.compile(
        rf"\b(?:passe\w*|change\w*|"
        rf"monter?)(?: \w+){{0,3}} (?:de {NUMBER} )?a (?P<n>{NUMBER})\b{_NOT_PEOPLE}"
    ),
    re.compile(
        rf"\b(?:ca fait|ce sera|make (?:it|that)|tous les|toutes les|on reste(?: donc)?|"
        rf"ne serons(?: plus)? qu[e'] ?|(?:plus|viendrons|venons|serons) qu'?a |equipe de|team of|"
        rf"groupe d'environ) ?(?P<n>{NUMBER})\b{_NOT_PEOPLE}"
    ),
    re.compile(rf"\b(?P<n>{NUMBER}) of us\b"),
    re.compile(rf"-> ?(?P<n>{NUMBER})\b{_NOT_PEOPLE}"),
    re.compile(
        rf"\b(?:siamo|saremo|seremos|somos|mesa (?:para|de)|tavolo (?:per|da)|tisch fur|"
        rf"tafel voor|wir sind|para|per|fur|voor)(?: in)? (?P<n>{_ABROAD_NUMBER}|"
        rf"\d{{1,2}})\b{_NOT_PEOPLE}"
    ),
    re.compile(r"\bzu (?P<n>zweit|dritt|viert|funft|sechst)\b"),
    re.compile(
        r"\b(?:massages?|soin|forfait|en|promo|un|le) (?P<n>duo)\b|\b(?P<m>couples?) massage"
    ),
    re.compile(
        rf"\b(?P<n>{NUMBER}) (?:convives|potes|copains|copines|amis|amies|gamins|invites|"
        rf"salariees?|salaries|collegues|adherents|etudiants|participants|affames|chaises|assiettes|"
        rf"seats|chairs|estudiantes|personas|persone|personen|pessoas)\b"
    ),
    re.compile(
        rf"\b(?:pardon|non|plutot|enfin|finalement|euh|sorry|actually|i mean),? (?:on sera |a |"
        rf"pour )?(?P<n>{NUMBER})\b{_NOT_PEOPLE}"
    ),
)
_PLAIN_PARTY = (_PARTY[0], _PARTY[1])
_ROUNDED = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "duo": 2,
    "zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "sechst": 6, **_ABROAD,
}  # fmt: skip
_INSTEAD = re.compile(r"(?:au lieu de|instead of|a la place de) (?:personnes? )?$")
_MOST_PEOPLE = 500
_ADDED = re.compile(
    r"rajout|ajout|en plus|de plus|dont une|allergi|mobilite|suis une|etes une|vraie"
)
_COUNTED = re.compile(
    rf"(?<![\d.,:/#-])\b(?P<n>{NUMBER}) (?P<unit>paires?|exemplaires?|pieces?|unites?|articles?|"
    rf"boites?|bouteilles?|parts?|portions?|bidons?|seances?|vehicules?|voitures?|cles?|jeux?|"
    r"trains?|pairs?|pieces|items?|units?|places?)\b|"
    r"\bx ?(?P<x>\d{1,2})\b|"
    r"\b(?P<y>\d{1,2}) ?x\b"
)
_BEFORE_NOUN = re.compile(
    rf"(?<![\w.,:/#-])(?P<n>{NUMBER}) (?:petites? |belles? |autres? |grandes? |derniers? |"
    rf"dernieres? |vieux |gros |jeux de |"
    rf"(?:(?:black|white|red|blue|green|beige|pink|navy|burgundy|camel|floral) ){{1,2}})?$"
)
_LEADING = re.compile(rf"(?<![\w.,:/#-])(?P<n>{NUMBER}) (?=[a-z])")
# "mettez m'en deux", "j'en veux 2": never a size, which is larger.
_OF_IT = re.compile(
    rf"\b(?:(?:m'|me |moi |moi-|j'|il m'|-)en(?: (?:veux|voudrais|prends|prendrai|prendrais|faut|"
    rf"faudrait|garder|mettre|reserver|prendre|reserve|garde|mets))?|"
    rf"en (?:veux|voudrais|prends|prendrai|prendrais|garder|mettre|reserver|prendre|bloquer)|"
    rf"en (?:prends|veux|garde|achete|commande|voulais)(?: plus)? (?:que |qu')|only (?:want|need)|"
    rf"i'?ll take|i want|i'd like) ?(?P<n>{NUMBER})\b(?! ?(?:fois|jours?|heures?|h\b|€|min))"
)
_ROUND_COUNT = re.compile(
    r"\b(?P<n>dizaine|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|soixantaine|"
    r"centaine) (?:de |d')(?!jours|minutes|euros|personnes|pers\b|km|kilometres)"
)
_OF_SIZE = re.compile(r"\b(?:tailles?|size|pointures?) $")
# A figure without its currency, where money is all that can be meant.
_PAID = re.compile(
    rf"\b(?:debite\w*|preleve\w*|encaisse\w*|charged|verse\w*|acompte|arrhes|caution|"
    rf"loyer|offre|regle\w*|paye\w*|tape)"
    rf"(?: (?:de|d'|a|me|m'a|moi|deja|bien|was|is|encore|cc|hc)){{0,2}} "
    rf"(?P<n>{_GROUPED})(?![\d:/]|[.,-]\d| ?(?:€|eur|fois|h\b|%|jours?|mois|pers|nuits?|x\b))"
)
_LEAST_PAID = 10
_MOST_OF_IT = 20
_MOST_ARTICLES = 99


def find_amounts(folded: str) -> list[Found]:
    """Amounts in currency units: "49,90 €" is 49.9, "250k€" is 250000."""
    found = [f for m in _AMOUNT.finditer(folded) if (f := _amount(m, folded))]
    for match in _BARE_BUDGET.finditer(folded):
        count = int(re.sub(r"[ .]", "", match["n"])) * (1000 if match["k"] else 1)
        if count >= 100 and not overlaps(*match.span(), found):
            found.append(Found("budget", count, *match.span()))
    for match in _PAID.finditer(folded):
        count = int(re.sub(r"[ .]", "", match["n"]))
        if count >= _LEAST_PAID and not overlaps(*match.span("n"), found):
            found.append(Found("amount", count, *match.span("n")))
    for match in _MILEAGE.finditer(folded):
        count = int(re.sub(r"[ .]", "", match["n"])) * (1000 if match["k"] else 1)
        after = folded[match.end() : match.end() + 12]
        if 1000 <= count < 2_000_000 and not _RATE.match(after):
            found.append(Found("mileage", count, *match.span()))
    return found


def _amount(match: re.Match[str], folded: str) -> Found | None:
    whole = next(filter(None, (match[g] for g in "abfgi")))
    whole = re.sub(r"[ .]", "", whole)
    cents = next(filter(None, (match[g] for g in "cdehj")), "")
    value = (
        int(whole) * (1000 if match["k"] or match["l"] else 1) + int(cents.ljust(2, "0") or 0) / 100
    )
    told = match["f"] or _BUDGET.search(folded, max(0, match.start() - 30), match.start())
    name = "budget" if told else "amount"
    return Found(name, int(value) if value == int(value) else value, *match.span())


def find_party(folded: str, taken: list[Found], *, is_seated: bool = True) -> list[Found]:
    """People at a table or on a visit; a baby is one of them. is_seated: of a trade that seats
    people, where fewer words tell it."""
    found: list[Found] = []
    for pattern in _PARTY if is_seated else _PLAIN_PARTY:
        for match in pattern.finditer(folded):
            party = _party(match, folded)
            if party and not overlaps(party.start, party.end, (*taken, *found)):
                found.append(party)
    return found


def _party(match: re.Match[str], folded: str) -> Found | None:
    said = match["n"] or "duo"
    start = match.start("n") if match["n"] else match.start()
    count = _ROUNDED.get(said) or number(said)
    if not count or count > _MOST_PEOPLE or _INSTEAD.search(folded[max(0, start - 30) : start]):
        return None
    if said in ("un", "une", "one") and ("pers" not in match[0] or _ADDED.search(folded)):
        return None
    more = match.groupdict().get("more")
    extra = (number(more) or 1) if more else 0
    return Found(
        "party_size", count + extra, start, match.end() if more else max(match.end("n"), start + 1)
    )


def find_quantities(folded: str, wares: list[Found], taken: list[Found]) -> list[Found]:
    """ "deux robes", "une paire", "x3"; wares: what is counted."""
    found = [f for m in _COUNTED.finditer(folded) if (f := _counted(m))]
    found += [f for m in _OF_IT.finditer(folded) if (f := _of_it(m))]
    found += [
        Found("quantity", _ROUNDED[m["n"]], *m.span("n")) for m in _ROUND_COUNT.finditer(folded)
    ]
    for ware in wares:
        found.extend(_before(ware, folded))
    return [f for f in found if not overlaps(f.start, f.end, taken)]


def _counted(match: re.Match[str]) -> Found | None:
    words = match["n"] or match["x"] or match["y"]
    count = number(words)
    one = words in ("un", "une", "one") and not match["unit"].startswith(("paire", "pair"))
    if not count or count > _MOST_ARTICLES or one:
        return None
    return Found("quantity", count, *match.span())


def _of_it(match: re.Match[str]) -> Found | None:
    count = number(match["n"])
    return Found("quantity", count, *match.span()) if count and count <= _MOST_OF_IT else None


def _before(ware: Found, folded: str) -> Iterator[Found]:
    start = max(0, ware.start - 30)
    match = _BEFORE_NOUN.search(folded, start, ware.start)
    if match is None and ware.how == "catalogue":  # its words may hold their number
        match = _LEADING.search(folded, ware.start, ware.end)
    count = number(match["n"]) if match else None
    most = _MOST_OF_IT if ware.how == "catalogue" else _MOST_ARTICLES
    sized = match and _OF_SIZE.search(folded, 0, match.start())
    if match and not sized and count and count <= most and match["n"] not in ("un", "une", "one"):
        yield Found("quantity", count, match.start(), match.end())
