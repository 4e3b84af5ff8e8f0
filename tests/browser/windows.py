"""A browser's window as a test uses it: what went wrong in it is kept, axe and pictures at hand."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, Request

HERE = Path(__file__).parent
SHOTS = HERE / "shots"
AXE = HERE / "vendor" / "axe.min.js"
SCREENS = {"desktop": (1440, 900), "phone": (390, 844)}
SCRIPTED = {"fetch", "xhr", "eventsource"}
GRAVE = {"serious", "critical"}
BLOCKED = "Service Worker registration blocked by Playwright"  # as it was asked to
WAIT = 30_000  # milliseconds: a busy machine is slow, and what passes does not wait


@dataclass(slots=True)
class Seen:
    """What a window did that no page of ours may do; `outside`: addresses of other hosts."""

    console: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)  # method and path, our own
    acts: list[str] = field(default_factory=list)  # those of scripts, and every write

    @property
    def faults(self) -> list[str]:
        return [*self.console, *self.dialogs, *self.outside]


def watch(page: Page, base_url: str) -> Seen:
    seen = Seen()

    def told(kind: str, text: str) -> None:
        if kind in ("error", "warning") and text != BLOCKED:
            seen.console.append(f"{kind}: {text}")

    def asked(request: Request) -> None:
        if request.url.startswith(base_url):
            seen.requests.append(f"{request.method} {request.url.removeprefix(base_url)}")
            if request.method != "GET" or request.resource_type in SCRIPTED:
                seen.acts.append(seen.requests[-1])
        elif not request.url.startswith(("data:", "blob:", "about:")):
            seen.outside.append(request.url)

    def spoke(dialog: Dialog) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("console", lambda message: told(message.type, message.text))
    page.on("pageerror", lambda error: told("error", str(error)))
    page.on("request", asked)
    page.on("dialog", spoke)
    return seen


@contextmanager
def window(
    browser: Browser, base_url: str, token: str, screen: str, **options: Any
) -> Iterator[tuple[Page, Seen]]:
    """A person of their own: nothing is shared with another window. token: of their session."""
    width, height = SCREENS[screen]
    is_phone = screen == "phone"
    with browser.new_context(
        base_url=base_url, viewport={"width": width, "height": height}, locale="fr-FR",
        timezone_id="Europe/Paris", has_touch=is_phone, is_mobile=is_phone, **options,
    ) as context:  # fmt: skip
        context.set_default_timeout(WAIT)
        if token:
            context.add_cookies(
                [{"name": "session", "value": token, "url": base_url, "httpOnly": True}]
            )
        page = context.new_page()
        yield page, watch(page, base_url)


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """What the browser tells of itself arrives while the page is listened to."""
    for _ in range(WAIT // 50):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it never happened")


def grave_faults(page: Page) -> list[str]:
    """What axe finds serious or critical: rule, and the first element that breaks it."""
    page.evaluate(AXE.read_text() + "; 0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['nodes'][0]['target']} {one['help']}"
        for one in found["violations"]
        if one["impact"] in GRAVE
    ]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def shoot(page: Page, name: str) -> None:
    """A picture for people, kept out of the repository."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{re.sub('[^a-z0-9-]+', '-', name.lower())}.png", full_page=True)
