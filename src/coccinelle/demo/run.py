"""`coccinelle demo`, from an empty machine to the owner's feed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from coccinelle.core.errors import PermanentError
from coccinelle.demo import show
from coccinelle.demo.doubles import Doubles, World, open_world
from coccinelle.demo.outcome import faults
from coccinelle.demo.processes import free_ports, running, wait_until_ready
from coccinelle.demo.scenario import play
from coccinelle.demo.shop import DemoShop, open_shop
from coccinelle.kit.keep_running import Stopping
from coccinelle.main import Installation, installation
from coccinelle.settings import Settings


def run_demo(settings: Settings, console: Console, *, once: bool) -> int:
    """0 when everything the mission expects has happened."""
    started = time.perf_counter()
    with _started(settings, console) as (place, shop, world):
        show.ready(console, time.perf_counter() - started)
        for line in play(place, shop, world):
            show.passing(console, line)
        wrong = faults(place, shop)
        show.after(console, place, shop)
        show.verdict(console, wrong)
        if once:
            return 1 if wrong else 0
        show.dashboard(console, place.settings.public_url, shop)
        _wait_for_ctrl_c()
        return 1 if wrong else 0


@contextmanager
def _started(
    settings: Settings, console: Console
) -> Iterator[tuple[Installation, DemoShop, World]]:
    if not settings.public_url.startswith("http://127.0.0.1"):
        raise PermanentError("The demo does not run on a public address.")
    port, *ports = free_ports(settings.port, 0, 0, 0)
    base = f"http://127.0.0.1:{port}"
    twilio, resend, laposte = ports
    doubles = Doubles(twilio, resend, laposte)
    place_settings = settings.model_copy(update={"port": port, "public_url": base, "demo": True})
    show.starting(console)
    with installation(place_settings) as place:
        programs = [["coccinelle", "web"], ["coccinelle", "worker"], *doubles.programs]
        environment = {
            "COCCINELLE_PORT": str(port),
            "COCCINELLE_PUBLIC_URL": base,
            "COCCINELLE_DEMO": "1",
            "COCCINELLE_LOG_LEVEL": "error",
        }
        with running(programs, environment) as children:
            shop = open_shop(place, doubles)
            wait_until_ready([f"{base}/healthz", *doubles.health], children)
            with open_world(doubles, shop.webhooks) as world:
                yield place, shop, world


def _wait_for_ctrl_c() -> None:
    stopping = Stopping()
    while not stopping.asked:
        time.sleep(0.2)
