"""What is refused is said in the reader's own language, and leads on."""

import pytest

from coccinelle.connecting import Connecting
from coccinelle.store.database import WAIT_SECONDS, Database
from coccinelle.web.app import WebParts, create_app
from tests.web.conftest import PUBLIC_URL, Caller, Shop, serving
from tests.web.reading import text_of


@pytest.fixture(scope="module")
def lea(shop: Shop, alice: Caller) -> Caller:
    """Of the staff, who reads English."""
    caller = Caller(alice.http, shop.employs("Léa", "staff"))
    assert caller.post("/compte/langue", language="en").status_code == 303
    return caller


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/nowhere", 404, "This page does not exist"),
        ("/logout", 405, "This address is not used that way"),
        ("/clients/999999", 404, "This page does not exist"),
        ("/journal", 403, "This page is not for you"),
    ],
)
def test_a_refused_page_speaks_the_members_language(
    lea: Caller, path: str, status: int, sentence: str
) -> None:
    answer = lea.get(path, **{"accept-language": "fr"})
    assert answer.status_code == status
    assert sentence in text_of(answer.text)
    assert "Inbox" in text_of(answer.text)


def test_a_form_that_is_too_long_is_refused_in_the_members_language(lea: Caller) -> None:
    answer = lea.send("/compte/langue", {"form_token": "x" * 70_000})
    assert answer.status_code == 413
    assert "Too long" in answer.text


def test_what_can_no_longer_be_done_is_said_in_the_members_language(lea: Caller) -> None:
    answer = lea.post("/essayer/avancer", step="hour")
    assert answer.status_code == 409
    assert "The trial is to be prepared" in text_of(answer.text)


def test_a_stranger_is_refused_in_the_language_of_the_browser(stranger: Caller) -> None:
    assert "Page not found" in stranger.get("/nowhere", **{"accept-language": "en"}).text
    assert "Page introuvable" in stranger.get("/nowhere").text


@pytest.mark.parametrize("path", ["/commandes/abc", "/clients/0", "/pieces/99999999999999999999"])
def test_an_address_that_is_no_number_is_a_page_that_is_not_there(alice: Caller, path: str) -> None:
    answer = alice.get(path)
    assert answer.status_code == 404
    assert "Page introuvable" in answer.text


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/clients/999999", "/clients"), ("/clients/999999/notes", "/clients/999999"),
        ("/commandes/999999", "/commandes"), ("/conversations/999999", "/"),
        ("/reglages/connexions/rien", "/reglages"), ("/autonomie/rien", "/autonomie"),
        ("/compte/notifications/rien", "/compte/notifications"), ("//evil.example", "/"),
    ],
)  # fmt: skip
def test_a_refusal_leads_to_the_page_above_and_never_back_to_itself(
    alice: Caller, path: str, back: str
) -> None:
    assert (
        f'class="button" href="{back}"'
        in alice.http.get(
            f"{str(alice.http.base_url).rstrip('/')}{path}", headers=alice.cookie()
        ).text
    )


def test_without_the_database_a_page_says_so_and_nothing_more(shop: Shop, app_url: str) -> None:
    closed = Database(app_url).open()
    closed.close()
    parts = WebParts(closed, shop.place.desk, PUBLIC_URL, Connecting(shop.place))
    with serving(create_app(parts)) as http:
        caller = Caller(http, shop.employs("Marine", "owner"))
        pages = [caller.get(path) for path in ("/", "/reglages", "/nowhere")]
        act = caller.post("/pause")
    assert [page.status_code for page in pages] == [503, 503, 404]
    assert "rien n'a été perdu" in text_of(pages[0].text)
    assert act.status_code == 503
    assert "psycopg" not in pages[0].text + act.text


def test_a_page_gives_up_on_a_database_that_does_not_answer_before_a_message_does(
    shop: Shop, app_url: str
) -> None:
    token, database = shop.employs("Julie", "owner"), Database(app_url, size=1).open()
    parts = WebParts(database, shop.place.desk, PUBLIC_URL, Connecting(shop.place))
    with serving(create_app(parts)) as http, database.transaction(shop.id):  # the only connection
        page = Caller(http, token).get("/clients")
    database.close()
    assert page.status_code == 503
    assert "Momentanément indisponible" in page.text
    assert page.elapsed.total_seconds() < WAIT_SECONDS
