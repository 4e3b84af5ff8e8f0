"""Which of the ways we offered somebody means: come to the shop, by post, a loan, an express."""

import re
from collections.abc import Iterator, Mapping, Sequence

from coccinelle.understanding.choices import ALL, ranked

_SHOP = re.compile(
    r"\b(?:boutiques?|magasins?|mag|sur place|en personne|chez vous|me deplace\w*|showroom|"
    r"(?:je|on|nous) (?:peux |pourrais? |pourrai |vais |prefere |compte |pense |aimerais )?"
    r"(?:y )?(?:passe\w*|repasse\w*|vien\w*|venir)|venir|"
    r"(?:le|la|les) (?:chercher|recuperer|prendre|rapporter\w*|ramene\w*|deposer)|"
    r"(?:le|la|les) (?:rapporte|ramene|depose)\w*|"
    r"in[- ](?:store|shop|person)|(?:the|your|at) (?:store|shop)|stop by|pop (?:in|by)|"
    r"com(?:e|ing) (?:in|by|over|to)|drop (?:by|in|it off)|swing by|pick(?:ing)? (?:it|them) up|"
    r"(?:i'd|i would|i'll|i will|i can|i) (?:rather |prefer to )?(?:come|visit)|"
    r"collect (?:it|them))\b|^\W*(?:shop|store)\b"
)
_POST = re.compile(
    r"\b(?:poste|courriers?|colis(?:simo)?|mondial relay|relais|etiquettes?|postal\w*|postez|"
    r"a distance|a domicile|a la maison|chez moi|l'?envoi|envoy\w+|envoie\w*|expedi\w+|renvoi\w*|"
    r"renvoy\w+|retourne\w*|livr\w+|post|mail (?:it|them)|(?:by|via|through|in the) mail|"
    r"ship\w*|labels?|^mail|send (?:it|them|me|the)|courier|parcel|deliver\w*|at home)\b"
)
_LOAN = re.compile(
    r"\b(?:prets?|prete[rz]?|pretee?s?|pretiez|emprunt\w*|depann\w+|loans?|lend\w*|borrow\w*|"
    r"lent)\b"
)
_EXPRESS = re.compile(
    r"\b(?:express|chrono\w*|rapide|accelere\w*|coursier|overnight|next[- ]day|fast(?:er|est)?|"
    r"quick(?:er|est)?|priority|rush)\b"
)
_WORDS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    "shop": (_SHOP,),
    "post": (_POST,),
    "loan": (_LOAN, _SHOP),
    "express": (_EXPRESS, _POST),
}
_BOTH = re.compile(r"\b(?:les deux|les 2|l'un et l'autre|both)\b")
_NEITHER = re.compile(
    r"\b(?:ni l'une? ni l'autre|aucune? des deux|aucune? (?:de ces|des) \w+|"
    r"ni (?:en|par|la|le)\b.{2,30}\bni|neither|none of|pas (?:l'une?|les deux)|"
    r"rien de tout (?:ca|cela))\b"
)
_LEFT_OUT = re.compile(
    r"(?:\b(?:pas|plus|sans|sauf|ni|not|no|don't|can't|cannot|won't|isn't|jamais|impossible|"
    r"plutot qu[e']|mieux qu[e']|better than|au lieu|a la place|rather than|instead of|trop loin|"
    r"dur|difficile|complique|evit\w+)"
    r"(?: (?:de|d'|du|la|le|l'|en|par|a|que|to|want|really|vraiment|trop|besoin|envie|pouvoir|"
    r"possible|me|the|by|in|able|going|via|use|come|venir|passer|aller|rendre))*) ?$"
)
_PRICE = re.compile(
    r"\b(?:payant\w*|combien|cout\w*|gratuit\w*|frais|prix|how much|cost\w*|free|charge\w*)\b"
)
# Of coming and sending, only the second has a price.
_FREE = re.compile(r"\b(?:gratuit\w*|free|payante?|celle a|celui a)\b")
_CHARGED = re.compile(r"\bpayante?\b|\d")
_REACH = 45  # characters before a way that may leave it out
_PREFERS = re.compile(
    r"\b(?:prefer\w*|plutot|finalement|finally|rather|actually|instead|"
    r"je (?:choisis|prends|veux|voudrais)|mais|but|alors|au final|en fait|va pour|so|donc|"
    r"i'll (?:take|go))\b"
)
_NUMBERED = re.compile(
    r"\b(?:(?:l')?option|solution|choix|choice|le numero|number|n ?[°o]|proposition|formule) ?"
    r"(?P<n>[12]|une?|deux|one|two|a|b)\b|^\W*(?:(?:bonjour|oui|ok|alors|plutot|pour moi)\W+)*"
    r"(?:le|la|the) ?(?P<m>[12])\b(?! (?:\w+ )?(?:janvier|fevrier|mars|avril|mai|juin))"
)
_RANKS = {"1": 0, "un": 0, "une": 0, "one": 0, "a": 0, "2": 1, "deux": 1, "two": 1, "b": 1}
_TO_US = re.compile(r"\b(?:trop loin|loin de|far away|too far|habite loin|live far)\b")


def way_said(folded: str, choices: Sequence[str]) -> str | None:
    """One of the choices, ALL of them, or None when no word tells."""
    if _BOTH.search(folded) and not says_neither(folded):
        return ALL
    named, refused = _named(folded, choices)
    if len(named) == 1:
        return named[0]
    left = [c for c in choices if c not in refused]
    if not named and refused and len(left) == 1:
        return left[0]
    if not named and not refused and {"shop", "post"} <= set(choices) and _FREE.search(folded):
        return "post" if _CHARGED.search(folded) else "shop"
    return _ranked(folded, choices) if not named else _last_wish(folded, named)


def asks_its_price(folded: str) -> bool:
    """ "c'est payant par la poste ?" chooses nothing yet."""
    return "?" in folded and _PRICE.search(folded) is not None


def _ranked(folded: str, choices: Sequence[str]) -> str | None:
    match = _NUMBERED.search(folded)
    rank = _RANKS.get(match["n"] or match["m"], 9) if match else 9
    return choices[rank] if rank < len(choices) else ranked(folded, choices)


def says_neither(folded: str) -> bool:
    return _NEITHER.search(folded) is not None


def _named(folded: str, choices: Sequence[str]) -> tuple[list[str], set[str]]:
    """(the ways said, the ways left out): by its own word first, else by one it shares."""
    for rank in (0, 1):
        named: list[str] = []
        refused: set[str] = set()
        for choice in choices:
            for is_wanted in _mentions(folded, _WORDS.get(choice, ()), rank):
                if is_wanted:
                    named.append(choice)
                else:
                    refused.add(choice)
        if named or refused:
            return list(dict.fromkeys(named)), refused
    return [], set()


def _mentions(folded: str, patterns: Sequence[re.Pattern[str]], rank: int) -> Iterator[bool]:
    """For each mention of the way, whether it is wanted."""
    for pattern in patterns[rank : rank + 1]:
        for match in pattern.finditer(folded):
            before = folded[max(0, match.start() - _REACH) : match.start()]
            yield not (_LEFT_OUT.search(before) or _TO_US.search(folded[match.end() :][:20]))


def _last_wish(folded: str, named: Sequence[str]) -> str | None:
    """ "j'ai l'étiquette mais je préfère passer": what comes after the preference."""
    wishes = list(_PREFERS.finditer(folded))
    after, _ = _named(folded[wishes[-1].end() :], named) if wishes else ([], set())
    return after[0] if after else None
