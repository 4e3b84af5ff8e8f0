"""Logging in and out: what is given, what is kept, and what guessing costs."""

import re
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from coccinelle.store import login_attempts, members
from coccinelle.store.database import Database
from coccinelle.web.access.login import safe_target
from coccinelle.web.access.sessions import form_token, new_token, token_hash
from coccinelle.web.access.throttle import Throttle, login_limits
from tests.web.conftest import PASSWORD, Caller, Shop, serving, web_app
from tests.worlds import NOW

REDIRECTS = [
    "//evil.example", "https://evil.example", "/\\evil.example", "/%2f%2fevil.example",
    "\t//evil.example", "https:evil.example", "/login?next=//evil", "javascript:alert(1)",
    "/ok\r\nSet-Cookie:a=b", "http://boutique.example.evil.example/", "/conversations/1\n", "",
]  # fmt: skip


def log_in(caller: Caller, email: str, password: str, address: str = "", **fields: str):  # type: ignore[no-untyped-def]
    """user-agent: among the fields, what the browser says of itself."""
    visitor, agent = new_token(), fields.pop("user-agent", "")
    return caller.http.post(
        "/login",
        data={"form_token": form_token(visitor), "email": email, "password": password, **fields},
        headers={
            "cookie": f"visitor={visitor}", "x-forwarded-for": address or "192.0.2.1",
            "user-agent": agent,
        },
    )  # fmt: skip


@pytest.fixture
def email(shop: Shop) -> str:
    shop.employs("Emma", "staff")
    return f"emma-{shop.id}@example.org"


def test_the_form_of_the_page_itself_logs_in(stranger: Caller, email: str) -> None:
    page = stranger.get("/login?next=/engagements")
    visitor = re.search("visitor=([^;]*)", page.headers["set-cookie"])
    fields = dict(re.findall('type="hidden" name="([^"]*)" value="([^"]*)"', page.text))
    assert visitor
    answer = stranger.http.post(
        "/login",
        data={**fields, "email": email, "password": PASSWORD},
        headers={"cookie": f"visitor={visitor[1]}", "sec-fetch-site": "same-origin"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/engagements")


def test_the_cookie_is_closed_to_scripts_and_its_token_is_not_kept(
    shop: Shop, stranger: Caller, email: str
) -> None:
    given = log_in(stranger, email, PASSWORD).headers.get_list("set-cookie")[0]
    token = re.match("session=([A-Za-z0-9_-]{43});", given)
    assert token
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(given.split("; "))
    kept = shop.execute("select token_hash from session order by created_at desc")[0][0]
    assert kept == token_hash(token[1])


def test_over_https_the_cookie_belongs_to_this_host_alone(shop: Shop) -> None:
    with serving(web_app(shop, "https://boutique.example.org")) as http:
        given = http.get("/login").headers["set-cookie"]
    assert given.startswith("__Host-visitor=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(given.split("; "))
    assert "Domain" not in given


def test_a_new_session_ends_the_one_of_the_same_browser(
    shop: Shop, stranger: Caller, email: str
) -> None:
    before = shop.employs("Emma", "staff")
    visitor = new_token()
    stranger.http.post(
        "/login",
        data={"form_token": form_token(visitor), "email": email, "password": PASSWORD},
        headers={"cookie": f"visitor={visitor}; session={before}", "x-forwarded-for": "192.0.2.2"},
    )
    assert Caller(stranger.http, before).get("/fil").status_code == 401


def test_after_the_logout_the_cookie_opens_nothing(shop: Shop, stranger: Caller) -> None:
    caller = Caller(stranger.http, shop.employs("Emma", "staff"))
    assert caller.get("/fil").status_code == 200
    answer = caller.post("/logout")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert caller.get("/fil").status_code == 401


def test_an_unknown_address_and_a_wrong_password_look_the_same(
    stranger: Caller, email: str
) -> None:
    known = log_in(stranger, email, "faux", "192.0.2.3")
    unknown = log_in(stranger, "personne@example.org", "faux", "192.0.2.3")
    assert known.status_code == unknown.status_code == 401
    assert _without_secrets(known.text) == _without_secrets(unknown.text)


def test_an_unknown_address_and_a_wrong_password_take_as_long(stranger: Caller, email: str) -> None:
    """What is excluded is an answer without any hashing, thirty times faster."""

    def seconds(who: str, number: int) -> float:
        started = time.process_time()  # the server is a thread of this process
        log_in(stranger, who, "faux", f"192.0.2.{10 + number}")
        return time.process_time() - started

    known = statistics.median(seconds(email, n) for n in range(5))
    unknown = statistics.median(seconds("personne@example.org", n) for n in range(5, 10))
    assert 0.4 < unknown / known < 2.5


def test_the_sixth_attempt_waits_even_with_the_right_password(stranger: Caller, email: str) -> None:
    for _ in range(5):
        assert log_in(stranger, email, "faux", "192.0.2.40").status_code == 401
    answer = log_in(stranger, email, PASSWORD, "192.0.2.40")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 60
    assert log_in(stranger, email, PASSWORD, "192.0.2.41").status_code == 303


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    database: Database,
) -> None:
    now = NOW
    throttle = Throttle(database, lambda: now)
    limits = login_limits("emma@example.org", "192.0.2.50")[:1]
    assert [throttle.attempt(limits) for _ in range(6)] == [0, 0, 0, 0, 0, 60]
    waits = []
    for _ in range(5):
        now += timedelta(seconds=throttle.attempt(limits))
        assert throttle.attempt(limits) == 0
        waits.append(throttle.attempt(limits))
    assert waits == [120, 240, 480, 900, 900]


def test_one_address_guessing_on_many_accounts_is_slowed_down(database: Database) -> None:
    throttle = Throttle(database, lambda: NOW)
    waits = [throttle.attempt(login_limits(f"{n}@example.org", "192.0.2.51")) for n in range(21)]
    assert waits == [0.0] * 20 + [60.0]


def test_right_passwords_are_not_counted_against_an_address(database: Database) -> None:
    throttle = Throttle(database, lambda: NOW)
    for _ in range(25):
        limits = login_limits("emma@example.org", "192.0.2.52")
        assert throttle.attempt(limits) == 0
        throttle.forgive(limits)


def test_a_hundred_attempts_at_once_through_two_processes_are_a_hundred(
    database: Database,
) -> None:
    throttles = [Throttle(database), Throttle(database)]
    limits = login_limits("emma@example.org", "192.0.2.53")[:1]
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda n: throttles[n % 2].attempt(limits), range(40)))
    assert sum(wait == 0 for wait in waits) == 5


def test_attempts_are_forgotten_after_some_calm(database: Database) -> None:
    limits = login_limits("emma@example.org", "192.0.2.54")
    Throttle(database, lambda: NOW).attempt(limits)
    login_attempts.forget(database, NOW + timedelta(minutes=1))
    with login_attempts.counted(database, [one.hash for one in limits], NOW) as counted:
        assert {one.count for one in counted.by_key.values()} == {0}


@pytest.mark.parametrize("wanted", REDIRECTS)
def test_the_login_never_leads_elsewhere(stranger: Caller, email: str, wanted: str) -> None:
    assert safe_target(wanted) == "/"
    page = stranger.http.get("/login", params={"next": wanted})
    assert 'name="next" value="/"' in page.text


@pytest.mark.parametrize(
    "wanted",
    ["/", "/conversations/12", "/clients/7", "/commandes/3", "/reglages/horaires",
     "/reglages/connexions/sms_twilio", "/bienvenue", "/essayer", "/compte/notifications",
     "/publications", "/resultats"],
)  # fmt: skip
def test_the_login_leads_back_to_the_page_that_was_asked_for(stranger: Caller, wanted: str) -> None:
    asked = stranger.get(wanted)
    page = stranger.get(asked.headers["location"])
    assert f'name="next" value="{wanted}"' in page.text


@pytest.mark.parametrize("wanted", ["/logout", "/events", "/liste", "/clients/1\n", "/clients/x"])
def test_what_is_no_page_is_not_led_to(wanted: str) -> None:
    assert safe_target(wanted) == "/"


def test_a_forged_target_in_the_form_leads_to_the_first_page(stranger: Caller, email: str) -> None:
    answer = log_in(stranger, email, PASSWORD, "192.0.2.60", next="//evil.example")
    assert answer.headers["location"] == "/"


def test_the_address_is_read_in_any_case_and_the_password_to_the_letter(
    stranger: Caller, email: str
) -> None:
    assert log_in(stranger, email.upper(), PASSWORD, "192.0.2.61").status_code == 303
    assert log_in(stranger, email, f" {PASSWORD}", "192.0.2.61").status_code == 401


@pytest.mark.parametrize("hostile", ["' OR '1'='1", "a\x00b", "%", "é" * 200, "\ud800"])
def test_hostile_addresses_are_simply_unknown(stranger: Caller, hostile: str) -> None:
    body = {"email": hostile.encode("utf-8", "surrogatepass"), "password": b"x"}
    visitor = new_token()
    answer = stranger.http.post(
        "/login",
        data={"form_token": form_token(visitor), **body},
        headers={"cookie": f"visitor={visitor}", "x-forwarded-for": "192.0.2.70"},
    )
    assert answer.status_code in (401, 422)


def test_a_member_of_two_businesses_enters_the_one_whose_password_they_give(
    shop: Shop, next_door: Shop, stranger: Caller
) -> None:
    token = shop.employs("Emma", "staff")
    with next_door.desk.transaction() as connection:
        members.add(
            connection, name="Emma", email=f"emma-{shop.id}@example.org", role="staff",
            password_hash="$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA",
        )  # fmt: skip
    assert token
    answer = log_in(stranger, f"emma-{shop.id}@example.org", PASSWORD, "192.0.2.80")
    session = answer.headers.get_list("set-cookie")[0].split(";")[0].removeprefix("session=")
    page = Caller(stranger.http, session).get("/mises-de-cote?ref=RF-2847").text
    assert "Robe fleurie bleue" in page


def _without_secrets(page: str) -> str:
    return re.sub('(nonce|value)="[^"]*"', "", page)


def test_whoever_is_not_known_yet_is_spoken_to_as_their_browser_asks(stranger: Caller) -> None:
    for path in ("/login", "/mot-de-passe-oublie"):
        page = stranger.get(path, **{"accept-language": "en-GB,en;q=0.9"}).text
        assert 'lang="en"' in page and "Mot de passe" not in page
