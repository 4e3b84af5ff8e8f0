"""A real Chromium before the real server: the demo shop, with a few conversations played.

`page` is the owner's window, at both widths; `login(role, screen)` opens another one, a stranger's
with the role "". A window whose console told an error, which opened a dialog or asked another host,
fails its test when it closes, unless the test took `seen(page)` in hand.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from coccinelle.store.database import Database
from tests.browser import chromium
from tests.browser.scene import Scene, play
from tests.browser.windows import SCREENS, WAIT, Seen, window
from tests.web.conftest import serving, web_app

Login = Callable[..., Page]


@pytest.fixture(scope="module")
def scene(shared_database: Database) -> Scene:
    return play(shared_database)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a module: Playwright holds the thread's event loop, which other tests need back."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        program = chromium.path(playwright)
        if program is None and os.environ.get("CI"):
            pytest.fail("no Chromium: .ci/run installs one (make browser)")
        if program is None:
            pytest.skip("no Chromium on this machine: make browser")
        with chromium.start(playwright, program) as started:
            yield started


@pytest.fixture(scope="module")
def base_url(scene: Scene) -> Iterator[str]:
    with serving(web_app(scene.shop)) as client:
        yield str(client.base_url).rstrip("/")


@pytest.fixture(params=list(SCREENS))
def screen(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def workers() -> str:
    """A page's own worker would go on after its window: only tests of the worker let it start."""
    return "block"


@pytest.fixture
def _open(
    browser: Browser, base_url: str, scene: Scene, workers: str
) -> Iterator[tuple[Login, Callable[[Page], Seen]]]:
    known: dict[Page, Seen] = {}
    with ExitStack() as stack:

        def login(role: str = "owner", screen: str = "desktop", **options: object) -> Page:
            token = scene.tokens[role] if role else ""
            options.setdefault("service_workers", workers)
            page, seen = stack.enter_context(window(browser, base_url, token, screen, **options))
            known[page] = seen
            return page

        yield login, known.pop
        faults = [fault for seen in known.values() for fault in seen.faults]
    assert faults == []


@pytest.fixture
def login(_open: tuple[Login, object]) -> Login:
    return _open[0]


@pytest.fixture
def seen(_open: tuple[object, Callable[[Page], Seen]]) -> Callable[[Page], Seen]:
    """What a window did; from then on the test judges it."""
    return _open[1]


@pytest.fixture
def page(login: Login, screen: str) -> Page:
    return login("owner", screen)
