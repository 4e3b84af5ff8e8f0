"""A shop on a real server: Alice owns it, Bob works there, Charlie owns the one next door."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.cookiejar import DefaultCookiePolicy

import httpx
import pytest
from fastapi import FastAPI

from coccinelle.channels.in_process import in_process_channel
from coccinelle.connecting import Connecting
from coccinelle.core.messages import Inbound, Outbound
from coccinelle.engine.attend import attend
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.receive import receive
from coccinelle.kit.clock import VirtualClock
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.store import cases, channels, contacts, members
from coccinelle.store.database import Database
from coccinelle.web.access import passwords
from coccinelle.web.access.sessions import form_token, open_session
from coccinelle.web.app import WebParts, create_app
from coccinelle.web.edge.forms import TOKEN_FIELD
from coccinelle.web.server import WebServer
from tests.worlds import NOW, new_business

PUBLIC_URL = "http://boutique.example.org"
PASSWORD = "coquelicot et bleuet"
JULIE = "+33639980001"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class Caller:
    """Someone with a browser; without a token, a stranger."""

    http: httpx.Client
    token: str = ""

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.http.get(path, headers={**self.cookie(), **headers})

    def led(self, answer: httpx.Response) -> httpx.Response:
        """The page an act leads to, as a browser opens it: with the word that was left for it."""
        left = answer.headers.get("set-cookie", "").partition(";")[0]
        return self.get(answer.headers["location"], cookie=f"session={self.token}; {left}")

    def post(self, path: str, **fields: object) -> httpx.Response:
        """As a form of ours would be sent."""
        return self.send(path, {TOKEN_FIELD: form_token(self.token), **fields})

    def send(self, path: str, fields: dict[str, object], **headers: str) -> httpx.Response:
        return self.http.post(path, data=fields, headers={**self.cookie(), **headers})

    def cookie(self) -> dict[str, str]:
        return {"cookie": f"session={self.token}"} if self.token else {}


@dataclass(frozen=True)
class Shop:
    """A business with its members, ready to be written to."""

    place: Installation
    id: int
    sent: list[Outbound]

    @property
    def desk(self) -> Desk:
        return self.place.desk(self.id)

    def hears(self, text: str, sender: str = JULIE) -> int:
        """A customer writes, and the assistant does all it has to; the conversation's number."""
        desk = self.desk
        inbound = Inbound(f"SM{next(_numbers)}", sender, "+33639980000", text)
        with desk.transaction() as connection:
            row = channels.all_of(connection)[0]
        conversation_id = receive(desk, row, inbound)
        assert conversation_id is not None and isinstance(self.place.clock, VirtualClock)
        self.place.clock.move_to(self.place.clock.now() + timedelta(seconds=10))
        attend(desk, conversation_id)
        return conversation_id

    def drafts(self, conversation_id: int, text: str) -> int:
        with self.desk.transaction() as connection:
            return cases.add_draft(
                connection, conversation_id, turn_id=None, reason="Conseil requis", text=text,
                actions=[], answers_seq=1, at=self.desk.now(),
            )  # fmt: skip

    def notifies(self, text: str, **more: object) -> None:
        with self.desk.transaction() as connection:
            cases.notify(connection, kind="action", text=text, at=self.desk.now(), **more)  # type: ignore[arg-type]

    def execute(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with self.desk.transaction() as connection:
            cursor = connection.execute(sql.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def employs(self, name: str, role: str) -> str:
        """A member, logged in: the token of their session."""
        with self.desk.transaction() as connection:
            member_id = members.add(
                connection, name=name, email=f"{name.lower()}-{self.id}@example.org", role=role,
                password_hash=_hash_of_password(),
            )  # fmt: skip
        return open_session(self.place.database, self.id, member_id)


def open_shop(database: Database, *, full: bool = False) -> Shop:
    """full: with the products and customers of the demo shop."""
    sent: list[Outbound] = []
    place = Installation(
        Settings(), database, Seal((bytes(32),)), clock=VirtualClock(NOW),
        connect=lambda row: in_process_channel(row.kind, address=row.address, sent=sent),
    )  # fmt: skip
    shop = Shop(place, new_business(database, demo_folder() if full else None), sent)
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="sms", adapter="sms_twilio", key=f"key-{shop.id}",
            address="+33639980000", settings={}, secrets=None,
        )  # fmt: skip
        contacts.address_for(connection, "sms", JULIE)
    return shop


def web_app(shop: Shop, public_url: str = PUBLIC_URL) -> FastAPI:
    return create_app(
        WebParts(shop.place.database, shop.place.desk, public_url, Connecting(shop.place))
    )


@contextmanager
def serving(app: FastAPI, port: int = 0) -> Iterator[httpx.Client]:
    """The real server in a thread, on a free port unless it is said."""
    server = WebServer(app, "127.0.0.1", port)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))  # none is kept
        try:
            yield client
        finally:
            server.should_exit = True
            thread.join(30)
            assert not thread.is_alive()


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    """One a module: what a test leaves there is met by its own file alone."""
    return julies_shop(shared_database)


def julies_shop(database: Database) -> Shop:
    """At 10h15 Julie asked for the blue dress and had it put aside, before anything else."""
    opened = open_shop(database, full=True)
    opened.hears("Bonjour, la robe fleurie bleue que vous avez postée hier, vous l'avez en 38 ?")
    opened.hears("Oui merci ! Je passe ce soir vers 17h !")
    return opened


@pytest.fixture(scope="module")
def http(shop: Shop) -> Iterator[httpx.Client]:
    """A server a module: the failed logins of one do not close the door of another."""
    with serving(web_app(shop)) as client:
        yield client


@pytest.fixture
def stranger(http: httpx.Client) -> Caller:
    return Caller(http)


@pytest.fixture(scope="module")
def alice(shop: Shop, http: httpx.Client) -> Caller:
    return Caller(http, shop.employs("Alice", "owner"))


@pytest.fixture(scope="module")
def bob(shop: Shop, http: httpx.Client) -> Caller:
    return Caller(http, shop.employs("Bob", "staff"))


@pytest.fixture(scope="module")
def next_door(shared_database: Database) -> Shop:
    return open_shop(shared_database)


@pytest.fixture(scope="module")
def charlie(next_door: Shop, http: httpx.Client) -> Caller:
    """An owner, of another business."""
    return Caller(http, next_door.employs("Charlie", "owner"))


@pytest.fixture(scope="module")
def julie(shop: Shop) -> int:
    """Julie's conversation."""
    return int(str(shop.execute("select min(id) from conversation")[0][0]))


Eventually = Callable[[Callable[[], bool]], None]


@pytest.fixture
def eventually() -> Eventually:
    """Waits until something is true, at most thirty seconds."""

    def wait(is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not is_so():
            assert time.monotonic() < end, "it never happened"
            time.sleep(0.02)

    return wait


_HASHES: list[str] = []


def _hash_of_password() -> str:
    """Made once: hashing is slow on purpose."""
    if not _HASHES:
        _HASHES.append(passwords.hashed(PASSWORD))
    return _HASHES[0]
