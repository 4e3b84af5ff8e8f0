"""A parcel that is awaited, told from one that is disputed."""

import re

from coccinelle.understanding.passage import Passage

_WAITS = re.compile(
    r"\b(?:(?:pas|jamais) (?:encore )?(?:parvenue?s?|arrivee?s?|recue?s?|venue?s?|la)|"
    r"toujours (?:pas|rien)|(?:not|n't) (?:yet )?(?:arrived|received|come)|j'attends|en attente|"
    r"rien recu|still (?:waiting|not))\b"
)
# Said to be delivered, lost, refused or asked about again and again: something is contested.
_CONTESTS = re.compile(
    r"perdu|perte|egar|lost|livre|deliver|distribu|sign|depos|remis|boite|gardien|voisin|"
    r"neighbo|mailbox|\bvole|stolen|disparu|introuvable|reclam|enquete|litige|rembours|refund|"
    r"relanc|contest|preuve|proof|argent|money|semaines|weeks|\bmois\b|months|repond|reponse|"
    r"answer|repl[iy]|relais|ferme|bloqu|detruit|destroyed|abim|\bvide|empty|expediteur|photo|"
    r"\b(?:\d|deux|trois|second|third)(?:e|eme|ieme|x|rd|nd)? (?:fois|mails?|messages?|sms)|\bor\b|"
    r"pretend|soi[- ]disant|claims?"
)


def only_waits(passage: Passage) -> bool:
    """ "ma commande ne m'est pas parvenue" contests nothing yet."""
    folded = passage.text.folded
    if passage.hears("anger", "complain", "legal", "fraud"):
        return False
    return _WAITS.search(folded) is not None and not _CONTESTS.search(folded)
