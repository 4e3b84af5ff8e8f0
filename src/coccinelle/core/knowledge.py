"""What the business's own pages answer: found by its words, quoted as it is; pure."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of a page and its answer, in the business's words."""

    page: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Found:
    """answer: plain text, to be quoted. score: 0 to 1, how much of what was asked it speaks of."""

    answer: str
    page: str
    question: str
    score: float


class Knowledge(Protocol):
    def answer(self, text: str, topics: Sequence[str]) -> Found | None:
        """The entry that answers, None when none surely does. topics: beginnings of words, of which
        an entry must speak to be about the matter at all. Raises TemporaryError."""

    def find(self, text: str) -> Found | None:
        """The same of any question at all. Raises TemporaryError."""

    def find_each(self, texts: Sequence[str]) -> list[Found | None]:
        """The same of several, the pages read once. Raises TemporaryError."""


# Words that mean the same to someone who asks; the first one stands for all.
_ALIKE = (
    "cout coute coutent prix tarif cher payant frais gratuit offert cost price fee free much",
    "duree temps tps delai jour semaine heure long time day",
    "boutique magasin place shop store retrait retirer",
    "sold soldes promotion promo sale",
    "cadeau gift offrir",
    "fidelite fidele point loyalty",
)
# What the first word is said of: "au Canada ?" is answered where it is told of "l'étranger".
_KINDS = (
    "etranger belgique suisse luxembourg allemagne espagne italie angleterre europe europeen canada"
    " quebec usa us uk international dom tom guadeloupe martinique reunion corse abroad country",
    "duree quand when",
    "moyen cheque carte espece liquide paypal virement sumup cb amex american visa mastercard apple"
    " google mode card cash",
)
# Words every question is made of.
_EMPTY = frozenset(
    "a ai as au aux avec avez avoir avons ca ce cela ces cet cette chez comment dans de des du"
    " elle en est et etes eu faire fait faites faut il ils j je l la le les leur lui m ma mais me"
    " mes moi mon n ne nos notre nous on ont ou par pas peut peux plus pour pourrais pouvez pu qu"
    " quel quelle quelles quels que qui s sa sans se si son sont sur t ta te tes toi ton tu un une"
    " vos votre vous y bonjour bonsoir salut merci svp stp possible savoir voudrais veux voulais"
    " aimerais souhaite question demande dire dites information politique condition conditions"
    " article combien serai sera serait suis es sommes etre etait aurai aura aurais vais va vas"
    " allez aller alors donc bien tout tous toute toutes cas encore aussi quoi pourquoi parce soit"
    " marche fonctionne passe sujet propos concernant renseignement regle regles proposez acceptez"
    " prenez prends accepte effectuez ici jamais toujours moment actuellement actuelle existe sous"
    " ok puis take takes the an is are do does you your can could i my for of to it how what which"
    " in hello hi please thanks there any have and or".split()
)
_WORD = re.compile(r"[a-z0-9]+")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_ENDINGS = re.compile(r"(?:ements?|ments?|ations?|ables?|aient|erons|erez|ees?|ers?|ez|es|s|e|r)$")
_SHORTEST = 3  # letters of a word that are left of it
_ENOUGH = 0.5  # of what was asked, by weight
_IN_ANSWER = 0.7  # a word of the answer says less than one of the question


def best(entries: Sequence[Entry], text: str, topics: Sequence[str]) -> Found | None:
    """Only entries about the matter; of those, the one that speaks most of what is asked."""
    near = [entry for entry in entries if _is_about(entry, topics)]
    weights = _weights(entries, _asked(text, topics))
    said = {stem(word) for word in folded_words(text)}
    if not near:
        return None
    entry = max(near, key=lambda e: (_score(e, weights), len(said & _titled(e))))
    score = _score(entry, weights)
    if score < _ENOUGH:
        return None
    return Found(plain(entry.answer), entry.page, entry.question, round(score, 2))


def speaks_of(text: str, topics: Sequence[str]) -> bool:
    return any(_is_topic(word, topics) for word in folded_words(text))


def wanted_of(text: str, topics: Sequence[str]) -> frozenset[str]:
    """What is asked of a matter, a word for each thing (HOW_LONG, HOW_MUCH); empty when nothing
    more than the matter itself is named."""
    return frozenset(_asked(text, topics))


def plain(answer: str) -> str:
    """Without the marks of a page: stars, list dashes, links' brackets."""
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", answer)
    text = re.sub(r"(?m)^\s*(?:[-*•]|\d+[.)])\s+", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[*_`#>]+", "", text)).strip()


def _score(entry: Entry, weights: dict[str, float]) -> float:
    """1 when nothing more than the matter itself was asked."""
    total = sum(weights.values())
    if not total:
        return 1.0
    question, answer = _words(entry.question), _words(entry.answer)
    found = sum(
        weight * (1 if _has(question, word) else _IN_ANSWER if _has(answer, word) else 0)
        for word, weight in weights.items()
    )
    return found / total


def _has(words: set[str], word: str) -> bool:
    return word in words or _KIND_OF.get(word) in words


def _titled(entry: Entry) -> set[str]:
    return {stem(word) for word in folded_words(f"{entry.question} {entry.page}")}


def _asked(text: str, topics: Sequence[str]) -> set[str]:
    """What is asked besides the matter itself."""
    known = _STANDS_FOR.keys() | _KIND_OF.keys()
    longer = (
        w for w in folded_words(text) if len(w) > _SHORTEST or stem(w) in known
    )  # no "slt", "cc"
    return _meant(w for w in longer if stem(w) in known or not _is_topic(w, topics))


def _weights(entries: Iterable[Entry], asked: set[str]) -> dict[str, float]:
    """A word of every page tells little; one of none tells that nobody wrote about it."""
    pages = Counter(w for e in entries for w in _words(f"{e.question} {e.answer} {e.page}"))
    return {word: 1 / (1 + math.log1p(pages[word])) for word in asked}


def _is_about(entry: Entry, topics: Sequence[str]) -> bool:
    """Its question names the matter, or its page does and the question names no other part of it:
    on "Échanges et retours", what an exchange costs says nothing of returns."""
    question, page = folded_words(entry.question), folded_words(entry.page)
    if speaks_of(entry.question, topics):
        return True
    is_of_page = any(_is_topic(word, topics) for word in page)
    return is_of_page and not {stem(w) for w in question} & {stem(w) for w in page}


def _is_topic(word: str, topics: Sequence[str]) -> bool:
    return any(word.startswith(topic) for topic in topics)


def _words(text: str) -> set[str]:
    return _meant(folded_words(text))


def _meant(words: Iterable[str]) -> set[str]:
    stems = {stem(word) for word in words if len(word) > 1 and word not in _EMPTY}
    return {_STANDS_FOR.get(stem, stem) for stem in stems}


def folded_words(text: str) -> list[str]:
    flat = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return _WORD.findall(_ACCENTS.sub("", flat))


def stem(word: str) -> str:
    """ "echanger", "échange", "échangeables" are one word."""
    short = _ENDINGS.sub("", word)
    return stem(short) if _SHORTEST <= len(short) < len(word) else word


_STANDS_FOR = {stem(w): stem(row.split()[0]) for row in _ALIKE for w in row.split()}
HOW_LONG, HOW_MUCH = stem("duree"), stem("cout")
_KIND_OF = {stem(w): stem(row.split()[0]) for row in _KINDS for w in row.split()}
