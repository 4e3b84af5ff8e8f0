"""The customer's page: a link opened says nothing, a button pressed says it once."""

from datetime import timedelta

import pytest

from coccinelle.core.satisfaction import LINK_LIFE
from coccinelle.kit.link_token import new_token, token_hash
from coccinelle.store import satisfaction
from coccinelle.web.access.sessions import form_token
from coccinelle.web.edge.forms import TOKEN_FIELD
from tests.web.conftest import Caller, Shop

VISITOR = "v" * 43


def asked(shop: Shop, julie: int, age: timedelta = timedelta()) -> str:
    token = new_token(shop.id)
    contact = shop.execute("select contact_id from conversation where id = %s", julie)[0][0]
    with shop.desk.transaction() as connection:
        satisfaction.ask(
            connection, contact_id=int(str(contact)), conversation_id=julie, turn_id=None,
            token_hash=token_hash(token), at=shop.desk.now() - age,
        )  # fmt: skip
    return token


def mark(shop: Shop, token: str) -> object:
    return shop.execute("select score from satisfaction where token_hash = %s", token_hash(token))[
        0
    ][0]


def press(stranger: Caller, path: str) -> int:
    fields: dict[str, object] = {TOKEN_FIELD: form_token(VISITOR)}
    return stranger.send(path, fields, cookie=f"visitor={VISITOR}").status_code


def test_a_link_that_a_scanner_opens_says_nothing(shop: Shop, stranger: Caller, julie: int) -> None:
    token = asked(shop, julie)
    page = stranger.get(f"/avis/{token}/non")
    assert (page.status_code, "Confirmer : non" in page.text) == (200, True)
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert (page.headers["referrer-policy"], page.headers["cache-control"]) == (
        "no-referrer", "no-store",
    )  # fmt: skip
    assert mark(shop, token) is None


def test_the_button_counts_once(shop: Shop, stranger: Caller, julie: int) -> None:
    token = asked(shop, julie)
    assert [press(stranger, f"/avis/{token}/{said}") for said in ("non", "oui")] == [200, 200]
    assert mark(shop, token) == 1
    assert "Merci" in stranger.get(f"/avis/{token}/oui").text
    told = "select count(*) from notification where text ~ 'pas satisfait'"
    assert shop.execute(told) == [(1,)]


def test_a_form_from_elsewhere_is_refused(shop: Shop, stranger: Caller, julie: int) -> None:
    token = asked(shop, julie)
    answer = stranger.send(f"/avis/{token}/oui", {}, cookie=f"visitor={VISITOR}")
    assert (answer.status_code, mark(shop, token)) == (403, None)


@pytest.mark.parametrize(("early", "status"), [(1, 200), (0, 410)])
def test_a_link_ends(shop: Shop, stranger: Caller, julie: int, early: int, status: int) -> None:
    token = asked(shop, julie, LINK_LIFE - timedelta(minutes=early))
    assert stranger.get(f"/avis/{token}/oui").status_code == status
    assert press(stranger, f"/avis/{token}/oui") == status


def test_a_link_of_another_business_or_one_letter_off_opens_nothing(
    shop: Shop, next_door: Shop, stranger: Caller, julie: int
) -> None:
    secret = asked(shop, julie).partition(".")[2]
    scope = new_token(next_door.id).partition(".")[0]
    business = new_token(shop.id).partition(".")[0]
    off = ("A" if secret[0] != "A" else "B") + secret[1:]
    for token in (f"{scope}.{secret}", f"{business}.{off}", f"zzzzzz.{secret}", "x", "%00.%00"):
        assert stranger.get(f"/avis/{token}/oui").status_code == 404
        assert press(stranger, f"/avis/{token}/oui") == 404


def test_another_word_is_no_mark(shop: Shop, stranger: Caller, julie: int) -> None:
    assert stranger.get(f"/avis/{asked(shop, julie)}/peut-etre").status_code in (404, 422)
