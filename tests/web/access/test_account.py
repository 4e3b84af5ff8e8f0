"""A member's own page: where they are logged in, and a new password."""

from tests.web.access.test_login import log_in
from tests.web.conftest import PASSWORD, Caller, Shop
from tests.web.reading import text_of

PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"
NEW = "un tout nouveau mot"


def enter(shop: Shop, http: Caller, password: str = PASSWORD, agent: str = PHONE) -> Caller:
    """A session by the login itself, in another browser."""
    answer = log_in(http, f"marine-{shop.id}@example.org", password, **{"user-agent": agent})
    session = answer.headers.get_list("set-cookie")[0].split(";")[0].removeprefix("session=")
    return Caller(http.http, session)


def number_of(shop: Shop, browser: str) -> int:
    found = shop.execute("select max(id) from session where browser = %s", browser)
    return int(str(found[0][0]))


def test_a_member_sees_their_own_sessions_alone(shop: Shop, stranger: Caller) -> None:
    marine = Caller(stranger.http, shop.employs("Marine", "staff"))
    enter(shop, stranger)
    page = text_of(marine.get("/compte").text)
    assert "Chrome, Android" in page
    assert page.count(" · connecté ") == 2
    assert page.count("cet appareil") == 1


def test_a_session_that_is_closed_opens_nothing_more(shop: Shop, stranger: Caller) -> None:
    marine = Caller(stranger.http, shop.employs("Marine", "staff"))
    phone = enter(shop, stranger)
    assert phone.get("/fil").status_code == 200
    number = number_of(shop, "Chrome, Android")
    assert marine.post(f"/compte/sessions/{number}/fermer").status_code == 303
    assert phone.get("/fil").status_code == 401
    assert marine.post(f"/compte/sessions/{number}/fermer").status_code == 404


def test_a_colleagues_session_cannot_be_closed(shop: Shop, alice: Caller, stranger: Caller) -> None:
    shop.employs("Marine", "staff")
    phone = enter(shop, stranger)
    number = number_of(shop, "Chrome, Android")
    assert alice.post(f"/compte/sessions/{number}/fermer").status_code == 404
    assert phone.get("/fil").status_code == 200


def test_all_the_others_close_at_once(shop: Shop, stranger: Caller) -> None:
    marine = Caller(stranger.http, shop.employs("Marine", "staff"))
    others = [enter(shop, stranger) for _ in range(2)]
    marine.post("/compte/sessions/fermer")
    assert [one.get("/fil").status_code for one in (marine, *others)] == [200, 401, 401]


def test_a_new_password_ends_every_session_and_renews_this_one(
    shop: Shop, stranger: Caller
) -> None:
    marine = Caller(stranger.http, shop.employs("Marine", "staff"))
    answer = marine.post("/compte/mot-de-passe", current=PASSWORD, wanted=NEW)
    renewed = answer.headers.get_list("set-cookie")[0].split(";")[0].removeprefix("session=")
    assert marine.get("/fil").status_code == 401
    assert Caller(stranger.http, renewed).get("/fil").status_code == 200
    email = f"marine-{shop.id}@example.org"
    assert log_in(stranger, email, PASSWORD, "192.0.2.90").status_code == 401
    assert log_in(stranger, email, NEW, "192.0.2.90").status_code == 303


def test_a_password_changes_only_for_who_knows_it_and_to_a_long_one(
    shop: Shop, stranger: Caller
) -> None:
    marine = Caller(stranger.http, shop.employs("Marine", "staff"))
    wrong = marine.post("/compte/mot-de-passe", current="faux", wanted=NEW)
    short = marine.post("/compte/mot-de-passe", current=PASSWORD, wanted="court")
    assert "actuel n'est pas celui-là" in text_of(wrong.text)
    assert "au moins 10 caractères" in text_of(short.text)
    assert marine.get("/fil").status_code == 200


def test_the_current_password_cannot_be_guessed_from_an_open_session(
    shop: Shop, stranger: Caller
) -> None:
    stolen = Caller(stranger.http, shop.employs("Marine", "staff"))
    tries = [
        stolen.post("/compte/mot-de-passe", current="faux", wanted=NEW).status_code
        for _ in range(7)
    ]
    assert tries[-1] == 429
