"""The one-time link of an empty installation makes the shop and its owner, once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from coccinelle.core.business import Business
from coccinelle.engine.business import first_run
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.store import businesses
from coccinelle.store.database import Database
from coccinelle.web.access.sessions import form_token
from coccinelle.web.edge.forms import TOKEN_FIELD
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


def sends(visitor: Caller, link: str, **change: str) -> httpx.Response:
    fields = {TOKEN_FIELD: form_token(VISITOR), **FORM, **change}
    return visitor.send(link, dict(fields), cookie=f"visitor={VISITOR}")


def opens(visitor: Caller, link: str, **change: str) -> int:
    return sends(visitor, link, **change).status_code


def opened(empty: Database) -> Business:
    ((business_id, _),) = businesses.known(empty)
    with empty.transaction(business_id) as connection:
        return businesses.current(connection)


def is_paused(empty: Database) -> bool:
    with empty.transaction(opened(empty).id) as connection:
        return businesses.pause(connection) is not None


def test_the_link_makes_the_shop_and_lets_its_owner_in(visitor: Caller, empty: Database) -> None:
    link = link_of(empty)
    assert "Bienvenue" in visitor.get(link).text
    answer = sends(visitor, link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/bienvenue/horaires")
    session = answer.cookies["session"]
    page = Caller(visitor.http, session).get("/bienvenue")
    assert "Bienvenue chez Élégance Paris" in text_of(page.text)


def test_who_opens_it_in_english_goes_on_in_english(visitor: Caller, empty: Database) -> None:
    link = link_of(empty)
    fields = {TOKEN_FIELD: form_token(VISITOR), **FORM}
    english = {"cookie": f"visitor={VISITOR}", "accept-language": "en-GB,en"}
    answer = visitor.send(link, dict(fields), **english)
    page = Caller(visitor.http, answer.cookies["session"]).get("/bienvenue")
    assert "Welcome to Élégance Paris" in text_of(page.text)


def test_the_trade_and_the_zone_are_those_of_the_form(visitor: Caller, empty: Database) -> None:
    opens(visitor, link_of(empty), sector="garage", timezone="Indian/Reunion")
    business = opened(empty)
    assert (business.sector, business.zone.key) == ("garage", "Indian/Reunion")


def test_nobody_is_written_to_before_it_is_switched_on(visitor: Caller, empty: Database) -> None:
    answer = sends(visitor, link_of(empty))
    owner = Caller(visitor.http, answer.cookies["session"])
    assert "Mise en route : 0 sur 5" in text_of(owner.get("/").text)
    assert is_paused(empty)
    owner.post("/bienvenue/marche", mode="draft")
    assert not is_paused(empty)
    assert "Mise en route" not in text_of(owner.get("/").text)


def test_the_hours_of_the_trade_are_proposed(visitor: Caller, empty: Database) -> None:
    answer = sends(visitor, link_of(empty), sector="garage")
    page = Caller(visitor.http, answer.cookies["session"]).get("/bienvenue/horaires").text
    assert 'name="monday.2.from" value="14:00"' in page
    assert 'name="saturday.1.from" value=""' in page


def test_what_was_written_is_there_again_after_a_fault(visitor: Caller, empty: Database) -> None:
    page = sends(visitor, link_of(empty), password="court").text
    assert "Un mot de passe a au moins 10 caractères." in text_of(page)
    assert 'value="Élégance Paris"' in page
    assert 'value="Sarah@example.org"' in page
    assert "court" not in page


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
     ({"name": "!!!"}, 422), ({"name": ""}, 422), ({"owner_name": "  "}, 422),
     ({"owner_email": ""}, 422), ({"timezone": "Mars/Olympe"}, 422), ({"name": "x" * 101}, 422)],
)  # fmt: skip
def test_what_cannot_be_makes_nothing(
    visitor: Caller, empty: Database, change: dict[str, str], status: int
) -> None:
    assert opens(visitor, link_of(empty), **change) == status
    assert businesses.known(empty) == ()


def test_a_link_is_of_a_day(visitor: Caller, empty: Database) -> None:
    link = link_of(empty)
    with empty.routing() as connection, connection.transaction():
        connection.execute("update setup_link set expires_at = now() - interval '1 minute'")
    page = visitor.get(link)
    assert page.status_code == 410
    assert "Ce lien n'est plus valable" in text_of(page.text)
    assert opens(visitor, link) == 410
    assert businesses.known(empty) == ()


def test_a_guessed_link_opens_nothing(visitor: Caller, empty: Database) -> None:
    link_of(empty)
    assert opens(visitor, "/bienvenue/ouvrir/1.AAAAAAAAAAAAAAAAAAAAAA") == 410
    assert visitor.get("/bienvenue/ouvrir/nimporte").status_code == 410


def test_a_form_of_another_site_makes_nothing(visitor: Caller, empty: Database) -> None:
    answer = visitor.send(link_of(empty), dict(FORM), cookie=f"visitor={VISITOR}")
    assert answer.status_code == 403
    assert businesses.known(empty) == ()


def test_two_who_open_it_at_once_make_one_shop(visitor: Caller, empty: Database) -> None:
    link = link_of(empty)
    with ThreadPoolExecutor(4) as pool:
        names = ("Une", "Deux", "Trois", "Quatre")
        answers = list(pool.map(lambda name: opens(visitor, link, name=name), names))
    assert answers.count(303) == 1
    assert set(answers) <= {303, 410, 422}
    assert len(businesses.known(empty)) == 1
