"""What was just done, or refused, said once on the page it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

from coccinelle.web.edge.forms import number
from coccinelle.web.i18n import Spoken

COOKIE = "done"
SECONDS = 60  # longer than any page takes to open
# Acts that lead to a page which does not tell them by itself.
DONE = Spoken({
    "POST /compte/notifications": "Vos choix sont enregistrés.",
    "POST /compte/notifications/appareils/{device_id}/retirer": "Cet appareil est oublié.",
    "POST /compte/notifications/email/code": "Votre e-mail est vérifié.",
    "POST /compte/mot-de-passe": "Mot de passe changé. Vos autres appareils sont déconnectés.",
    "POST /compte/langue": "Langue enregistrée.",
    "POST /compte/sessions/fermer": "Vos autres appareils sont déconnectés.",
    "POST /compte/sessions/{session_id}/fermer": "Cet appareil est déconnecté.",
    "POST /engagements/{commitment_id}/deplacer": "Échéance déplacée.",
    "POST /engagements/{commitment_id}/annuler": "Engagement annulé.",
    "POST /engagements/{commitment_id}/faire": "C'est noté comme fait.",
    "POST /nouveau": "Message envoyé.",
    "POST /reponses": "Réponse enregistrée.",
    "POST /reponses/{saved_id}": "Réponse enregistrée.",
    "POST /reponses/{saved_id}/supprimer": "Réponse supprimée.",
    "POST /actions/{action_id}/confirmer": "C'est annulé, et le client en est prévenu.",
    "POST /mises-de-cote/{hold_id}/retiree": "C'est noté : l'article est parti avec son client.",
    "POST /mises-de-cote/{hold_id}/prolonger": "Mise de côté prolongée.",
    "POST /stock": "Stock corrigé.",
    "POST /pause": "L'assistant est en pause : il ne répond plus à personne.",
    "POST /reprendre": "L'assistant répond de nouveau.",
    "POST /essayer/preparer": "L'essai est prêt.",
    "POST /essayer/enregistrer": "Essai enregistré.",
    "POST /essayer/scripts/{script_id}/supprimer": "Essai supprimé.",
    "POST /fiches/{merge_id}/refuser": "Les deux fiches restent séparées.",
    "POST /clients/{contact_id}/vip": "Fiche enregistrée.",
    "POST /clients/{contact_id}/consentement": "C'est noté, avec sa preuve.",
    "POST /echanges/{exchange_id}/recu": "Retour enregistré.",
    "POST /retractations/{withdrawal_id}/recu": "Retour enregistré.",
    "POST /retours/{parcel_id}/annuler": "Le retour n'est plus noté.",
    "POST /etiquettes/{action_id}/refaire": "L'étiquette est demandée de nouveau.",
    "POST /connaissances": "Réponse enregistrée.",
    "POST /connaissances/lacune": "Question mise de côté, même si on la pose encore.",
    "POST /connaissances/lacune/reprendre": "La question attend de nouveau une réponse.",
    "POST /connaissances/{knowledge_id}": "Réponse enregistrée.",
    "POST /connaissances/{knowledge_id}/supprimer": "Réponse supprimée.",
    "POST /commandes/{order_id}/suivi": "Le transporteur vient de répondre.",
    "POST /publications": "Publication enregistrée.",
    "POST /publications/{post_id}/produit": "C'est noté.",
    "POST /autonomie/{skill}/niveau": "Niveau enregistré.",
    "POST /autonomie/{skill}/accepter": "Passée en automatique.",
    "POST /autonomie/{skill}/refuser": "Son niveau reste le même.",
    "POST /compte/notifications/essai": "Un essai part vers vos appareils.",
    "POST /clients/{contact_id}/notes": "C'est enregistré.",
    "POST /clients/{contact_id}/fiche": "C'est enregistré.",
    "POST /clients/{contact_id}/adresses": "La coordonnée est ajoutée.",
    "POST /clients/{contact_id}/adresses/{address_id}/retirer":
        "La coordonnée est retirée. Elle reviendra si votre fichier la donne encore.",
    "POST /reglages/connexions/{adapter}": "Enregistré.",
    "POST /reglages/connexions/{adapter}/retirer": "Connexion retirée.",
    "POST /reglages/canaux/{channel_id}": "Enregistré.",
    "POST /reglages/canaux/{channel_id}/retirer":
        "Canal retiré. Ôtez aussi son adresse chez le fournisseur.",
    "POST /bienvenue/articles/abandonner": "Fichier abandonné : rien n'est importé.",
    "POST /reglages/membres/{member_id}/role": "Rôle changé.",
    "POST /reglages/membres/{member_id}/telephone": "Enregistré.",
    "POST /reglages/membres/{member_id}/telephone/code": "Téléphone vérifié et enregistré.",
    "POST /reglages/membres/{member_id}/retirer": "Membre retiré : ses appareils sont déconnectés.",
})  # fmt: skip


# What an act told otherwise than by its name alone; of those in REFUSED, nothing was done.
SAID = Spoken({
    "prise": "Cette coordonnée est déjà celle d'une autre fiche.",
    "invalide": "Ce numéro ou cette adresse n'est pas valable.",
    "detachee": "La coordonnée est retirée. Ce qui s'y est dit reste ici ; qui écrira de là"
        " aura sa propre fiche :",
    "reunies": "Les deux fiches n'en font plus qu'une : tout est ici.",
    "separees": "Les deux fiches sont séparées : chacune a retrouvé ce qui était à elle.",
    "supprimee": "La publication est supprimée.",
    "muet": "Le transporteur ne répond pas. Voici ce qu'on savait.",
    "mot": "Ce n'est pas le mot demandé : rien n'est effacé.",
})  # fmt: skip
REFUSED = frozenset({"prise", "invalide", "muet", "mot"})
_STATE = "word"


@dataclass(frozen=True, slots=True)
class Word:
    """code: of DONE or SAID. about: the number of another row it speaks of."""

    code: str
    about: int = 0

    @property
    def text(self) -> str:
        return DONE.get(self.code, "") or SAID.get(self.code, "")

    @property
    def is_well(self) -> bool:
        return self.code not in REFUSED


def say(request: Request, code: str, about: int = 0) -> None:
    """Instead of what the act says by its name, on the page it leads to."""
    request.scope["state"][_STATE] = Word(code, about)


def is_refused(state: Mapping[str, Any]) -> bool:
    """The act came to an end, and to nothing."""
    word: Word | None = state.get(_STATE)
    return word is not None and not word.is_well


def leave_word(state: Mapping[str, Any], headers: MutableHeaders, route: str, *,
               is_secure: bool) -> None:  # fmt: skip
    """For the next page that is shown, however many lead there."""
    word = state.get(_STATE) or Word(route)
    if word.text:
        answer = Response()
        answer.set_cookie(
            COOKIE, quote(f"{word.code}~{word.about}", safe=""), max_age=SECONDS,
            secure=is_secure, httponly=True, samesite="lax",
        )  # fmt: skip
        headers.append("set-cookie", answer.headers["set-cookie"])


def word_left(request: Request) -> Word | None:
    """A sentence of ours, whatever stands in the cookie."""
    code, _, about = unquote(request.cookies.get(COOKIE, "")).partition("~")
    word = Word(code, number(about))
    return word if request.method == "GET" and word.text else None


def take_word_back(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
