"""The one-time link of an empty installation makes the shop and its owner, once."""

from collections.abc import Iterator

import pytest

from coccinelle.engine import first_run
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.store import businesses
from coccinelle.store.database import Database
from coccinelle.web.forms import TOKEN_FIELD
from coccinelle.web.sessions import form_token
from tests.web.conftest import PASSWORD, Caller, Shop, serving, web_app
from tests.web.reading import text_of

FORM = {"name": "Élégance Paris", "sector": "boutique", "owner_name": "Sarah",
        "owner_email": "Sarah@example.org", "password": PASSWORD}  # fmt: skip
VISITOR = "v" * 43


@pytest.fixture
def visitor(empty: Database) -> Iterator[Caller]:
    place = Installation(Settings(), empty, Seal((bytes(32),)))
    with serving(web_app(Shop(place, 0, []))) as http:
        yield Caller(http)


def link_of(empty: Database) -> str:
    link = first_run.setup_link(empty, "http://x")
    assert link is not None
    return link.removeprefix("http://x")


def opens(visitor: Caller, link: str, **change: str) -> int:
    fields = {TOKEN_FIELD: form_token(VISITOR), **FORM, **change}
    return visitor.send(link, dict(fields), cookie=f"visitor={VISITOR}").status_code


def test_the_link_makes_the_shop_and_lets_its_owner_in(visitor: Caller, empty: Database) -> None:
    link = link_of(empty)
    assert "Bienvenue" in visitor.get(link).text
    fields = {TOKEN_FIELD: form_token(VISITOR), **FORM}
    answer = visitor.send(link, dict(fields), cookie=f"visitor={VISITOR}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/bienvenue")
    session = answer.cookies["session"]
    page = Caller(visitor.http, session).get("/bienvenue")
    assert "Bienvenue chez Élégance Paris" in text_of(page.text)


def test_it_is_used_once(visitor: Caller, empty: Database) -> None:
    link = link_of(empty)
    assert opens(visitor, link) == 303
    assert opens(visitor, link, name="Autre") == 410
    assert visitor.get(link).status_code == 410
    assert [slug for _, slug in businesses.known(empty)] == ["elegance-paris"]
    assert first_run.setup_link(empty, "http://x") is None


def test_a_newer_link_takes_the_place_of_the_former(visitor: Caller, empty: Database) -> None:
    former, newer = link_of(empty), link_of(empty)
    assert opens(visitor, former) == 410
    assert opens(visitor, newer) == 303


@pytest.mark.parametrize(
    ("change", "status"),
    [({"owner_email": "sarah"}, 422), ({"password": "court"}, 422), ({"sector": "magie"}, 422),
     ({"name": "!!!"}, 422), ({"name": ""}, 422)],
)  # fmt: skip
def test_what_cannot_be_makes_nothing(
    visitor: Caller, empty: Database, change: dict[str, str], status: int
) -> None:
    assert opens(visitor, link_of(empty), **change) == status
    assert businesses.known(empty) == ()


def test_a_guessed_link_opens_nothing(visitor: Caller, empty: Database) -> None:
    link_of(empty)
    assert opens(visitor, "/bienvenue/ouvrir/1.AAAAAAAAAAAAAAAAAAAAAA") == 410
    assert visitor.get("/bienvenue/ouvrir/nimporte").status_code == 410


def test_a_form_of_another_site_makes_nothing(visitor: Caller, empty: Database) -> None:
    answer = visitor.send(link_of(empty), dict(FORM), cookie=f"visitor={VISITOR}")
    assert answer.status_code == 403
    assert businesses.known(empty) == ()
