"""What was just done is said on the page it leads to, once, in the member's language."""

import re

import pytest

from coccinelle.web.access.audience import AUDIENCES
from coccinelle.web.done import DONE
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of

# Their pages show what they did, or tell it by themselves.
SHOWN = {
    "POST /logout", "POST /compte/notifications/email",
    "POST /bienvenue/marche",
    "POST /bienvenue/etapes/{step}", "POST /bienvenue/horaires", "POST /bienvenue/articles",
    "POST /bienvenue/articles/colonnes", "POST /bienvenue/articles/importer",
    "POST /bienvenue/articles/demonstration", "POST /fiches/{merge_id}/reunir",
    "POST /fiches/{merge_id}/separer",
    "POST /reglages/membres", "POST /reglages/membres/{member_id}/lien",
    "POST /publications/{post_id}/cacher", "POST /publications/{post_id}/supprimer",
    "POST /publications/{post_id}/remettre",
}  # fmt: skip
SHOW_IT = re.compile(
    r"POST /(?:conversations|reglages/connexions|reglages/canaux|reglages/\{matter\}|essayer"
    r"|reglages/etablissement"
    r"|reglages/apercu"
    r"|clients/\{contact_id\}/(?:export|effacer|reunir)).*"
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
    page = caller.led(answer)
    assert "Stock corrigé." in text_of(page.text)
    assert 'done=""' in page.headers["set-cookie"]
    assert "Stock corrigé." not in caller.get(answer.headers["location"]).text


@pytest.mark.parametrize("word", ["POST%20/nowhere", "%3Cscript%3E", "x" * 3000])
def test_nobody_puts_words_on_our_pages(alice: Caller, word: str) -> None:
    page = alice.http.get("/compte", headers={"cookie": f"session={alice.token}; done={word}"})
    assert page.status_code == 200
    assert 'id="word"' not in page.text


def test_it_is_in_no_address_and_survives_what_leads_on(
    shop: Shop, alice: Caller, julie: int
) -> None:
    """The card that was moved leads to the one it is part of now."""
    ((kept,),) = shop.execute("select contact_id from conversation where id = %s", julie)
    other = shop.hears("Bonjour, vos horaires ?", "+33639980877")
    ((moved,),) = shop.execute("select contact_id from conversation where id = %s", other)
    answer = alice.post(f"/clients/{kept}/reunir", other_id=moved)
    assert "?" not in answer.headers["location"]
    word = answer.headers["set-cookie"].partition(";")[0]
    on = alice.get(f"/clients/{moved}", cookie=f"session={alice.token}; {word}")
    assert (on.status_code, "set-cookie" in on.headers) == (303, False)
    assert "n'en font plus qu'une" in text_of(alice.led(answer).text)


def test_what_was_not_done_is_said_otherwise(alice: Caller, julie: int, shop: Shop) -> None:
    ((who,),) = shop.execute("select contact_id from conversation where id = %s", julie)
    page = alice.led(alice.post(f"/clients/{who}/adresses", value="pas une adresse")).text
    assert "n'est pas valable" in text_of(page)
    assert 'class="notice green word"' not in page


@pytest.mark.parametrize("about", ["0", "-1", "x", "9" * 40])
def test_a_number_in_the_cookie_is_a_number_of_ours_or_none(
    alice: Caller, julie: int, shop: Shop, about: str
) -> None:
    ((who,),) = shop.execute("select contact_id from conversation where id = %s", julie)
    page = alice.get(f"/clients/{who}", cookie=f"session={alice.token}; done=separees~{about}")
    assert page.status_code == 200
    assert "Réunir de nouveau" not in page.text


def test_what_was_refused_leaves_no_word(alice: Caller) -> None:
    assert "set-cookie" not in alice.post("/stock", sku="nothing", on_hand=1).headers


@pytest.mark.parametrize("path", ["/clients", "/reglages/horaires", "/journal", "/compte"])
def test_the_page_one_is_on_is_marked_where_one_goes_from(alice: Caller, path: str) -> None:
    """Of those behind « Plus » too; one's own page has no entry there."""
    section = path.removesuffix("/horaires")
    marked = re.findall(r'<a href="([^"]+)" aria-current="page"', alice.get(path).text)
    assert marked == ([] if path == "/compte" else [section])
