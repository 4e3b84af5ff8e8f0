"""A forgotten password: the link works once, for half an hour, and asking for it tells nothing."""

import re
from collections.abc import Iterator

import httpx
import pytest

from coccinelle.engine.business import membership
from coccinelle.kit.link_token import new_token as new_link
from coccinelle.store import channels
from coccinelle.web.access.sessions import form_token, new_token
from tests.web.access.test_login import log_in
from tests.web.conftest import PASSWORD, Caller, Shop, serving, web_app
from tests.web.reading import text_of

NEW = "un tout nouveau mot"


@pytest.fixture(scope="module")
def http(shop: Shop) -> Iterator[httpx.Client]:
    """A shop that can write e-mails."""
    with shop.desk.transaction() as connection:
        if channels.of_kind(connection, "email") is None:
            channels.add(
                connection, kind="email", adapter="email_resend", key=f"mail-{shop.id}",
                address="bonjour@example.org", settings={}, secrets=None,
            )  # fmt: skip
    with serving(web_app(shop)) as client:
        yield client


@pytest.fixture
def email(shop: Shop) -> str:
    shop.employs("Emma", "staff")
    return f"emma-{shop.id}@example.org"


def send(
    http: httpx.Client, path: str, address: str = "192.0.2.1", **fields: str
) -> httpx.Response:
    """As a visitor's form."""
    visitor = new_token()
    return http.post(
        path,
        data={"form_token": form_token(visitor), **fields},
        headers={"cookie": f"visitor={visitor}", "x-forwarded-for": address},
    )


def link_to(shop: Shop, email: str) -> str:
    link = membership.password_link(shop.desk, email)
    assert link
    return "/mot-de-passe/" + link.rpartition("/")[2]


def test_the_link_comes_by_the_shops_own_e_mail_and_is_kept_nowhere(
    shop: Shop, http: httpx.Client, email: str, eventually
) -> None:  # type: ignore[no-untyped-def]
    send(http, "/mot-de-passe-oublie", email=email.upper())
    eventually(lambda: any(one.recipient == email for one in shop.sent))
    words = next(one.text for one in shop.sent if one.recipient == email)
    token = re.search(r"/mot-de-passe/(\S+)", words)
    assert token
    assert http.get(f"/mot-de-passe/{token[1]}").status_code == 200
    kept = shop.execute("select count(*) from message where text like %s", f"%{token[1]}%")
    assert kept == [(0,)]


def test_whether_the_address_is_known_is_not_told(http: httpx.Client, email: str) -> None:
    known = send(http, "/mot-de-passe-oublie", "192.0.2.2", email=email)
    unknown = send(http, "/mot-de-passe-oublie", "192.0.2.2", email="personne@example.org")
    assert known.status_code == unknown.status_code == 200
    assert text_of(known.text) == text_of(unknown.text)


def test_links_are_not_sent_without_end(http: httpx.Client) -> None:
    asked = [
        send(http, "/mot-de-passe-oublie", f"192.0.2.{n}", email="lea@example.org").status_code
        for n in range(10, 14)
    ]
    assert asked == [200, 200, 200, 429]


def test_a_link_that_is_looked_at_is_not_used(shop: Shop, http: httpx.Client, email: str) -> None:
    link = link_to(shop, email)
    for _ in range(3):
        assert http.get(link).status_code == 200
    assert send(http, link, wanted=NEW).status_code == 303


def test_a_link_opens_once_and_ends_every_session(
    shop: Shop, http: httpx.Client, email: str
) -> None:
    before = Caller(http, shop.employs("Emma", "staff"))
    link = link_to(shop, email)
    assert send(http, link, wanted=NEW).headers["location"] == "/login"
    assert before.get("/fil").status_code == 401
    assert log_in(Caller(http), email, NEW, "192.0.2.30").status_code == 303
    assert log_in(Caller(http), email, PASSWORD, "192.0.2.30").status_code == 401
    assert http.get(link).status_code == 410
    assert send(http, link, wanted=f"{NEW} encore").status_code == 410
    assert log_in(Caller(http), email, NEW, "192.0.2.31").status_code == 303


def test_a_link_dies_after_half_an_hour_and_when_another_is_asked_for(
    shop: Shop, http: httpx.Client, email: str
) -> None:
    first, second = link_to(shop, email), link_to(shop, email)
    assert [http.get(one).status_code for one in (first, second)] == [410, 200]
    shop.execute("update password_reset set expires_at = now() - interval '1 second'")
    assert send(http, second, wanted=NEW).status_code == 410


@pytest.mark.parametrize("token", ["x", f"1.{'a' * 22}", f"zzzzzz.{'a' * 22}"])
def test_a_guessed_link_opens_nothing(http: httpx.Client, token: str) -> None:
    assert http.get(f"/mot-de-passe/{token}").status_code == 410
    assert send(http, f"/mot-de-passe/{token}", wanted=NEW).status_code == 410


def test_a_link_of_another_business_does_not_open_ones_own(
    shop: Shop, next_door: Shop, http: httpx.Client, email: str
) -> None:
    secret = link_to(shop, email).partition(".")[2]
    other = membership.password_link(next_door.desk, email)
    assert other is None
    scope = new_link(next_door.id).partition(".")[0]
    assert http.get(f"/mot-de-passe/{scope}.{secret}").status_code == 410


def test_a_short_password_is_refused_and_the_link_stays(
    shop: Shop, http: httpx.Client, email: str
) -> None:
    link = link_to(shop, email)
    assert send(http, link, wanted="court").status_code == 409
    assert http.get(link).status_code == 200
