"""Who may use each route: one table, and what is not in it is closed to everybody."""

from dataclasses import dataclass

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Audience:
    """roles: members who may enter; empty, no session is asked for.

    is_provider: signed by its sender, read by the route itself, without a form token.
    is_quiet: fetched by the page itself; it answers 401 instead of the login page, and does not
    keep a session alive that nobody uses.
    takes_file: its form carries one, of a few megabytes.
    is_trial: what is posted to it changes nothing of the shop: it looks, or tries on a copy.
    """

    roles: frozenset[str] = frozenset()
    is_provider: bool = False
    is_quiet: bool = False
    takes_file: bool = False
    is_trial: bool = False

    @property
    def is_act(self) -> bool:
        """What is posted there leaves a line; what a page says by itself is no act."""
        return not self.is_quiet and not self.is_trial


ANYONE = Audience()
PROVIDER = Audience(is_provider=True)
OWNER = Audience(frozenset({"owner"}))
OWNERS_PAGE_ITSELF = Audience(OWNER.roles, is_quiet=True)
OWNERS_TRIAL = Audience(OWNER.roles, is_trial=True)
OWNERS_FILE = Audience(OWNER.roles, takes_file=True)
MEMBERS = Audience(frozenset({"owner", "staff"}))
MEMBERS_PAGE_ITSELF = Audience(MEMBERS.roles, is_quiet=True)
MEMBERS_TRIAL = Audience(MEMBERS.roles, is_trial=True)

AUDIENCES: dict[str, Audience] = {
    "GET /healthz": ANYONE,
    "GET /static/{name}": ANYONE,
    "GET /manifest.webmanifest": ANYONE,
    "GET /sw.js": ANYONE,
    "GET /hors-ligne": ANYONE,
    "GET /documents/{token}": ANYONE,
    "GET /avis/{token}/{said}": ANYONE,
    "POST /avis/{token}/{said}": ANYONE,
    "GET /login": ANYONE,
    "POST /login": ANYONE,
    "POST /logout": MEMBERS,
    "GET /mot-de-passe-oublie": ANYONE,
    "POST /mot-de-passe-oublie": ANYONE,
    "GET /mot-de-passe/{token}": ANYONE,
    "POST /mot-de-passe/{token}": ANYONE,
    "GET /compte": MEMBERS,
    "GET /compte/notifications": MEMBERS,
    "POST /compte/notifications": MEMBERS,
    "POST /compte/notifications/essai": MEMBERS,
    "POST /compte/notifications/email": MEMBERS,
    "POST /compte/notifications/email/code": MEMBERS,
    "POST /compte/notifications/appareils": MEMBERS_PAGE_ITSELF,
    "POST /compte/notifications/appareils/{device_id}/retirer": MEMBERS,
    "POST /compte/mot-de-passe": MEMBERS,
    "POST /compte/langue": MEMBERS,
    "POST /compte/sessions/fermer": MEMBERS,
    "POST /compte/sessions/{session_id}/fermer": MEMBERS,
    "GET /journal": OWNER,
    "POST /webhooks/{adapter}/{key}": PROVIDER,
    "POST /webhooks/{adapter}/{key}/status": PROVIDER,
    "GET /": MEMBERS,
    "GET /liste": MEMBERS_PAGE_ITSELF,
    "GET /barre": MEMBERS_PAGE_ITSELF,
    "GET /a-valider": MEMBERS,
    "GET /a-valider/fil": MEMBERS_PAGE_ITSELF,
    "GET /brouillons/{draft_id}/faits": MEMBERS_PAGE_ITSELF,
    "POST /brouillons/{draft_id}/doutes": MEMBERS_PAGE_ITSELF,
    "GET /urgences": MEMBERS,
    "GET /urgences/fil": MEMBERS_PAGE_ITSELF,
    "GET /actions": MEMBERS,
    "GET /fil": MEMBERS_PAGE_ITSELF,
    "GET /events": MEMBERS_PAGE_ITSELF,
    "GET /resultats": MEMBERS,
    "GET /resultats.csv": MEMBERS,
    "GET /engagements": MEMBERS,
    "POST /engagements/{commitment_id}/deplacer": MEMBERS,
    "POST /engagements/{commitment_id}/annuler": MEMBERS,
    "POST /engagements/{commitment_id}/faire": MEMBERS,
    "GET /conversations/{conversation_id}": MEMBERS,
    "GET /conversations/{conversation_id}/fil": MEMBERS_PAGE_ITSELF,
    "GET /pieces/{piece_id}": MEMBERS,
    "GET /messages/{message_id}/html": MEMBERS_PAGE_ITSELF,
    "POST /conversations/{conversation_id}/repondre": MEMBERS,
    "POST /conversations/{conversation_id}/valider": MEMBERS,
    "POST /conversations/{conversation_id}/modifier": MEMBERS,
    "POST /conversations/{conversation_id}/refuser": MEMBERS,
    "POST /conversations/{conversation_id}/prendre-la-main": MEMBERS,
    "POST /conversations/{conversation_id}/rendre": MEMBERS,
    "POST /conversations/{conversation_id}/signaler": MEMBERS,
    "POST /conversations/{conversation_id}/confier": MEMBERS,
    "POST /conversations/{conversation_id}/reporter": MEMBERS,
    "POST /conversations/{conversation_id}/reprendre": MEMBERS,
    "POST /conversations/{conversation_id}/clore": MEMBERS,
    "POST /conversations/{conversation_id}/clore-et-suivant": MEMBERS,
    "POST /conversations/{conversation_id}/rouvrir": MEMBERS,
    "POST /conversations/{conversation_id}/noter": MEMBERS,
    "POST /conversations/{conversation_id}/non-lu": MEMBERS,
    "POST /conversations/{conversation_id}/renvoyer": MEMBERS,
    "POST /conversations/{conversation_id}/ecrit": MEMBERS_PAGE_ITSELF,
    "GET /nouveau": MEMBERS,
    "POST /nouveau": MEMBERS,
    "GET /reponses": MEMBERS,
    "POST /reponses": MEMBERS,
    "POST /reponses/{saved_id}": MEMBERS,
    "POST /reponses/{saved_id}/supprimer": MEMBERS,
    "GET /actions/{action_id}/annuler": MEMBERS,
    "POST /actions/{action_id}/confirmer": MEMBERS,
    "GET /mises-de-cote": MEMBERS,
    "POST /mises-de-cote/{hold_id}/retiree": MEMBERS,
    "POST /mises-de-cote/{hold_id}/prolonger": MEMBERS,
    "POST /stock": MEMBERS,
    "GET /pause": MEMBERS_PAGE_ITSELF,
    "POST /pause": MEMBERS,
    "POST /reprendre": MEMBERS,
    "GET /fiches": MEMBERS,
    "GET /essayer": MEMBERS,
    "GET /essayer/fil": MEMBERS_PAGE_ITSELF,
    "GET /essayer/events": MEMBERS_PAGE_ITSELF,
    "POST /essayer/preparer": MEMBERS_TRIAL,
    "POST /essayer/ecrire": MEMBERS_TRIAL,
    "POST /essayer/avancer": MEMBERS_TRIAL,
    "POST /essayer/valider": MEMBERS_TRIAL,
    "POST /essayer/modifier": MEMBERS_TRIAL,
    "POST /essayer/refuser": MEMBERS_TRIAL,
    "POST /essayer/scenario": MEMBERS_TRIAL,
    "POST /essayer/arreter": MEMBERS_TRIAL,
    "POST /essayer/transporteur": MEMBERS_TRIAL,
    "POST /essayer/panne": MEMBERS_TRIAL,
    "POST /essayer/pause": MEMBERS_TRIAL,
    "POST /essayer/recopier": MEMBERS_TRIAL,
    "POST /essayer/enregistrer": MEMBERS,
    "GET /essayer/scripts/{script_id}": MEMBERS,
    "POST /essayer/scripts/{script_id}/rejouer": MEMBERS_TRIAL,
    "POST /essayer/scripts/{script_id}/supprimer": MEMBERS,
    "POST /fiches/{merge_id}/reunir": OWNER,
    "POST /fiches/{merge_id}/refuser": OWNER,
    "POST /fiches/{merge_id}/separer": OWNER,
    "GET /clients": MEMBERS,
    "GET /clients/{contact_id}": MEMBERS,
    "POST /clients/{contact_id}/notes": MEMBERS,
    "POST /clients/{contact_id}/fiche": MEMBERS,
    "POST /clients/{contact_id}/adresses": MEMBERS,
    "POST /clients/{contact_id}/adresses/{address_id}/retirer": MEMBERS,
    "POST /clients/{contact_id}/vip": MEMBERS,
    "POST /clients/{contact_id}/consentement": MEMBERS,
    "POST /clients/{contact_id}/export": OWNER,
    "GET /clients/{contact_id}/effacer": OWNER,
    "POST /clients/{contact_id}/effacer": OWNER,
    "GET /clients/{contact_id}/reunir": OWNER,
    "POST /clients/{contact_id}/reunir": OWNER,
    "GET /commandes": MEMBERS,
    "GET /commandes/{order_id}": MEMBERS,
    "POST /commandes/{order_id}/suivi": MEMBERS,
    "POST /echanges/{exchange_id}/recu": MEMBERS,
    "POST /retractations/{withdrawal_id}/recu": MEMBERS,
    "POST /retours/{parcel_id}/annuler": MEMBERS,
    "POST /etiquettes/{action_id}/refaire": MEMBERS,
    "GET /etiquettes/{document_id}": MEMBERS,
    "GET /connaissances": MEMBERS,
    "POST /connaissances": MEMBERS,
    "POST /connaissances/lacune": MEMBERS,
    "POST /connaissances/lacune/reprendre": MEMBERS,
    "POST /connaissances/{knowledge_id}": MEMBERS,
    "POST /connaissances/{knowledge_id}/supprimer": MEMBERS,
    "GET /publications": MEMBERS,
    "POST /publications": MEMBERS,
    "POST /publications/{post_id}/produit": MEMBERS,
    "POST /publications/{post_id}/cacher": MEMBERS,
    "POST /publications/{post_id}/supprimer": MEMBERS,
    "POST /publications/{post_id}/remettre": MEMBERS,
    "GET /autonomie": MEMBERS,
    "POST /autonomie/{skill}/niveau": OWNER,
    "POST /autonomie/{skill}/accepter": OWNER,
    "POST /autonomie/{skill}/refuser": OWNER,
    "GET /bienvenue": OWNER,
    "POST /bienvenue/etapes/{step}": OWNER,
    "GET /bienvenue/canal": OWNER,
    "GET /bienvenue/essai": OWNER,
    "GET /bienvenue/marche": OWNER,
    "POST /bienvenue/marche": OWNER,
    "GET /bienvenue/horaires": OWNER,
    "POST /bienvenue/horaires": OWNER,
    "GET /bienvenue/articles/modele.csv": OWNER,
    "GET /bienvenue/articles": OWNER,
    "POST /bienvenue/articles": OWNERS_FILE,
    "POST /bienvenue/articles/colonnes": OWNER,
    "POST /bienvenue/articles/importer": OWNER,
    "POST /bienvenue/articles/abandonner": OWNER,
    "POST /bienvenue/articles/demonstration": OWNER,
    "GET /bienvenue/ouvrir/{token}": ANYONE,
    "POST /bienvenue/ouvrir/{token}": ANYONE,
    "GET /reglages": MEMBERS,
    "GET /reglages/membres": OWNER,
    "POST /reglages/membres": OWNER,
    "POST /reglages/membres/{member_id}/role": OWNER,
    "POST /reglages/membres/{member_id}/lien": OWNER,
    "POST /reglages/membres/{member_id}/telephone": OWNER,
    "POST /reglages/membres/{member_id}/telephone/code": OWNER,
    "POST /reglages/membres/{member_id}/retirer": OWNER,
    "GET /reglages/connexions": OWNER,
    "GET /reglages/connexions/{adapter}": OWNER,
    "POST /reglages/connexions/{adapter}": OWNER,
    "POST /reglages/connexions/{adapter}/essayer": OWNER,
    "POST /reglages/connexions/{adapter}/retirer": OWNER,
    "GET /reglages/canaux/{channel_id}": OWNER,
    "GET /reglages/canaux/{channel_id}/recu": OWNERS_PAGE_ITSELF,
    "POST /reglages/canaux/{channel_id}": OWNER,
    "POST /reglages/canaux/{channel_id}/essayer": OWNER,
    "GET /reglages/canaux/{channel_id}/retirer": OWNER,
    "POST /reglages/canaux/{channel_id}/retirer": OWNER,
    "POST /reglages/canaux/{channel_id}/pause": OWNER,
    "POST /reglages/canaux/{channel_id}/reprendre": OWNER,
    "POST /reglages/etablissement/telephone": OWNER,
    "POST /reglages/etablissement/telephone/code": OWNER,
    "POST /reglages/etablissement/telephone/oublier": OWNER,
    "GET /reglages/{matter}": MEMBERS,
    "POST /reglages/apercu": OWNERS_TRIAL,
    "POST /reglages/{matter}": OWNER,
    "POST /reglages/{matter}/fichier": OWNER,
}


def audience_of(request: Request) -> Audience | None:
    route = request.scope.get("route")
    return AUDIENCES.get(f"{request.method} {getattr(route, 'path', '')}")
