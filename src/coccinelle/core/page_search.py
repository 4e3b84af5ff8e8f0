"""Any question at all to the business's pages: answered when one entry surely is about it; pure."""

import math
from collections import Counter
from collections.abc import Sequence

from coccinelle.core.knowledge import Entry, Found, folded_words, plain, stem

# Said of the shop by everyone who asks; they tell no matter apart.
_EMPTY = frozenset(
    (
        "a ai as au aux avec avez avoir avons aviez auriez ca ce cela ces cet cette c chez "
        "comment dans de des du d elle elles en est et es etes eu faire fait faites faut fais "
        "il ils j je l la le les leur lui m ma mais me mes moi mon n ne nos notre nous on ont "
        "ou par pas peut peux peuvent plus pour pourrais pourra pouvez pu possible qu quel "
        "quelle quelles quels que qui s sa sans se si son sont sur t ta te tes toi ton tu un "
        "une vos votre vous y bonjour bonsoir salut merci svp stp savoir voudrais veux "
        "voulais aimerais souhaite question demande dire dites combien serai sera serait suis "
        "sommes etre etait aurai aura vais va vas allez aller alors donc bien tout tous toute "
        "toutes aussi quoi vendez vendre vends vend cherche besoin trouve proposez proposes "
        "propose prenez prends prendre acceptez mettez mettre article articles dois doit "
        "doivent quand laquelle lequel autre mere soeur ok is are do does you your can could "
        "i my for of to it how what which in the an and or any have there sell hello hi "
        "please thanks cdt cordialement bonne journee petit petite entre apres avant peu tres "
        "donner donne vient viens "
    ).split()
)
# Words that mean the same to someone who asks; the first one stands for all.
_ALIKE = (
    "venir entrer rentrer acceder accessible admis admise autorise accepte bienvenu allowed welcome"
    " enter bring",
    "chien dog dogs",
    "poussette stroller pram",
    "laver lavage lave machine degre wash washing",
    "cout coute coutent prix tarif cher frais gratuit offert cost price fee free combien",
    "duree temps delai jour semaine valable garder",
    "boutique magasin shop store",
    "solde soldes sale",
    "retouche raccourcir ourlet reprendre cintrer couturiere alteration alterations hem",
    "rendez rdv appointment",
    "handicape fauteuil roulant pmr wheelchair",
    "cadeau gift",
    "carte card",
    "fidelite fidele point loyalty",
    "etranger belgique suisse luxembourg international abroad",
    "fois echelonne",
    "garer parking stationner",
    "taille taillent coupe",
)
_SHORTEST = 3  # letters of a word that tells something
_IN_ANSWER = 0.6  # a word of the answer says less than one of its question
ENOUGH_ASKED = 0.6  # of what was asked, that the entry speaks of
ENOUGH_TOLD = 0.3  # of the entry's own question, that was asked


def surely(entries: Sequence[Entry], text: str) -> Found | None:
    """None when no entry covers enough of what was asked, or was hardly asked about."""
    return Pages(entries).surely(text)


class Pages:
    """Entries read once, for as many questions as there are."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._told = [(e, _meant(e.question), _meant(e.answer)) for e in entries]
        self._counts = Counter(w for _, asked, told in self._told for w in asked | told)

    def surely(self, text: str) -> Found | None:
        asked = _meant(text)
        if not asked - _OF_ANYTHING or not self._told:
            return None
        scored = [
            (self._covers(its, told, asked), self._is_asked(its, asked), entry)
            for entry, its, told in self._told
        ]
        asked_of, told_of, entry = max(scored, key=lambda x: (x[0] + x[1], x[0]))
        if asked_of < ENOUGH_ASKED or told_of < ENOUGH_TOLD:
            return None
        return Found(plain(entry.answer), entry.page, entry.question, round(asked_of, 2))

    def _covers(self, question: set[str], answer: set[str], asked: set[str]) -> float:
        total = sum(map(self._rarity, asked))
        found = sum(
            self._rarity(word) * (1 if word in question else _IN_ANSWER if word in answer else 0)
            for word in asked
        )
        return found / total

    def _is_asked(self, question: set[str], asked: set[str]) -> float:
        total = sum(map(self._rarity, question))
        return sum(map(self._rarity, question & asked)) / total if total else 0.0

    def _rarity(self, word: str) -> float:
        """A word of every entry tells little; one of none tells that nobody wrote about it."""
        return 1 / (1 + math.log1p(self._counts[word]))


def meaning(text: str) -> frozenset[str]:
    """What two ways to ask the same thing have in common."""
    return frozenset(_meant(text))


def _meant(text: str) -> set[str]:
    words = (w for w in folded_words(text) if w not in _EMPTY and len(w) >= _SHORTEST)
    return {_STANDS_FOR.get(one, one) for one in map(stem, words)}


_STANDS_FOR = {stem(w): stem(row.split()[0]) for row in _ALIKE for w in row.split()}
_OF_ANYTHING = {stem("cout"), stem("duree")}  # "c'est combien ?" asks of no matter by itself
