"""The app on a phone in a real browser: its worker, what it keeps, the page without a server."""

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, Worker, expect

from coccinelle.web import phone as installed
from coccinelle.web import static_files
from tests.browser.conftest import Login
from tests.browser.scene import Scene
from tests.browser.windows import Seen, grave_faults, overflow, shoot, until, window
from tests.web.conftest import serving, web_app

KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const kept = await caches.open(name);
    for (const request of await kept.keys()) {
      found[new URL(request.url).pathname] = await (await kept.match(request)).text();
    }
  }
  return found;
}"""
# The one that is left once the worker has taken over from another.
ALONE = """async (before) => {
  for (let tries = 0; tries < 600; tries += 1) {
    const names = await caches.keys();
    if (names.length === 1 && names[0] !== before[0]) return names;
    await new Promise((give) => { setTimeout(give, 50); });
  }
  return caches.keys();
}"""
READY = "navigator.serviceWorker.ready.then((found) => [found.scope, found.active.scriptURL])"
# What the browser, then htmx for it, say of each call that found no network.
NO_NETWORK = re.compile(
    r"error: (Failed to load resource: net::ERR_INTERNET_DISCONNECTED$"
    r"|htmx: htmx:error: Failed to fetch\b)"
)
SHOWN = """navigator.serviceWorker.ready.then((found) => found.getNotifications()).then(
  (all) => all.map((one) => [one.title, one.body, one.tag, one.data.path]))"""


@pytest.fixture
def workers() -> str:
    return "allow"


@pytest.fixture
def port() -> int:
    """Free, and the same when the server comes back."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@pytest.fixture
def phone(login: Login, scene: Scene) -> Page:
    """Where the worker has taken over."""
    page = login("owner", "phone")
    page.goto("/")
    page.evaluate(READY)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    return page


@pytest.fixture
def worker(phone: Page) -> Worker:
    return phone.context.service_workers[0]


@pytest.fixture
def told(login: Login, base_url: str) -> Iterator[tuple[Page, object]]:
    """A window that allowed notifications, and a way to deliver one as a push service does."""
    page = login("owner", "phone")
    page.context.grant_permissions(["notifications"], origin=base_url)
    page.goto("/")
    page.evaluate(READY)
    session = page.context.new_cdp_session(page)
    numbers: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: numbers.extend(one["registrationId"] for one in said["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until(page, lambda: bool(numbers))

    def deliver(note: object) -> None:
        asked = {"origin": base_url, "registrationId": numbers[-1], "data": json.dumps(note)}
        session.send("ServiceWorker.deliverPushMessage", asked)

    yield page, deliver
    session.detach()


def test_the_worker_takes_the_whole_site_and_no_more(phone: Page, base_url: str) -> None:
    scope, script = phone.evaluate(READY)
    assert (scope, script) == (f"{base_url}/", f"{base_url}/sw.js")


def test_the_browser_finds_no_fault_in_the_manifest(phone: Page) -> None:
    session = phone.context.new_cdp_session(phone)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert json.loads(found["data"])["short_name"] == "Coccinelle"
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []


def test_no_word_of_a_customer_is_kept_on_the_phone(phone: Page, scene: Scene) -> None:
    for path in ("/", f"/conversations/{scene.held}", "/mises-de-cote", "/engagements"):
        phone.goto(path)
        expect(phone.get_by_role("main")).to_be_visible()
    kept = phone.evaluate(KEPT)
    assert all(path == "/hors-ligne" or path.startswith("/static/") for path in kept)
    assert not any(word in text for text in kept.values() for word in ("Julie", "RF-2847", "38 "))


def test_without_a_server_a_calm_page_shows_and_comes_back_by_itself(
    browser: Browser, scene: Scene, port: int
) -> None:
    base_url, token = f"http://127.0.0.1:{port}", scene.tokens["owner"]
    with window(browser, base_url, token, "phone") as (page, _):
        with serving(web_app(scene.shop), port):
            page.goto("/")
            page.evaluate(READY)
            page.wait_for_function("navigator.serviceWorker.controller !== null")
        page.goto(f"/conversations/{scene.held}")
        expect(page.get_by_role("heading", name="Vous êtes hors ligne")).to_be_visible()
        assert "Julie" not in page.content()
        shoot(page, "hors-ligne-phone")
        assert overflow(page) <= 0
        with serving(web_app(scene.shop), port):
            expect(page.get_by_role("heading", name="Vous êtes hors ligne")).to_be_hidden()
            expect(page.get_by_text("RF-2847").first).to_be_visible()


def test_without_a_network_nothing_of_a_customer_is_left_to_read(
    phone: Page, scene: Scene, seen: Callable[[Page], Seen]
) -> None:
    watched = seen(phone)
    phone.goto(f"/conversations/{scene.held}")
    expect(phone.get_by_text("RF-2847").first).to_be_visible()
    expect(phone.locator("#lamp")).to_have_text("en direct")
    phone.context.set_offline(True)
    phone.goto("/engagements")
    expect(phone.get_by_role("heading", name="Vous êtes hors ligne")).to_be_visible()
    assert not any(word in phone.content() for word in ("Julie", "RF-2847"))
    phone.context.set_offline(False)
    expect(phone.get_by_role("heading", name="Engagements")).to_be_visible()
    assert [fault for fault in watched.faults if not NO_NETWORK.match(fault)] == []


def test_a_proxy_that_answers_for_a_server_that_is_away_shows_the_same_page(
    browser: Browser, scene: Scene, port: int
) -> None:
    base_url, token = f"http://127.0.0.1:{port}", scene.tokens["owner"]
    with window(browser, base_url, token, "phone") as (page, _):
        with serving(web_app(scene.shop), port):
            page.goto("/")
            page.evaluate(READY)
            page.wait_for_function("navigator.serviceWorker.controller !== null")
        with ThreadingHTTPServer(("127.0.0.1", port), BadGateway) as proxy:
            threading.Thread(target=proxy.serve_forever).start()
            page.goto("/engagements")
            expect(page.get_by_role("heading", name="Vous êtes hors ligne")).to_be_visible()
            proxy.shutdown()


class BadGateway(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(502)

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


def test_a_new_version_takes_the_place_of_what_the_old_one_kept(
    phone: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = phone.evaluate("caches.keys()")
    sheet = static_files._files()["app.css"].content
    changed = static_files._file(".css", sheet + b"h1 { color: rgb(1, 2, 3) }")
    monkeypatch.setitem(static_files._files(), "app.css", changed)
    monkeypatch.setattr(installed, "_worker", installed._worker.__wrapped__)
    phone.goto("/engagements")
    assert phone.locator("h1").evaluate("(one) => getComputedStyle(one).color") == "rgb(1, 2, 3)"
    phone.evaluate("navigator.serviceWorker.ready.then((found) => found.update())")
    after = phone.evaluate(ALONE, before)
    kept = phone.evaluate(KEPT)
    assert (len(after), after != before) == (1, True)
    assert kept["/static/app.css"] == changed.content.decode()


def test_the_offline_page_is_accessible(login: Login, screen: str) -> None:
    page = login("", screen)
    page.goto("/hors-ligne")
    shoot(page, f"hors-ligne-{screen}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []


def test_a_push_is_shown_and_the_same_one_again_takes_its_place(told: tuple[Page, object]) -> None:
    page, deliver = told
    assert callable(deliver)
    note = {"title": "Urgence", "body": "Un client attend.", "path": "/conversations/7",
            "tag": "conversation-7", "once": "1", "urgency": "high"}  # fmt: skip
    for _ in range(2):
        deliver(note)
    deliver({**note, "once": "2", "body": "Encore."})
    page.wait_for_function(f"{SHOWN}.then((all) => all.length === 1 && all[0][1] === 'Encore.')")
    assert page.evaluate(SHOWN) == [["Urgence", "Encore.", "conversation-7", "/conversations/7"]]


@pytest.mark.parametrize(
    ("path", "opened"),
    [("/conversations/7", "/conversations/7"), ("https://evil.example.org/x", "/"),
     ("//evil.example.org/x", "/"), ("javascript:alert(1)", "/"), (None, "/"), (7, "/")],
)  # fmt: skip
def test_a_touch_opens_a_page_of_ours_whatever_the_note_says(
    worker: Worker, base_url: str, path: object, opened: str
) -> None:
    assert worker.evaluate("(path) => target(path).href", path) == base_url + opened


def test_the_page_of_notifications_opens_without_fault(login: Login, screen: str) -> None:
    page = login("staff", screen)
    page.goto("/compte/notifications")
    expect(page.get_by_role("heading", name="De quoi, et comment")).to_be_visible()
    shoot(page, f"notifications-{screen}")
    assert overflow(page) <= 0
    assert grave_faults(page) == []
    page.get_by_label("Montrer le nom du client").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_label("Montrer le nom du client")).to_be_checked()


def test_the_hint_to_install_shows_on_a_phone_until_it_is_put_away(login: Login) -> None:
    page = login("staff", "phone")
    page.goto("/")
    expect(page.locator("#install")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeinstallprompt'))")
    expect(page.locator("#install")).to_be_visible()
    shoot(page, "install-phone")
    assert overflow(page) <= 0
    assert grave_faults(page) == []
    page.get_by_role("button", name="Plus tard").click()
    page.reload()
    page.evaluate("dispatchEvent(new Event('beforeinstallprompt'))")
    expect(page.locator("#install")).to_be_hidden()


def test_a_desktop_is_not_asked_to_install(login: Login) -> None:
    page = login("staff", "desktop")
    page.goto("/")
    page.evaluate("dispatchEvent(new Event('beforeinstallprompt'))")
    expect(page.locator("#install")).to_be_hidden()
