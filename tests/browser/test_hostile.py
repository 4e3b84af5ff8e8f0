"""What customers write is text in the browser too: it asks, opens and moves nothing."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route as Path

from coccinelle.store.database import Database
from tests.browser.conftest import Login
from tests.browser.scene import Scene
from tests.browser.windows import Seen
from tests.loopback import served
from tests.web.conftest import PASSWORD, Shop, open_shop
from tests.web.edge.test_escaping import HOSTILE

# What an injected payload would have made: elements, and requests of scripts.
FOREIGN = (
    "hx-partial, base, meta[http-equiv], img[src='x'], [onerror], [onload], [onfocus],"
    " [hx-get='/logout'], [hx-get='/x'], [hx-get='/'], [data-hx-post], [sse-connect],"
    " [hx-vals^='js'], [hx-on\\:click], a[href^='https://evil'], a[href^='javascript']"
)
OURS = re.compile(
    r"GET /(?:events|fil|liste|barre|pause|(?:a-valider|urgences|conversations/[0-9]+)/fil"
    r"|engagements|brouillons/[0-9]+/faits)"
    r"(?:\?.*)?"
)


@pytest.fixture(scope="module")
def scene(shared_database: Database) -> Scene:
    """A shop of its own, in which every word that a customer or a file gave is hostile."""
    shop = open_shop(shared_database, full=True)
    for number, text in enumerate(HOSTILE):
        _plant(shop, number, text)
    first = int(str(shop.execute("select min(id) from conversation")[0][0]))
    tokens = {"owner": shop.employs("Sarah", "owner"), "staff": shop.employs("Bob", "staff")}
    return Scene(shop, first, first, first, first, first, tokens)


def _plant(shop: Shop, number: int, text: str) -> None:
    """One conversation each: a payload must not be undone by the one before it."""
    conversation = shop.hears("Bonjour", f"+336399810{number:02d}")
    shop.drafts(conversation, text)
    shop.notifies(text, lines=(text,), status_line=text, conversation_id=conversation)
    write = shop.execute
    write(
        "update contact set first_name = %s, last_name = '', notes = %s"
        " where id = (select contact_id from conversation where id = %s)",
        text, text, conversation,
    )  # fmt: skip
    write(
        "update message set text = %s, subject = %s where conversation_id = %s and seq = 1",
        text, text, conversation,
    )  # fmt: skip
    write(
        "insert into attachment (message_id, name, media_type, content)"
        " select min(id), %s, 'image/png', 'x' from message where conversation_id = %s",
        text, conversation,
    )  # fmt: skip
    write(
        "insert into commitment (kind, conversation_id, due_at, created_at, reason)"
        " values ('task', %s, now() + interval '9 years', now(), %s)",
        conversation, text,
    )  # fmt: skip
    write("insert into product (ref, name) values (%s, %s)", f"H-{number}", text)


def check(page: Page, seen: Seen) -> None:
    assert page.locator(FOREIGN).count() == 0
    assert page.evaluate("[...document.scripts].filter((s) => !s.nonce).length") == 0
    assert seen.faults == []
    assert [act for act in seen.acts if not OURS.fullmatch(act)] == []
    assert sum("/events" in act for act in seen.acts) <= 1


@pytest.mark.parametrize("path", ["/", "/engagements", "/fiches", "/mises-de-cote?ref=H-1"])
def test_a_page_full_of_hostile_words_stays_as_it_was_made(
    login: Login, seen: Callable[[Page], Seen], path: str
) -> None:
    page = login()
    page.goto(path)
    page.wait_for_timeout(200)
    check(page, seen(page))


def test_a_hostile_message_is_read_as_it_was_written(
    scene: Scene, login: Login, seen: Callable[[Page], Seen]
) -> None:
    """One window for all of them: opening one costs more than the page."""
    page = login()
    watched = seen(page)
    for number, text in enumerate(HOSTILE):
        watched.acts.clear()
        page.goto(f"/conversations/{scene.held + number}")
        shown = " ".join(page.get_by_role("main").inner_text().split())
        assert " ".join(text.split()) in shown
        check(page, watched)


def test_a_hostile_message_that_arrives_live_moves_nothing(
    scene: Scene, login: Login, seen: Callable[[Page], Seen]
) -> None:
    page = login()
    page.goto(f"/conversations/{scene.held}")
    expect(page.locator("#lamp")).to_be_visible()
    scene.shop.hears('a\rdata: <hx-partial hx-target="body">pwn</hx-partial>\r\r', "+33639981000")
    expect(page.locator("#messages").get_by_text("a data: <hx-partial")).to_be_visible()
    check(page, seen(page))


def test_even_unescaped_an_injection_can_neither_write_nor_listen(
    login: Login, seen: Callable[[Page], Seen]
) -> None:
    """Were a template to forget: the policy of the page and the gate of its scripts hold alone."""
    page = login()

    def forget(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, body=answer.text().replace("</main>", "\n".join(HOSTILE) + "</main>")
        )

    page.route("**/engagements", forget)
    page.goto("/engagements")
    page.wait_for_timeout(500)
    assert page.locator(FOREIGN).count() > 5  # those whose attributes were not taken off
    assert page.locator("[hx-get='/logout'], [hx-get='/x'], [data-hx-post]").count() == 0
    watched = seen(page)
    assert watched.dialogs == []
    assert watched.outside == []
    assert [act for act in watched.acts if not OURS.fullmatch(act)] == []
    assert sum("/events" in act for act in watched.acts) <= 1


@pytest.fixture
def elsewhere(base_url: str) -> Iterator[str]:
    """Another origin of the same site: the browser sends it our cookies."""
    form = (
        f'<form method="post" action="{base_url}/stock"><input name="sku" value="RF-2847-38">'
        '<input name="on_hand" value="999"></form><script>document.forms[0].submit()</script>'
    )
    page = Path("/", lambda request: HTMLResponse(form))
    yield from served(Starlette(routes=[page]))


def test_a_form_of_another_origin_is_refused(
    scene: Scene, login: Login, seen: Callable[[Page], Seen], elsewhere: str
) -> None:
    page = login()
    seen(page)
    with page.expect_response("**/stock") as answered:
        page.goto(elsewhere)
    assert answered.value.status == 403
    assert "session=" in answered.value.request.all_headers().get("cookie", "")
    assert scene.shop.execute("select count(*) from variant where on_hand = 999") == [(0,)]


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "/\\evil.example", "\t//evil.example", "javascript:alert(1)"]
)
def test_the_login_leads_to_our_own_first_page(login: Login, scene: Scene, wanted: str) -> None:
    page = login("")
    page.goto("/login")
    page.evaluate("(next) => { document.forms[0].elements.next.value = next }", wanted)
    page.get_by_label("Adresse e-mail").fill(f"sarah-{scene.shop.id}@example.org")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url(lambda url: not url.endswith("/login"))
    assert re.fullmatch(r"http://127\.0\.0\.1:[0-9]+/", page.url)
