"""Praise that blames ("super, encore un colis en retard, bravo"), and praise that does not."""

import re

from coccinelle.understanding.passage import Passage
from coccinelle.understanding.text import Text

_PRAISE = (
    r"super|genial|bravo|top|au top|parfait|formidable|magnifique|excellent|felicitations?|"
    r"chapeau|merci (?:bien|beaucoup)|great|brilliant|fantastic|wonderful|amazing|lovely|"
    r"well done|nice one|congrat\w*|good job|thanks a lot"
)
# Standing apart from the sentence, as people blame: "génial, toujours rien", "3 semaines, bravo".
_APART = re.compile(
    r"(?:^|[.!?,;:\n])\W*(?:(?:ah|ben|bah|eh|bon|ok|alors|et|la|franchement|vraiment|oh|well|just)"
    rf"[ ,]+){{0,3}}(?:{_PRAISE})\W*(?=[.!?,;:\n]|$)"
)
_WRONGED = re.compile(
    r"\b(?:en retard|late|delayed|(?:toujours|encore|tjs|tjrs) (?:pas|rien)|"
    r"still (?:not|no|nothing|waiting)|"
    r"(?:pas|rien|jamais) (?:encore )?(?:recue?|arrivee?|livree?|venue?)|"
    r"never (?:came|arrived|got)|aucune? (?:reponse|nouvelles?)|no (?:answer|reply|news)|"
    r"personne (?:ne|n'|pour|me)|(?:casse|abime|dechire|troue|tache|decousu|defectueu|broken|torn|"
    r"ripped|stained|faulty|damaged)\w*|perdue?|egare\w*|lost|mauvaise?|"
    r"pas (?:le bon|la bonne|ce que)|wrong|erreur|fermee?s? (?:alors|quand|devant)|pour rien|"
    r"for nothing|(?:\d+|deux|trois|quatre|two|three|four) (?:semaines?|mois|weeks?|months?)|"
    r"(?:2|3|4|5|deux|trois|quatre) (?:fois|mails?|messages?|appels?) (?:deja|sans|et))\b"
)
_SOLVED = re.compile(
    r"\b(?:bien (?:recue?|arrivee?)|enfin|finalement|quand meme|pas grave|"
    r"pas de (?:souci|probleme)|aucun (?:souci|probleme|defaut)|no problem|no worries|all good|"
    r"at last|rattrap\w+|regle|resolu|fixed|solved|mais|par contre|but|however)\b"
)
# Said for nothing but blame.
_PLAINLY = re.compile(
    r"\b(?:merci (?:vraiment |bien |beaucoup |encore )?pour rien(?! au monde)|"
    r"thanks? (?:you )?(?:so much |a lot )?for nothing|thanks for wasting|"
    r"merci (?:bien|beaucoup)?,? (?:de|pour) (?:m'|me |nous |ne |n'|l'|la )?(?:avoir (?:oublie|"
    r"ignore|plante|fait (?:perdre|attendre|deplacer))\w*|ignorer|repondre pas|pas repondre))"
)
_GRUDGING = re.compile(
    r"\b(?:bravo|chapeau|felicitations?|quel(?:le)? (?:service|accueil|organisation|efficacite|"
    r"rapidite|professionnalisme|serieux))\b[^.!?\n]{0,40}\.{3,}"
)
# Nobody congratulates in earnest and asks where it is.
_CONGRATULATES = re.compile(r"\b(?:bravo|chapeau|felicitations?|congrat\w*|well done)\b")
_WHERE = re.compile(r"\b(?:ou (?:est|sont|en est)|(?:est|sont) ou|where(?:'s| is| are))\b")
_NO_FAULT = re.compile(
    r"\b(?:aucune?|pas (?:le moindre|la moindre|de|d')|sans|no|without any?) ?(?:defauts?|soucis?|"
    r"problemes?|accrocs?|taches?|trous?|reproches?|fault|defects?|problems?|issues?)\b|"
    r"\brien a (?:redire|signaler)\b"
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
    if _CONGRATULATES.search(folded) and _WHERE.search(folded):
        return True
    apart = _APART.search(folded) is not None
    return apart and _WRONGED.search(folded) is not None and not _SOLVED.search(folded)


def is_pleased(passage: Passage) -> bool:
    """ "bien reçue, aucun défaut, super": a wrong is only said not to be there."""
    folded, found = _NO_FAULT.subn(" ", passage.text.folded)
    if not found or "?" in folded or _WRONGED.search(folded) or mocks(passage.text):
        return False
    return passage.hears("positive", "thanks", "compliment")
