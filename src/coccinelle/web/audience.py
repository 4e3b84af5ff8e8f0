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
    """

    roles: frozenset[str] = frozenset()
    is_provider: bool = False
    is_quiet: bool = False
    takes_file: bool = False


ANYONE = Audience()
PROVIDER = Audience(is_provider=True)
OWNER = Audience(frozenset({"owner"}))
OWNERS_FILE = Audience(OWNER.roles, takes_file=True)
MEMBERS = Audience(frozenset({"owner", "staff"}))
MEMBERS_PAGE_ITSELF = Audience(MEMBERS.roles, is_quiet=True)

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
    "POST /pause": MEMBERS,
    "POST /reprendre": MEMBERS,
    "GET /fiches": MEMBERS,
    "POST /fiches/{merge_id}/reunir": MEMBERS,
    "POST /fiches/{merge_id}/refuser": MEMBERS,
    "POST /fiches/{merge_id}/separer": MEMBERS,
    "GET /essayer": MEMBERS,
    "GET /essayer/fil": MEMBERS_PAGE_ITSELF,
    "GET /essayer/events": MEMBERS_PAGE_ITSELF,
    "POST /essayer/preparer": MEMBERS,
    "POST /essayer/ecrire": MEMBERS,
    "POST /essayer/avancer": MEMBERS,
    "POST /essayer/valider": MEMBERS,
    "POST /essayer/modifier": MEMBERS,
    "POST /essayer/refuser": MEMBERS,
    "POST /essayer/scenario": MEMBERS,
    "POST /essayer/enregistrer": MEMBERS,
    "GET /essayer/scripts/{script_id}": MEMBERS,
    "POST /essayer/scripts/{script_id}/rejouer": MEMBERS,
    "POST /essayer/scripts/{script_id}/supprimer": MEMBERS,
    "GET /autonomie": MEMBERS,
    "POST /autonomie/{skill}/niveau": OWNER,
    "POST /autonomie/{skill}/accepter": OWNER,
    "POST /autonomie/{skill}/refuser": OWNER,
    "GET /bienvenue": OWNER,
    "POST /bienvenue/etapes/{step}": OWNER,
    "POST /bienvenue/marche": OWNER,
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
    "POST /reglages/membres/{member_id}/retirer": OWNER,
    "GET /reglages/connexions": OWNER,
    "GET /reglages/connexions/{adapter}": OWNER,
    "POST /reglages/connexions/{adapter}": OWNER,
    "POST /reglages/connexions/{adapter}/essayer": OWNER,
    "POST /reglages/connexions/{adapter}/retirer": OWNER,
    "GET /reglages/{matter}": MEMBERS,
    "POST /reglages/apercu": OWNER,
    "POST /reglages/{matter}": OWNER,
    "POST /reglages/{matter}/fichier": OWNER,
}


def audience_of(request: Request) -> Audience | None:
    route = request.scope.get("route")
    return AUDIENCES.get(f"{request.method} {getattr(route, 'path', '')}")
