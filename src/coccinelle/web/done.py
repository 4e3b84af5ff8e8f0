"""What was just done, said once on the page it leads to."""

from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response

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
    "POST /publications": "Publication enregistrée.",
    "POST /publications/{post_id}/produit": "C'est noté.",
    "POST /autonomie/{skill}/niveau": "Niveau enregistré.",
    "POST /autonomie/{skill}/accepter": "Passée en automatique.",
    "POST /autonomie/{skill}/refuser": "Son niveau reste le même.",
    "POST /bienvenue/articles/abandonner": "Fichier abandonné : rien n'est importé.",
    "POST /reglages/membres/{member_id}/role": "Rôle changé.",
    "POST /reglages/membres/{member_id}/telephone": "Enregistré.",
    "POST /reglages/membres/{member_id}/telephone/code": "Téléphone vérifié et enregistré.",
    "POST /reglages/membres/{member_id}/retirer": "Membre retiré : ses appareils sont déconnectés.",
})  # fmt: skip


def leave_word(headers: MutableHeaders, route: str, *, is_secure: bool) -> None:
    """For the next page. Nothing when the address it leads to tells by itself."""
    if route in DONE and "fait=" not in headers.get("location", ""):
        answer = Response()
        answer.set_cookie(
            COOKIE, quote(route, safe=""), max_age=SECONDS, secure=is_secure, httponly=True,
            samesite="lax",
        )  # fmt: skip
        headers.append("set-cookie", answer.headers["set-cookie"])


def word_left(request: Request) -> str:
    """A sentence of ours, whatever stands in the cookie."""
    return DONE.get(unquote(request.cookies.get(COOKIE, "")), "")


def take_word_back(response: Response) -> None:
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
