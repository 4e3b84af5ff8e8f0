"""Products and services said without any catalogue: a kind of ware, the words that tell which."""

import re
from collections.abc import Iterator, Sequence

from coccinelle.understanding.found import Found, overlaps
from coccinelle.understanding.lexicon import Lexicon, Ware, singular, without_plural
from coccinelle.understanding.numbers import WRITTEN
from coccinelle.understanding.phrases import Word
from coccinelle.understanding.text import Text

_LONGEST_HEAD = 5
_MOST_BEFORE = 3  # "front left wing mirror"
_TOUCHING = re.compile(r"[ '-]{0,2}")
_ARTICLES = frozenset(("le", "la", "les", "l", "un", "une"))
_LINKS = frozenset("de d du des en a au aux sans avec".split())
_DETERMINERS = _ARTICLES | frozenset(
    "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces des du d de "
    "quel quelle quels quelles deux trois quatre cinq six plusieurs quelques chaque aucun aucune "
    "petit petite petits petites grand grande gros grosse nouveau nouvelle vieux vieille beau "
    "belle joli jolie autre autres meme memes dernier derniere derniers dernieres premier premiere "
    "the a an my your our his her their this that these those some any two three four five one "
    "another no of".split()
)
_NO_COMPLEMENT = frozenset(
    "emporter ligne boutique magasin stock rayon vitrine attente cours retard retour echange promo "
    "promotion solde soldes vente main mains cadeau place cote moins plus mieux fait temps chez ca "
    "cela cause partir faire jour jours semaine mois nuit soir matin midi fin debut plein pleine "
    "suite part dehors terrasse salle live photo story bon mauvais taille pointure couleur coloris "
    "urgence avance general france suspens livraison panne gros details detail face quoi qui "
    "savoir facon fois personne personnes an ans heure heures minute minutes euro euros "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi "
    "mardi mercredi jeudi vendredi samedi dimanche demain hier aujourd domicile relais".split()
)
_INFINITIVE = ("er", "ir", "dre", "tre", "ire")


def find_wares(
    text: Text, words: Sequence[Word], taken: Sequence[Found], lexicon: Lexicon
) -> Iterator[Found]:
    """The value is the words as typed; how: "either" when what is asked tells its name."""
    plain = [without_plural(w.text) for w in words]
    at = 0
    while at < len(words):
        starts = plain[at] in lexicon.ware_starts
        length = _head(words, plain, at, text.folded, lexicon) if starts else 0
        if not length:
            at += 1
            continue
        head = " ".join(plain[at : at + length])
        ware = lexicon.wares[head]
        first, end = _stretch(words, at, length, ware, text.folded, lexicon, taken)
        tells = head not in lexicon.vague or end - first > length
        if tells and not overlaps(words[at].start, words[at + length - 1].end, taken):
            yield _found(text, words[first].start, words[end - 1].end, ware)
        at = end


def _found(text: Text, start: int, end: int, ware: Ware) -> Found:
    how = "either" if ware.name == "either" else "words"
    name = "service" if how == "either" else ware.name
    return Found(name, text.words(start, end), start, end, how=how)


def _head(
    words: Sequence[Word], plain: Sequence[str], at: int, folded: str, lexicon: Lexicon
) -> int:
    """How many words name a ware here, 0 for none."""
    for length in range(min(_LONGEST_HEAD, len(words) - at), 0, -1):
        name = " ".join(plain[at : at + length])
        late = name.endswith(" avant") and _is_limited(words, at + length)
        if name in lexicon.wares and not late and _together(words, at, at + length, folded):
            return length
    return 0


def _together(words: Sequence[Word], first: int, end: int, folded: str) -> bool:
    return all(_touch(words, n, folded) for n in range(first + 1, end))


def _touch(words: Sequence[Word], at: int, folded: str) -> bool:
    """Nothing but a space or a hyphen before the word."""
    return 0 < at < len(words) and bool(
        _TOUCHING.fullmatch(folded, words[at - 1].end, words[at].start)
    )


def _stretch(
    words: Sequence[Word],
    at: int,
    length: int,
    ware: Ware,
    folded: str,
    lexicon: Lexicon,
    taken: Sequence[Found],
) -> tuple[int, int]:
    if ware.leads:
        return _first(words, at, folded, lexicon), at + length
    end = at + length
    for _ in range(4):
        more = _described(words, end, folded, lexicon)
        if not more or overlaps(words[end].start, words[end + more - 1].end, taken):
            break
        end += more
    return at, end


def _first(words: Sequence[Word], at: int, folded: str, lexicon: Lexicon) -> int:
    """ "the navy linen shirt": back to the article, when there is one."""
    for n in range(1, _MOST_BEFORE + 2):
        before = at - n
        if before < 0 or not _touch(words, before + 1, folded):
            return at
        text = words[before].text
        if text in _DETERMINERS:
            return before + 1
        if not text.isalpha() or text in lexicon.stop_words:
            return at
    return at


def _described(words: Sequence[Word], end: int, folded: str, lexicon: Lexicon) -> int:
    """How many of the next words describe it: an adjective, "en cuir", "à la rose"."""
    if not _touch(words, end, folded):
        return 0
    text = words[end].text
    if text == "avant" and _is_limited(words, end + 1):
        return 0
    if _is_adjective(text, lexicon):
        return 1
    if text not in _LINKS:
        return 0
    noun = end + 1
    if noun < len(words) and words[noun].text in ("la", "l", "le"):
        noun += 1
    if not _together(words, end, noun + 1, folded) or noun >= len(words):
        return 0
    return noun + 1 - end if _completes(words[noun].text, text, lexicon) else 0


def _is_limited(words: Sequence[Word], at: int) -> bool:
    """ "mes pneus avant le week-end" are not the front tyres."""
    after = words[at].text if at < len(words) else ""
    return after in _DETERMINERS or after in _NO_COMPLEMENT or after.isdigit()


def _is_adjective(word: str, lexicon: Lexicon) -> bool:
    plain = singular(word)
    return word in lexicon.shades or word in lexicon.adjectives or plain in lexicon.adjectives


def _completes(word: str, link: str, lexicon: Lexicon) -> bool:
    if len(word) < 3 or not word.isalpha() or word in WRITTEN:
        return False
    if word in lexicon.stop_words or word in _NO_COMPLEMENT:
        return False
    return not (link == "a" and word.endswith(_INFINITIVE))
