"""What a member may decide when a request is theirs: the options that fit, a line each."""

from datetime import datetime

from coccinelle.core.member_words import lasting
from coccinelle.core.moments import resolve_moment
from coccinelle.core.skill import Situation

READY = "la réponse et ce qu'elle annonce sont prêts"
OUTSIDE_EXCHANGE = (
    f"Faire une exception : {READY}",
    "Proposer un avoir du montant payé",
    "Refuser : les conditions d'échange lui sont déjà dites",
)
TOO_LATE_EXCHANGE = ("Faire une exception et demander la taille voulue", *OUTSIDE_EXCHANGE[1:])
FAULTY_ITEM = (
    "Remplacer l'article, s'il en reste",
    "Le faire réparer",
    "Rembourser, si ni l'un ni l'autre n'est possible sous 30 jours",
)
WITHDRAWN = (
    "Rembourser dès réception de l'article ou de la preuve d'envoi",
    "Proposer un échange, si la cliente le préfère",
)
BOUGHT_IN_SHOP = (
    "Accorder un avoir : la réponse est prête",
    "Proposer un échange",
    "Refuser : rien n'y oblige pour un achat en boutique",
)
NOT_SHIPPED = (
    "Changer la commande avant l'envoi, puis répondre",
    "Annuler la commande pour qu'une autre soit passée",
)
LEFT_ALREADY = (
    "Demander au transporteur de changer l'adresse",
    "Attendre la livraison, puis échanger ou reprendre l'article",
)


def long_hold(until: datetime, situation: Situation) -> tuple[str, ...]:
    longest = resolve_moment(
        situation.policy.hold_max, now=situation.now, hours=situation.business.hours
    )
    return (
        f"Accepter : garder jusqu'à {lasting(until)}",
        f"Proposer la limite de la boutique : {lasting(longest)}",
    )
