"""Praise that blames: "super, encore un colis en retard, bravo", "merci pour rien"."""

import re

from coccinelle.understanding.text import Text

_PRAISE = (
    r"super|genial|bravo|top|au top|parfait|formidable|magnifique|excellent|felicitations?|chapeau|"
    r"merci (?:bien|beaucoup)|great|brilliant|fantastic|wonderful|amazing|lovely|well done|nice one|"
    r"congrat\w*|good job|thanks a lot"
)
# Standing apart from the sentence, as people blame: "génial, toujours rien", "3 semaines, bravo".
_APART = re.compile(
    rf"(?:^|[.!?,;:\n])\W*(?:(?:ah|ben|bah|eh|bon|ok|alors|et|la|franchement|vraiment|oh|well|just)"
    rf"[ ,]+){{0,3}}(?:{_PRAISE})\W*(?=[.!?,;:\n]|$)"
)
_WRONGED = re.compile(
    r"\b(?:en retard|late|delayed|(?:toujours|encore|tjs|tjrs) (?:pas|rien)|still (?:not|no|nothing|"
    r"waiting)|(?:pas|rien|jamais) (?:encore )?(?:recue?|arrivee?|livree?|venue?)|never (?:came|"
    r"arrived|got)|aucune? (?:reponse|nouvelles?)|no (?:answer|reply|news)|personne (?:ne|n'|pour|me)|"
    r"(?:casse|abime|dechire|troue|tache|decousu|defectueu|broken|torn|ripped|stained|faulty|damaged)"
    r"\w*|perdue?|egare\w*|lost|mauvaise?|pas (?:le bon|la bonne|ce que)|wrong|erreur|fermee?s? (?:alors"
    r"|quand|devant)|pour rien|for nothing|(?:\d+|deux|trois|quatre|two|three|four) (?:semaines?|mois|"
    r"weeks?|months?)|(?:2|3|4|5|deux|trois|quatre) (?:fois|mails?|messages?|appels?) (?:deja|sans|et))\b"
)
_SOLVED = re.compile(
    r"\b(?:bien (?:recue?|arrivee?)|enfin|finalement|quand meme|pas grave|pas de (?:souci|probleme)|"
    r"aucun (?:souci|probleme|defaut)|no problem|no worries|all good|at last|rattrap\w+|regle|resolu|"
    r"fixed|solved|mais|par contre|but|however)\b"
)
# Said for nothing but blame.
_PLAINLY = re.compile(
    r"\b(?:merci (?:vraiment |bien |beaucoup |encore )?pour rien(?! au monde)|thanks? (?:you )?(?:so "
    r"much |a lot )?for nothing|thanks for wasting|merci (?:bien|beaucoup)?,? (?:de|pour) (?:m'|me |"
    r"nous |ne |n'|l'|la )?(?:avoir (?:fait (?:perdre|attendre|deplacer)|oublie|ignore|plante)\w*|"
    r"(?:prendre|ignorer|repondre pas|pas repondre)|absence de))"
)
_GRUDGING = re.compile(
    r"\b(?:bravo|chapeau|felicitations?|quel(?:le)? (?:service|accueil|organisation|efficacite|"
    r"rapidite|professionnalisme|serieux))\b[^.!?\n]{0,40}\.{3,}"
)
_EYES = frozenset("🙄😒🤦🤡😤🖕")
_THANKED = re.compile(rf"\b(?:{_PRAISE}|merci|thanks|thank you)\b")


def mocks(text: Text) -> bool:
    """The words praise, and what they are said of is a wrong."""
    folded = text.folded
    if _PLAINLY.search(folded) or (_EYES & set(text.original) and _THANKED.search(folded)):
        return True
    if _GRUDGING.search(folded) and not _SOLVED.search(folded):
        return True
    apart = _APART.search(folded) is not None
    return apart and _WRONGED.search(folded) is not None and not _SOLVED.search(folded)
