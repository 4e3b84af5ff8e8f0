"""Headers of every answer, errors included; what an error page says, and does not say."""

import re

import httpx
import pytest

from coccinelle.connecting import Connecting
from coccinelle.store.database import Database
from coccinelle.web.access.audience import ANYONE, AUDIENCES
from coccinelle.web.app import WebParts, create_app
from tests.web.conftest import Caller, Shop, serving, web_app
from tests.web.reading import text_of

POLICY = (
    r"default-src 'none'; script-src 'nonce-([A-Za-z0-9_-]{24})'; style-src 'self';"
    r" img-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; manifest-src 'self';"
    r" worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
    r" object-src 'none'; require-trusted-types-for 'script'; trusted-types coccinelle htmx phone"
)
ANSWERS = [
    ("/", 200), ("/login", 200), ("/fil", 200), ("/engagements", 200), ("/mises-de-cote", 200),
    ("/healthz", 200), ("/static/app.css", 200), ("/static/nothing.css", 404), ("/nothing", 404),
    ("/conversations/999999", 404), ("/conversations/abc", 404), ("/logout", 405),
    ("/conversations/99999999999999999999", 404), ("/docs", 404), ("/openapi.json", 404),
    ("/static/..%2Fapp.py", 404), ("/webhooks/sms_twilio/x", 405),
]  # fmt: skip
PAYLOAD = "<script>alert(1)</script>"


def nonce_of(answer: httpx.Response) -> str:
    match = re.fullmatch(POLICY, answer.headers["content-security-policy"])
    assert match
    return match[1]


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(alice: Caller, path: str, status: int) -> None:
    first, second = alice.get(path), alice.get(path)
    assert first.status_code == status
    assert nonce_of(first) != nonce_of(second)
    assert first.headers["x-content-type-options"] == "nosniff"
    assert first.headers["referrer-policy"] == "no-referrer"
    kept = "no-cache" if path.startswith("/static/") and status == 200 else "no-store"
    assert first.headers["cache-control"] == kept
    assert "server" not in first.headers


def test_the_scripts_of_the_page_bear_the_nonce_of_its_header(alice: Caller) -> None:
    answer = alice.get("/")
    assert re.findall('<script [^>]*nonce="([^"]*)"', answer.text) == [nonce_of(answer)] * 2


def test_styles_and_scripts_are_files_and_keep_for_long(alice: Caller) -> None:
    page = alice.get("/").text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    for address in re.findall('(?:src|href)="(/static/[^"]*)"', page):
        assert "immutable" in alice.get(address).headers["cache-control"]


@pytest.mark.parametrize("host", ["evil.example", "boutique.example.org.evil.example", ""])
def test_another_host_is_refused(alice: Caller, host: str) -> None:
    answer = alice.get("/login", host=host)
    assert answer.status_code == 400
    nonce_of(answer)


@pytest.mark.parametrize("host", ["boutique.example.org", "127.0.0.1:8000", "localhost"])
def test_our_own_hosts_are_served(alice: Caller, host: str) -> None:
    assert alice.get("/login", host=host).status_code == 200


def test_an_error_page_is_kind_and_repeats_nothing(alice: Caller) -> None:
    for path in (f"/{PAYLOAD}", f"/conversations/{PAYLOAD}", f"/login?next={PAYLOAD}"):
        assert "alert(1)" not in alice.get(path).text
    assert "Cette page n'existe pas" in text_of(alice.get(f"/{PAYLOAD}").text)
    answer = alice.post("/stock", sku=PAYLOAD, on_hand="beaucoup")
    assert answer.status_code == 422
    assert "alert(1)" not in answer.text


def test_a_fault_of_ours_shows_no_trace(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    app = web_app(shop)

    def broken() -> None:
        raise RuntimeError("secret")

    monkeypatch.setitem(AUDIENCES, "GET /broken", ANYONE)
    app.get("/broken")(broken)
    with serving(app) as http:
        answer = http.get("/broken")
    assert answer.status_code == 500
    assert nonce_of(answer)
    assert "secret" not in answer.text
    assert "Un problème de notre côté" in answer.text


def test_health_is_told_to_anyone_in_one_word(stranger: Caller) -> None:
    answer = stranger.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_health_tells_when_the_database_is_away(shop: Shop, app_url: str) -> None:
    closed = Database(app_url).open()
    closed.close()
    app = create_app(
        WebParts(closed, shop.place.desk, "http://boutique.example.org", Connecting(shop.place))
    )
    with serving(app) as http:
        answer = http.get("/healthz")
    assert answer.status_code == 503
    assert "postgresql" not in answer.text


def test_providers_need_no_session_and_no_form_token(stranger: Caller) -> None:
    answer = stranger.http.post("/webhooks/sms_twilio/unknown", data={"Body": "Bonjour"})
    assert (answer.status_code, answer.text) == (404, "")


def test_over_https_browsers_are_told_to_stay_there(shop: Shop) -> None:
    with serving(web_app(shop, "https://boutique.example.org")) as http:
        assert "max-age" in http.get("/login").headers["strict-transport-security"]
