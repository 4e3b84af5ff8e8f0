"""The live stream: a bell when something happened here, and nothing else, to nobody else."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import psycopg
import pytest

from coccinelle.web.access.sessions import open_session
from coccinelle.web.live import BELL, HELLO, STILL_HERE
from coccinelle.web.server import GRACE_SECONDS
from tests.web.conftest import Caller, Eventually, Shop, serving, web_app


class Listener:
    """A page left open."""

    def __init__(self, caller: Caller) -> None:
        self.heard = b""
        self.is_over = False
        self._caller = caller
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()

    @property
    def bells(self) -> int:
        return self.heard.count(BELL)

    def _listen(self) -> None:
        headers = {"cookie": f"session={self._caller.token}"}
        with self._caller.http.stream("GET", "/events", headers=headers) as answer:
            for chunk in answer.iter_raw():
                self.heard += chunk
        self.is_over = True


@contextmanager
def short_lived(shop: Shop) -> Iterator[httpx.Client]:
    """A server that looks at its sessions every tenth of a second."""
    app = web_app(shop)
    app.state.live.beat_seconds = app.state.live.recheck_seconds = 0.1
    with serving(app) as http:
        yield http


@pytest.fixture
def http(shop: Shop) -> Iterator[httpx.Client]:
    with short_lived(shop) as client:
        yield client


@pytest.fixture
def owner(shop: Shop, http: httpx.Client) -> Caller:
    return Caller(http, shop.employs("Alice", "owner"))


def test_strangers_hear_nothing(stranger: Caller) -> None:
    assert stranger.get("/events").status_code == 401


def test_the_bell_rings_when_a_notification_commits(
    shop: Shop, owner: Caller, eventually: Eventually
) -> None:
    page = Listener(owner)
    eventually(lambda: HELLO in page.heard)
    before = page.bells
    shop.notifies("Réservation créée")
    eventually(lambda: page.bells > before)


def test_the_shop_next_door_hears_nothing(
    shop: Shop, next_door: Shop, http: httpx.Client, eventually: Eventually
) -> None:
    ours = Listener(Caller(http, shop.employs("Alice", "owner")))
    theirs = Listener(Caller(http, next_door.employs("Charlie", "owner")))
    eventually(lambda: STILL_HERE in ours.heard and STILL_HERE in theirs.heard)
    rung = theirs.bells
    for _ in range(20):
        shop.notifies("Réservation créée")
    eventually(lambda: ours.bells > 0)
    assert theirs.bells == rung


def test_nothing_but_constants_is_ever_written(
    shop: Shop, owner: Caller, app_url: str, eventually: Eventually
) -> None:
    page = Listener(owner)
    eventually(lambda: HELLO in page.heard)
    with psycopg.connect(app_url, autocommit=True) as connection:
        for payload in ("1\r\ndata: <hx-partial>", "event: close", "", "²", "9" * 40):
            connection.execute("select pg_notify('coccinelle_feed', %s)", (payload,))
    shop.notifies("a\rdata: <hx-partial>x</hx-partial>\r\r")
    eventually(lambda: page.bells > 0)
    rest = page.heard
    for known in (HELLO, BELL, STILL_HERE):
        rest = rest.replace(known, b"")
    assert rest == b""


def test_the_logout_ends_the_stream_at_once(shop: Shop, eventually: Eventually) -> None:
    with serving(web_app(shop)) as http:
        caller = Caller(http, shop.employs("Alice", "owner"))
        page = Listener(caller)
        eventually(lambda: HELLO in page.heard)
        caller.post("/logout")
        eventually(lambda: page.is_over)


def test_a_session_that_is_closed_elsewhere_ends_its_stream(
    shop: Shop, eventually: Eventually
) -> None:
    """Through another process, too: the database tells them all."""
    with serving(web_app(shop)) as http, serving(web_app(shop)) as elsewhere:
        page = Listener(Caller(http, shop.employs("Marine", "staff")))
        eventually(lambda: HELLO in page.heard)
        ((marine,),) = shop.execute("select max(id) from member where name = 'Marine'")
        other = open_session(shop.place.database, shop.id, int(str(marine)))
        assert Caller(elsewhere, other).post("/compte/sessions/fermer").status_code == 303
        eventually(lambda: page.is_over)


def test_a_stream_ends_when_its_session_does(
    shop: Shop, owner: Caller, eventually: Eventually
) -> None:
    page = Listener(owner)
    eventually(lambda: HELLO in page.heard)
    shop.execute("delete from session where created_at = (select max(created_at) from session)")
    eventually(lambda: page.is_over)


def test_an_open_page_does_not_hold_up_the_end_of_the_program(
    shop: Shop, eventually: Eventually
) -> None:
    with serving(web_app(shop)) as http:
        page = Listener(Caller(http, shop.employs("Alice", "owner")))
        eventually(lambda: HELLO in page.heard)
        asked_at = time.monotonic()
    assert time.monotonic() - asked_at < GRACE_SECONDS - 1
    eventually(lambda: page.is_over)


def test_a_broken_connection_is_opened_again(
    shop: Shop, owner: Caller, admin_url: str, eventually: Eventually
) -> None:
    page = Listener(owner)
    eventually(lambda: HELLO in page.heard)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where query ~ '^listen '"
        )
    rung = page.bells
    eventually(lambda: page.bells > rung)  # everybody looks once after an interruption
    rung = page.bells
    shop.notifies("Réservation créée")
    eventually(lambda: page.bells > rung)
