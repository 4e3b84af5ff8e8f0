"""Every route, one by one: a stranger, the staff, the owner, the owner next door with our ids.

A new route fails here until the table says who may use it.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from coccinelle.store import merges
from coccinelle.store.database import Database
from tests.web.conftest import Caller, Shop, open_shop, web_app

# What a stranger gets, and whether only the owner enters.
OPEN, PAGE, PART, ACT = "open", "page", "part", "act"
OWNERS_PAGE, OWNERS_PART, OWNERS_ACT = "owner's page", "owner's part", "owner's act"
STRANGER = {
    PAGE: 303, PART: 401, ACT: 401, OWNERS_PAGE: 303, OWNERS_PART: 401, OWNERS_ACT: 401,
}  # fmt: skip
TABLE = {
    "GET /healthz": OPEN,
    "GET /static/{name}": OPEN,
    "GET /manifest.webmanifest": OPEN,
    "GET /sw.js": OPEN,
    "GET /hors-ligne": OPEN,
    "GET /documents/{token}": OPEN,
    "GET /login": OPEN,
    "POST /login": OPEN,
    "GET /mot-de-passe-oublie": OPEN,
    "POST /mot-de-passe-oublie": OPEN,
    "GET /mot-de-passe/{token}": OPEN,
    "POST /mot-de-passe/{token}": OPEN,
    "GET /avis/{token}/{said}": OPEN,
    "POST /avis/{token}/{said}": OPEN,
    "POST /webhooks/{adapter}/{key}": OPEN,
    "POST /webhooks/{adapter}/{key}/status": OPEN,
    "POST /logout": ACT,
    "GET /": PAGE,
    "GET /liste": PART,
    "GET /barre": PART,
    "GET /a-valider": PAGE,
    "GET /a-valider/fil": PART,
    "GET /brouillons/{draft_id}/faits": PART,
    "POST /brouillons/{draft_id}/doutes": ACT,
    "GET /urgences": PAGE,
    "GET /urgences/fil": PART,
    "GET /actions": PAGE,
    "GET /fil": PART,
    "GET /events": PART,
    "GET /compte": PAGE,
    "GET /compte/notifications": PAGE,
    "POST /compte/notifications": ACT,
    "POST /compte/notifications/essai": ACT,
    "POST /compte/notifications/email": ACT,
    "POST /compte/notifications/email/code": ACT,
    "POST /compte/notifications/appareils": ACT,
    "POST /compte/notifications/appareils/{device_id}/retirer": ACT,
    "POST /compte/mot-de-passe": ACT,
    "POST /compte/langue": ACT,
    "POST /compte/sessions/fermer": ACT,
    "POST /compte/sessions/{session_id}/fermer": ACT,
    "GET /journal": OWNERS_PAGE,
    "GET /resultats": PAGE,
    "GET /resultats.csv": PAGE,
    "GET /engagements": PAGE,
    "POST /engagements/{commitment_id}/deplacer": ACT,
    "POST /engagements/{commitment_id}/annuler": ACT,
    "POST /engagements/{commitment_id}/faire": ACT,
    "GET /conversations/{conversation_id}": PAGE,
    "GET /conversations/{conversation_id}/fil": PART,
    "POST /conversations/{conversation_id}/repondre": ACT,
    "POST /conversations/{conversation_id}/valider": ACT,
    "POST /conversations/{conversation_id}/modifier": ACT,
    "POST /conversations/{conversation_id}/refuser": ACT,
    "POST /conversations/{conversation_id}/prendre-la-main": ACT,
    "POST /conversations/{conversation_id}/rendre": ACT,
    "POST /conversations/{conversation_id}/signaler": ACT,
    "POST /conversations/{conversation_id}/confier": ACT,
    "POST /conversations/{conversation_id}/reporter": ACT,
    "POST /conversations/{conversation_id}/reprendre": ACT,
    "POST /conversations/{conversation_id}/clore": ACT,
    "POST /conversations/{conversation_id}/clore-et-suivant": ACT,
    "POST /conversations/{conversation_id}/rouvrir": ACT,
    "POST /conversations/{conversation_id}/noter": ACT,
    "POST /conversations/{conversation_id}/non-lu": ACT,
    "POST /conversations/{conversation_id}/renvoyer": ACT,
    "POST /conversations/{conversation_id}/ecrit": ACT,
    "GET /nouveau": PAGE,
    "POST /nouveau": ACT,
    "GET /reponses": PAGE,
    "POST /reponses": ACT,
    "POST /reponses/{saved_id}": ACT,
    "POST /reponses/{saved_id}/supprimer": ACT,
    "GET /pieces/{piece_id}": PAGE,
    "GET /messages/{message_id}/html": PART,
    "GET /actions/{action_id}/annuler": PAGE,
    "POST /actions/{action_id}/confirmer": ACT,
    "GET /mises-de-cote": PAGE,
    "POST /mises-de-cote/{hold_id}/retiree": ACT,
    "POST /mises-de-cote/{hold_id}/prolonger": ACT,
    "POST /stock": ACT,
    "GET /pause": PART,
    "POST /pause": ACT,
    "POST /reprendre": ACT,
    "GET /fiches": PAGE,
    "GET /essayer": PAGE,
    "GET /essayer/fil": PART,
    "GET /essayer/events": PART,
    "POST /essayer/preparer": ACT,
    "POST /essayer/ecrire": ACT,
    "POST /essayer/avancer": ACT,
    "POST /essayer/valider": ACT,
    "POST /essayer/modifier": ACT,
    "POST /essayer/refuser": ACT,
    "POST /essayer/scenario": ACT,
    "POST /essayer/arreter": ACT,
    "POST /essayer/transporteur": ACT,
    "POST /essayer/panne": ACT,
    "POST /essayer/pause": ACT,
    "POST /essayer/recopier": ACT,
    "POST /essayer/enregistrer": ACT,
    "GET /essayer/scripts/{script_id}": PAGE,
    "POST /essayer/scripts/{script_id}/rejouer": ACT,
    "POST /essayer/scripts/{script_id}/supprimer": ACT,
    "POST /fiches/{merge_id}/reunir": OWNERS_ACT,
    "POST /fiches/{merge_id}/refuser": OWNERS_ACT,
    "POST /fiches/{merge_id}/separer": OWNERS_ACT,
    "GET /clients": PAGE,
    "GET /clients/{contact_id}": PAGE,
    "POST /clients/{contact_id}/notes": ACT,
    "POST /clients/{contact_id}/fiche": ACT,
    "POST /clients/{contact_id}/adresses": ACT,
    "POST /clients/{contact_id}/adresses/{address_id}/retirer": ACT,
    "POST /clients/{contact_id}/vip": ACT,
    "POST /clients/{contact_id}/consentement": ACT,
    "POST /clients/{contact_id}/export": OWNERS_ACT,
    "GET /clients/{contact_id}/effacer": OWNERS_PAGE,
    "POST /clients/{contact_id}/effacer": OWNERS_ACT,
    "GET /clients/{contact_id}/reunir": OWNERS_PAGE,
    "POST /clients/{contact_id}/reunir": OWNERS_ACT,
    "GET /commandes": PAGE,
    "GET /commandes/{order_id}": PAGE,
    "POST /commandes/{order_id}/suivi": ACT,
    "POST /echanges/{exchange_id}/recu": ACT,
    "POST /retractations/{withdrawal_id}/recu": ACT,
    "POST /retours/{parcel_id}/annuler": ACT,
    "POST /etiquettes/{action_id}/refaire": ACT,
    "GET /etiquettes/{document_id}": PAGE,
    "GET /connaissances": PAGE,
    "POST /connaissances": ACT,
    "POST /connaissances/lacune": ACT,
    "POST /connaissances/lacune/reprendre": ACT,
    "POST /connaissances/{knowledge_id}": ACT,
    "POST /connaissances/{knowledge_id}/supprimer": ACT,
    "GET /publications": PAGE,
    "POST /publications": ACT,
    "POST /publications/{post_id}/produit": ACT,
    "POST /publications/{post_id}/cacher": ACT,
    "POST /publications/{post_id}/supprimer": ACT,
    "POST /publications/{post_id}/remettre": ACT,
    "GET /autonomie": PAGE,
    "POST /autonomie/{skill}/niveau": OWNERS_ACT,
    "POST /autonomie/{skill}/accepter": OWNERS_ACT,
    "POST /autonomie/{skill}/refuser": OWNERS_ACT,
    "GET /bienvenue": OWNERS_PAGE,
    "GET /bienvenue/horaires": OWNERS_PAGE,
    "POST /bienvenue/horaires": OWNERS_ACT,
    "GET /bienvenue/canal": OWNERS_PAGE,
    "GET /bienvenue/essai": OWNERS_PAGE,
    "GET /bienvenue/marche": OWNERS_PAGE,
    "GET /bienvenue/articles/modele.csv": OWNERS_PAGE,
    "POST /bienvenue/etapes/{step}": OWNERS_ACT,
    "POST /bienvenue/marche": OWNERS_ACT,
    "GET /bienvenue/articles": OWNERS_PAGE,
    "POST /bienvenue/articles": OWNERS_ACT,
    "POST /bienvenue/articles/colonnes": OWNERS_ACT,
    "POST /bienvenue/articles/importer": OWNERS_ACT,
    "POST /bienvenue/articles/abandonner": OWNERS_ACT,
    "POST /bienvenue/articles/demonstration": OWNERS_ACT,
    "GET /bienvenue/ouvrir/{token}": OPEN,
    "POST /bienvenue/ouvrir/{token}": OPEN,
    "GET /reglages": PAGE,
    "GET /reglages/membres": OWNERS_PAGE,
    "POST /reglages/membres": OWNERS_ACT,
    "POST /reglages/membres/{member_id}/role": OWNERS_ACT,
    "POST /reglages/membres/{member_id}/lien": OWNERS_ACT,
    "POST /reglages/membres/{member_id}/telephone": OWNERS_ACT,
    "POST /reglages/membres/{member_id}/telephone/code": OWNERS_ACT,
    "POST /reglages/membres/{member_id}/retirer": OWNERS_ACT,
    "GET /reglages/connexions": OWNERS_PAGE,
    "GET /reglages/connexions/{adapter}": OWNERS_PAGE,
    "POST /reglages/connexions/{adapter}": OWNERS_ACT,
    "POST /reglages/connexions/{adapter}/essayer": OWNERS_ACT,
    "POST /reglages/connexions/{adapter}/retirer": OWNERS_ACT,
    "GET /reglages/canaux/{channel_id}": OWNERS_PAGE,
    "GET /reglages/canaux/{channel_id}/recu": OWNERS_PART,
    "POST /reglages/canaux/{channel_id}": OWNERS_ACT,
    "POST /reglages/canaux/{channel_id}/essayer": OWNERS_ACT,
    "GET /reglages/canaux/{channel_id}/retirer": OWNERS_PAGE,
    "POST /reglages/canaux/{channel_id}/retirer": OWNERS_ACT,
    "POST /reglages/canaux/{channel_id}/pause": OWNERS_ACT,
    "POST /reglages/canaux/{channel_id}/reprendre": OWNERS_ACT,
    "POST /reglages/etablissement/telephone": OWNERS_ACT,
    "POST /reglages/etablissement/telephone/code": OWNERS_ACT,
    "POST /reglages/etablissement/telephone/oublier": OWNERS_ACT,
    "GET /reglages/{matter}": PAGE,
    "POST /reglages/apercu": OWNERS_ACT,
    "POST /reglages/{matter}": OWNERS_ACT,
    "POST /reglages/{matter}/fichier": OWNERS_ACT,
}
# A row of ours, by the name of its number in a path.
ROWS = {
    "channel_id": "select max(id) from channel",
    "conversation_id": "select min(id) from conversation",
    "hold_id": "select min(id) from hold",
    "action_id": "select min(id) from action where kind = 'hold.place'",
    "merge_id": "select min(id) from merge",
    "piece_id": "select min(id) from attachment",
    "commitment_id": "select min(id) from commitment",
    "script_id": "select min(id) from trial_script",
    "member_id": "select min(id) from member where name = 'Alice'",
    "session_id": "select min(id) from session",
    "draft_id": "select min(id) from draft",
    "saved_id": "select min(id) from saved_reply",
    "device_id": "select min(id) from push_subscription",
    "contact_id": "select contact_id from conversation order by id limit 1",
    "order_id": "select min(id) from orders",
    "address_id": "select min(id) from address",
    "exchange_id": "select min(id) from exchange",
    "withdrawal_id": "select min(id) from withdrawal",
    "parcel_id": "select min(id) from parcel_back",
    "document_id": "select min(id) from document",
    "knowledge_id": "select min(id) from knowledge",
    "post_id": "select min(id) from post",
    "message_id": "select min(id) from message where html <> ''",
}
FIELDS = {"text": "Bonjour", "draft_id": 1, "seen": 0, "until": "2025-01-18T18:00",
          "member_id": 0, "message_id": 1, "name": "Merci", "kind": "sms",
          "turn_id": 1, "matter": "regles", "notes": "x", "address_id": 1, "stop": "true",
          "proof": "au téléphone",
          "understood": "true", "other_id": 1}  # fmt: skip
INSIDE = sorted(route for route, kind in TABLE.items() if kind != OPEN)
# Words of ours in a path, the same in every shop.
WORDS = {"skill": "hold", "step": "articles", "matter": "regles", "adapter": "laposte"}
OF_A_ROW = [r for r in INSIDE if set(re.findall("{([a-z_]+)}", r)) - set(WORDS)]


def every_route(routes: list[Any]) -> Iterator[str]:
    """Method and path, those of included routers too."""
    for route in routes:
        if hasattr(route, "methods"):
            yield from (f"{method} {route.path}" for method in route.methods)
        else:
            prefix = route.include_context.prefix
            for name in every_route(route.original_router.routes):
                method, _, path = name.partition(" ")
                yield f"{method} {prefix}{path}"


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """Of this module alone: each of its acts is done to the end."""
    opened = open_shop(shared_database, full=True)
    opened.hears("Bonjour, la robe fleurie bleue RF-2847, vous l'avez en 38 ?")
    opened.hears("Oui merci ! Je passe ce soir vers 17h !")
    return opened


@pytest.fixture(scope="module")
def rows(shop: Shop, julie: int) -> dict[str, int]:
    """Real ones, of the shop."""
    shop.execute(
        "insert into attachment (message_id, name, media_type, content)"
        " select min(id), 'robe.png', 'image/png', 'x' from message"
    )
    shop.execute(
        "insert into saved_reply (name, text, by_member, at) values ('Oui', 'Oui', 'Alice', now())"
    )
    shop.drafts(julie, "Bonjour")
    shop.execute(
        "insert into trial_script (name, script, replies, by_member, made_at)"
        " values ('x', '{start: 2025-01-16T10:15, turns: []}', '{}', 'x', now())"
    )
    shop.execute("update message set html = '<p>Bonjour</p>' where seq = 1")
    shop.execute(
        "insert into withdrawal (order_id, contact_id, declared_at, send_back_by)"
        " select id, contact_id, now(), now() from orders where number = '2847'"
    )
    shop.execute(
        "insert into exchange (number, order_id, position, to_variant_id, contact_id, opened_at)"
        " select 'E-2847-1', o.id, 1, v.id, o.contact_id, now() from orders o, variant v"
        " where o.number = '2847' and v.sku = 'PN-118-38'"
    )
    shop.execute(
        "insert into parcel_back (exchange_id, by_member, at)"
        " select min(id), 'Alice', now() from exchange"
    )
    shop.execute(
        "insert into document (token_hash, kind, name, content, created_at, expires_at)"
        " values ('x', 'return_label', 'x', 'x', now(), now())"
    )
    shop.employs("Alice", "owner")
    shop.execute(
        "insert into push_subscription (member_id, session_id, device, endpoint, secrets,"
        " created_at) select member_id, id, 'x', 'https://push.example.net/x', '', created_at"
        " from session order by id limit 1"
    )
    with shop.desk.transaction() as connection:
        (contact,) = connection.execute("select min(id) from contact").fetchone() or (0,)
        merges.propose(
            connection, from_contact_id=contact, into_contact_id=contact + 1, reason="x",
            at=shop.desk.now(),
        )  # fmt: skip
    return {name: int(str(shop.execute(sql)[0][0])) for name, sql in ROWS.items()}


def call(caller: Caller, route: str, rows: dict[str, int]) -> tuple[int, str]:
    """Status and target; a stream is left as soon as it begins."""
    method, _, path = route.partition(" ")
    for name, word in WORDS.items():
        path = path.replace(f"{{{name}}}", word)
    for name in re.findall("{([a-z_]+)}", path):
        assert name in rows, f"say in ROWS what a foreign {name} is"
        path = path.replace(f"{{{name}}}", str(rows[name]))
    if path not in ("/events", "/essayer/events"):
        answer = caller.get(path) if method == "GET" else caller.post(path, **FIELDS)
        return answer.status_code, answer.headers.get("location", "")
    with caller.http.stream("GET", path, headers=caller.cookie()) as stream:
        return stream.status_code, ""


def test_the_table_names_every_route_and_only_routes(shop: Shop) -> None:
    assert sorted(every_route(web_app(shop).routes)) == sorted(TABLE)


@pytest.mark.parametrize("route", INSIDE)
def test_a_stranger_is_refused(stranger: Caller, rows: dict[str, int], route: str) -> None:
    status, target = call(stranger, route, rows)
    assert status == STRANGER[TABLE[route]]
    assert target.startswith("/login") == (status == 303)


@pytest.mark.parametrize("route", OF_A_ROW)
def test_the_owner_next_door_finds_no_row_of_ours(
    charlie: Caller, rows: dict[str, int], route: str
) -> None:
    assert call(charlie, route, rows)[0] == 404


@pytest.mark.parametrize("route", INSIDE)
def test_the_staff_enter_where_the_owner_alone_is_not_meant(
    shop: Shop, stranger: Caller, rows: dict[str, int], route: str
) -> None:
    """A session of its own for each: some of these acts end it."""
    status, target = call(Caller(stranger.http, shop.employs("Marine", "staff")), route, rows)
    if TABLE[route] in (OWNERS_PAGE, OWNERS_PART, OWNERS_ACT):
        assert status == 403
    else:
        assert status not in (401, 403, 500)
        assert not target.startswith("/login") or route == "POST /logout"


@pytest.mark.parametrize("route", INSIDE)
def test_the_owner_enters_everywhere(
    shop: Shop, stranger: Caller, rows: dict[str, int], route: str
) -> None:
    status, _ = call(Caller(stranger.http, shop.employs("Emma", "owner")), route, rows)
    assert status not in (401, 403, 500)
