"""An e-mail as it was sent: harmless, in a document of its own that may do nothing."""

import pytest

from tests.kit.test_safe_html import HOSTILE
from tests.web.conftest import Caller, Shop
from tests.web.reading import text_of


@pytest.fixture
def message(shop: Shop, julie: int) -> int:
    rows = shop.execute("select min(id) from message where conversation_id = %s", julie)
    return int(str(rows[0][0]))


def shown(shop: Shop, alice: Caller, message: int, html: str):  # type: ignore[no-untyped-def]
    shop.execute("update message set html = %s where id = %s", html, message)
    return alice.get(f"/messages/{message}/html")


def test_its_document_may_load_and_do_nothing(shop: Shop, alice: Caller, message: int) -> None:
    answer = shown(shop, alice, message, "<p>Bonjour <b>à tous</b></p>")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'nonce-")
    assert policy.endswith("frame-ancestors 'self'; sandbox")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "<b>à tous</b>" in answer.text


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_hostile_is_left_in_it(shop: Shop, alice: Caller, message: int, html: str) -> None:
    page = shown(shop, alice, message, html).text.partition("<main")[2]
    assert not any(sign in page for sign in ("evil", "hx-", "onerror", "onload", "<form", "src="))


def test_blocked_pictures_are_told(shop: Shop, alice: Caller, message: int) -> None:
    page = shown(shop, alice, message, '<img src="https://evil/1.gif"><img src="https://evil/2">')
    assert "2 images n'ont pas été chargées." in text_of(page.text)


def test_the_thread_offers_it_in_a_closed_frame(
    shop: Shop, alice: Caller, julie: int, message: int
) -> None:
    shown(shop, alice, message, "<p>Bonjour</p>")
    page = alice.get(f"/conversations/{julie}").text
    assert f'sandbox loading="lazy" src="/messages/{message}/html"' in page


def test_a_message_without_such_a_form_has_no_page(
    shop: Shop, alice: Caller, charlie: Caller, message: int
) -> None:
    assert shown(shop, alice, message, "").status_code == 404
    assert alice.get("/messages/999999/html").status_code == 404
    shop.execute("update message set html = '<p>x</p>' where id = %s", message)
    assert charlie.get(f"/messages/{message}/html").status_code == 404
