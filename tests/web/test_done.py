"""What was just done is said on the page it leads to, once, in the member's language."""

import re

import pytest

from coccinelle.web.access.audience import AUDIENCES
from coccinelle.web.done import DONE
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

# Their pages show what they did, or tell it by themselves.
SHOWN = {
    "POST /logout", "POST /compte/notifications/essai", "POST /compte/notifications/email",
    "POST /bienvenue/marche",
    "POST /bienvenue/etapes/{step}", "POST /bienvenue/horaires", "POST /bienvenue/articles",
    "POST /bienvenue/articles/colonnes", "POST /bienvenue/articles/importer",
    "POST /bienvenue/articles/demonstration", "POST /fiches/{merge_id}/reunir",
    "POST /fiches/{merge_id}/separer", "POST /commandes/{order_id}/suivi",
    "POST /reglages/membres", "POST /reglages/membres/{member_id}/lien",
    "POST /publications/{post_id}/cacher", "POST /publications/{post_id}/supprimer",
    "POST /publications/{post_id}/remettre",
}  # fmt: skip
SHOW_IT = re.compile(
    r"POST /(?:conversations|reglages/connexions|reglages/canaux|reglages/\{matter\}|essayer"
    r"|reglages/apercu"
    r"|clients/\{contact_id\}/(?:notes|fiche|adresses|export|effacer|reunir)).*"
)


def test_each_act_of_a_member_is_said_or_seen() -> None:
    acts = {
        route
        for route, audience in AUDIENCES.items()
        if route.startswith("POST") and audience.roles and not audience.is_quiet
    }
    assert set(DONE) <= acts
    silent = {act for act in acts - set(DONE) - SHOWN if not SHOW_IT.fullmatch(act)}
    assert silent == set()


def test_it_is_said_once(shop: Shop, stranger: Caller) -> None:
    caller = Caller(stranger.http, shop.employs("Léa", "owner"))
    caller.post("/compte/langue", language="fr")  # whoever she was in another test
    answer = caller.post("/stock", sku="PF-229-38", on_hand=4)
    word = answer.headers["set-cookie"].partition(";")[0]
    both = {"cookie": f"session={caller.token}; {word}"}
    page = caller.http.get(answer.headers["location"], headers=both)
    assert "Stock corrigé." in text_of(page.text)
    assert 'done=""' in page.headers["set-cookie"]
    assert "Stock corrigé." not in caller.get(answer.headers["location"]).text


@pytest.mark.parametrize("word", ["POST%20/nowhere", "%3Cscript%3E", "x" * 3000])
def test_nobody_puts_words_on_our_pages(alice: Caller, word: str) -> None:
    page = alice.http.get("/compte", headers={"cookie": f"session={alice.token}; done={word}"})
    assert page.status_code == 200
    assert 'id="word"' not in page.text


def test_what_was_refused_leaves_no_word(alice: Caller) -> None:
    assert "set-cookie" not in alice.post("/stock", sku="nothing", on_hand=1).headers


@pytest.mark.parametrize("path", ["/clients", "/reglages/horaires", "/journal", "/compte"])
def test_the_page_one_is_on_is_marked_where_one_goes_from(alice: Caller, path: str) -> None:
    """Of those behind « Plus » too; one's own page has no entry there."""
    section = path.removesuffix("/horaires")
    marked = re.findall(r'<a href="([^"]+)" aria-current="page"', alice.get(path).text)
    assert marked == ([] if path == "/compte" else [section])
