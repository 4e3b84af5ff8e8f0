"""A notification from end to end: given by a browser, really sent, shown by the worker, touched.

Only the way between is stood in for: a browser here reaches no push service, so what the double
received is handed to the worker as Chromium does.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from coccinelle.engine.attend import attend
from coccinelle.store import cases, team
from tests.browser.conftest import Login
from tests.browser.scene import Scene
from tests.browser.windows import Seen, until
from tests.push_service import PushDevice, PushService, forget_key, push_server, push_service
from tests.web.conftest import PASSWORD

__all__ = ["push_server", "push_service"]

PAGE = "/compte/notifications"
GIVES = """([endpoint, p256dh, auth]) => {
  const given = {
    endpoint, toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
    unsubscribe: async () => { localStorage.removeItem("given"); return true; },
  };
  const now = () => (localStorage.getItem("given") ? given : null);
  PushManager.prototype.getSubscription = async () => now();
  PushManager.prototype.subscribe = async (options) => {
    window.asked = options.applicationServerKey;
    localStorage.setItem("given", "yes");
    return given;
  };
}"""
CONTROLLED = """async () => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 600 && !navigator.serviceWorker.controller; tries += 1) {
    await new Promise((give) => { setTimeout(give, 50); });
  }
}"""
# What is on the screen once there are so many.
SHOWN = """async (many) => {
  const { getNotifications } = ServiceWorkerRegistration.prototype;
  const found = await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 600; tries += 1) {
    const all = await getNotifications.call(found);
    if (all.length === many) return all.map((one) => [one.title, one.body]);
    await new Promise((give) => { setTimeout(give, 50); });
  }
  return "never";
}"""
# Bringing a window to the front takes a finger.
TOUCHED = """async () => {
  WindowClient.prototype.focus = async function () { return this; };
  self.clients.openWindow = async (address) => { self.opened = address; };
  const [note] = await self.registration.getNotifications();
  await open(target(note.data.path));
  return self.opened ?? null;
}"""


@pytest.fixture
def workers() -> str:
    return "allow"


@pytest.fixture
def device(scene: Scene, push_service: PushService, monkeypatch: pytest.MonkeyPatch) -> PushDevice:
    forget_key(scene.shop.place.database)
    place = scene.shop.place
    allowed = place.settings.model_copy(update={"allow_private_hosts": True})
    monkeypatch.setattr(place, "settings", allowed)
    return push_service.device()


@pytest.fixture
def phone(login: Login, base_url: str, device: PushDevice) -> Page:
    """The owner's, with the worker in charge, where notifications may be shown."""
    page = login("owner", "phone")
    page.context.grant_permissions(["notifications"], origin=base_url)
    given = json.dumps([device.endpoint, device.keys.p256dh, device.keys.auth])
    page.add_init_script(f"({GIVES})({given})")
    page.goto(PAGE)
    page.evaluate(CONTROLLED)
    return page


@pytest.fixture
def deliver(phone: Page, base_url: str) -> Iterator[Callable[[dict[str, Any]], None]]:
    session = phone.context.new_cdp_session(phone)
    numbers: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda said: numbers.extend(one["registrationId"] for one in said["registrations"]),
    )
    session.send("ServiceWorker.enable")
    until(phone, lambda: bool(numbers))

    def give(note: dict[str, Any]) -> None:
        asked = {"origin": base_url, "registrationId": numbers[-1], "data": json.dumps(note)}
        session.send("ServiceWorker.deliverPushMessage", asked)

    yield give
    session.detach()


def turn_on(phone: Page) -> None:
    phone.get_by_role("button", name="Recevoir les notifications ici").click()
    expect(phone.get_by_text("Cet appareil reçoit vos notifications")).to_be_visible()


def alerted(scene: Scene, device: PushDevice) -> dict[str, Any]:
    """What left for her device when something pressed in Julie's conversation."""
    desk = scene.shop.desk
    with desk.transaction() as connection:
        cases.notify(
            connection, kind="alert", text="Julie Mercier : mariage demain", urgency="high",
            lines=("« la robe de Julie »",), conversation_id=scene.held, at=desk.now(),
        )  # fmt: skip
    attend(desk, 0)
    with desk.transaction() as connection:
        team.seen(connection, None, desk.now())
    return dict(device.notes()[-1])


def touch(context: BrowserContext) -> str | None:
    opened = context.service_workers[0].evaluate(TOUCHED)
    return None if opened is None else str(opened)


def test_a_device_is_given_and_a_trial_comes_back_to_it(
    scene: Scene, phone: Page, device: PushDevice, deliver: Callable[[dict[str, Any]], None]
) -> None:
    turn_on(phone)
    expect(phone.get_by_text("cet appareil", exact=True)).to_be_visible()
    phone.get_by_role("button", name="Tester").click()
    expect(phone.get_by_text("Un essai part vers vos appareils.")).to_be_visible()
    attend(scene.shop.desk, 0)
    deliver(next(note for note in device.notes() if note["tag"] == "trial"))
    expect(phone.get_by_text("L’essai est bien arrivé sur cet appareil.")).to_be_visible()
    assert phone.evaluate(SHOWN, 1) == [
        ["Essai réussi", "Cet appareil reçoit bien vos notifications."]
    ]


def test_what_presses_is_shown_without_a_word_of_the_customer_and_a_touch_opens_it(
    scene: Scene, phone: Page, device: PushDevice, deliver: Callable[[dict[str, Any]], None]
) -> None:
    turn_on(phone)
    note = alerted(scene, device)
    assert not any(word in json.dumps(note) for word in ("Julie", "Mercier", "mariage", "robe"))
    phone.goto("/")
    deliver(note)
    assert phone.evaluate(SHOWN, 1) == [["Urgence", "Un client attend votre réponse sans tarder."]]
    assert touch(phone.context) is None
    phone.wait_for_url(f"**/conversations/{scene.held}")


def test_a_touch_after_the_log_out_leads_to_the_same_page_by_the_login(
    scene: Scene, phone: Page, device: PushDevice, deliver: Callable[[dict[str, Any]], None]
) -> None:
    turn_on(phone)
    note = alerted(scene, device)
    phone.goto("/hors-ligne")
    phone.context.clear_cookies()
    phone.goto("/login")
    deliver(note)
    phone.evaluate(SHOWN, 1)
    touch(phone.context)
    phone.wait_for_url(re.compile("/login.next="))
    phone.get_by_label("E-mail").fill(f"sarah-{scene.shop.id}@example.org")
    phone.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    phone.get_by_role("button", name="Se connecter").click()
    phone.wait_for_url(f"**/conversations/{scene.held}")


def test_a_touch_without_an_open_window_opens_one(
    scene: Scene, phone: Page, device: PushDevice, deliver: Callable[[dict[str, Any]], None],
    base_url: str,
) -> None:  # fmt: skip
    turn_on(phone)
    deliver(alerted(scene, device))
    phone.evaluate(SHOWN, 1)
    worker = phone.context.service_workers[0]
    worker.evaluate("self.clients.matchAll = async () => []")
    assert touch(phone.context) == f"{base_url}/conversations/{scene.held}"


def test_a_log_out_takes_away_words_notifications_and_the_device(
    scene: Scene, phone: Page, device: PushDevice, deliver: Callable[[dict[str, Any]], None],
    seen: Callable[[Page], Seen], base_url: str,
) -> None:  # fmt: skip
    seen(phone)  # the open stream is told 401
    token = scene.shop.employs("Marine", "staff")
    phone.context.add_cookies([{"name": "session", "value": token, "url": base_url}])
    phone.goto(PAGE)
    turn_on(phone)
    deliver(alerted(scene, device))
    assert len(phone.evaluate(SHOWN, 1)) == 1
    phone.goto(f"/conversations/{scene.held}")
    phone.locator("#text").fill("Bonjour Julie, je vous")
    phone.goto("/")
    assert phone.evaluate("sessionStorage.length") == 1
    phone.locator("summary.me").click()
    phone.get_by_role("button", name="Déconnexion").click()
    phone.wait_for_url(re.compile("/login"))
    assert phone.evaluate("sessionStorage.length") == 0
    assert phone.evaluate(SHOWN, 0) == []
    kept = "select count(*) from push_subscription where endpoint = %s"
    assert scene.shop.execute(kept, device.endpoint) == [(0,)]


def test_a_browser_that_has_another_address_gives_it_again(
    phone: Page, push_service: PushService, scene: Scene
) -> None:
    turn_on(phone)
    other = push_service.device()
    given = json.dumps([other.endpoint, other.keys.p256dh, other.keys.auth])
    phone.add_init_script(f"({GIVES})({given})")
    with phone.expect_response("**/appareils"):
        phone.goto("/")
    assert scene.shop.execute(
        "select count(*) from push_subscription where endpoint = %s", other.endpoint
    ) == [(1,)]
