"""`coccinelle demo`, from an empty machine to the owner's feed."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from coccinelle.core.errors import PermanentError
from coccinelle.demo import show
from coccinelle.demo.processes import free_ports, running, wait_until_ready
from coccinelle.demo.scenario import faults, play
from coccinelle.demo.shop import SHOP_PHONE, DemoShop, TwilioAccount, open_shop
from coccinelle.kit.keep_running import Stopping
from coccinelle.main import Installation, installation
from coccinelle.settings import Settings


def run_demo(settings: Settings, console: Console, *, once: bool) -> int:
    """0 when everything the mission expects has happened."""
    started = time.perf_counter()
    with _started(settings, console) as (place, shop, double_url):
        show.ready(console, time.perf_counter() - started)
        for line in play(place, shop, double_url):
            show.message(console, line)
        wrong = faults(place, shop)
        show.after(console, place, shop)
        show.verdict(console, wrong)
        if once:
            return 1 if wrong else 0
        show.dashboard(console, place.settings.public_url, shop)
        _wait_for_ctrl_c()
        return 1 if wrong else 0


@contextmanager
def _started(settings: Settings, console: Console) -> Iterator[tuple[Installation, DemoShop, str]]:
    if not settings.public_url.startswith("http://127.0.0.1"):
        raise PermanentError("The demo does not run on a public address.")
    port, double_port = free_ports(settings.port, 0)
    base = f"http://127.0.0.1:{port}"
    double_url = f"http://127.0.0.1:{double_port}"
    account = TwilioAccount("AC" + secrets.token_hex(16), secrets.token_hex(16), double_url)
    place_settings = settings.model_copy(update={"port": port, "public_url": base, "demo": True})
    show.starting(console)
    with installation(place_settings) as place:
        programs = [
            ["coccinelle", "web"],
            ["coccinelle", "worker"],
            ["coccinelle.sandbox.twilio", "--port", str(double_port), "--account-sid", account.sid,
             "--auth-token", account.token, "--number", SHOP_PHONE],
        ]  # fmt: skip
        environment = {
            "COCCINELLE_PORT": str(port),
            "COCCINELLE_PUBLIC_URL": base,
            "COCCINELLE_DEMO": "1",
            "COCCINELLE_LOG_LEVEL": "error",
        }
        with running(programs, environment) as children:
            shop = open_shop(place, account)
            wait_until_ready([f"{base}/healthz", f"{double_url}/_sandbox/messages"], children)
            yield place, shop, double_url


def _wait_for_ctrl_c() -> None:
    stopping = Stopping()
    while not stopping.asked:
        time.sleep(0.2)
