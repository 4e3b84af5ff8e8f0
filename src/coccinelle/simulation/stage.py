"""One throw-away server for all scripts: a business is imported once, then put back each time."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import psycopg
from psycopg import sql

from coccinelle.core.bells import Bells
from coccinelle.core.memory import Memory
from coccinelle.core.policy import Policy
from coccinelle.core.turn import Said, Turn
from coccinelle.kit.clock import VirtualClock
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.packs.folder import import_directory
from coccinelle.packs.script import DEMO_START
from coccinelle.settings import Settings
from coccinelle.simulation.lines import HeapBells, Lines
from coccinelle.store import businesses, channels, members
from coccinelle.store.database import Connection, Database
from coccinelle.store.postgres import SUPERUSER, Address, throwaway
from coccinelle.store.snapshot import Admin, keep, put_back
from coccinelle.store.upgrade import upgrade

KINDS = ("sms", "whatsapp", "email", "instagram", "web")
WARM_UP = "Ok super parfait"  # words of no language in particular: statistics are needed
EMPTY = "empty"  # the database every business is imported into a copy of


@dataclass(frozen=True, slots=True)
class _Set:
    """A business in a database of its own; restore: the statements that put it back."""

    name: str
    business_id: int
    restore: sql.Composed


class Stage:
    """Not for use from two threads."""

    def __init__(self, settings: Settings, address: Address) -> None:
        self._settings = settings
        self._address = address
        self._sets: dict[Path, _Set] = {}
        self._seal = Seal((secrets.token_bytes(32),))
        self._lights = ExitStack()  # the connections of the one set in use
        self._lit: tuple[_Set, Database, Admin] | None = None

    def open(self) -> "Stage":
        self._create(EMPTY)
        upgrade(self._address.url(SUPERUSER, EMPTY), embedded=True)
        return self

    def close(self) -> None:
        self._lit = None
        self._lights.close()

    def use(self, folder: Path) -> tuple[Database, int]:
        """A database as if just made, holding the business of this folder, and its number.

        It serves until the next call. Raises FolderFaults when the folder cannot be imported.
        """
        place = folder.resolve()
        if place not in self._sets:
            self._sets[place] = self._build(place)
        built = self._sets[place]
        database, admin = self._light(built)
        put_back(admin, built.restore)
        return database, built.business_id

    def installation(
        self, database: Database, bells: Bells, clock: VirtualClock, lines: Lines
    ) -> Installation:
        return Installation(
            self._settings, database, self._seal, bells, clock, connect=lines.open,
            calls_models=False,
        )  # fmt: skip

    def _light(self, wanted: _Set) -> tuple[Database, Admin]:
        """Connections to many businesses at once would be more than the server allows."""
        if self._lit is None or self._lit[0] is not wanted:
            self.close()
            database = self._database(wanted.name)
            self._lights.callback(database.close)
            self._lit = wanted, database, self._lights.enter_context(self._admin(wanted.name))
        return self._lit[1], self._lit[2]

    def _build(self, folder: Path) -> _Set:
        name = f"business_{len(self._sets)}_{secrets.token_hex(3)}"
        self._create(name, template=EMPTY)
        database = self._database(name)
        try:
            business_id = _move_in(database, folder)
            self._warm_up(database, business_id)
        finally:
            database.close()
        with self._admin(name) as admin:
            return _Set(name, business_id, keep(admin))

    def _warm_up(self, database: Database, business_id: int) -> None:
        """What is built once for a catalogue is built now, not during the first script."""
        clock = VirtualClock(DEMO_START.replace(tzinfo=UTC))
        desk = self.installation(database, HeapBells(), clock, Lines(clock)).desk(business_id)
        hello = (Said(WARM_UP, desk.now()),)
        sector = desk.business.sector
        desk.reader.read(Turn(hello, desk.now(), "sms", sector, Memory(), desk.shop.catalogue()))

    def _database(self, name: str) -> Database:
        return Database(self._address.url("coccinelle_app", name), size=3).open()

    def _admin(self, name: str) -> Admin:
        return psycopg.connect(self._address.url(SUPERUSER, name), autocommit=True)

    def _create(self, name: str, template: str = "template1") -> None:
        made = sql.SQL("create database {} template {}")
        with self._admin("postgres") as admin:
            admin.execute(made.format(sql.Identifier(name), sql.Identifier(template)))


@contextmanager
def stage(settings: Settings) -> Iterator[Stage]:
    """A server of our own, whatever the settings say of a database: nothing real is touched."""
    with throwaway(binaries=settings.postgres_bin, service_user=settings.service_user) as address:
        built = Stage(settings, address).open()
        try:
            yield built
        finally:
            built.close()


def _move_in(database: Database, folder: Path) -> int:
    """The business as a demo, with one channel of each kind. Nobody is asked whether they were
    satisfied, unless the folder sets a share of its own.

    Its slug is its own: what a reader keeps for a catalogue is kept under it, and two folders may
    hold a shop of the same name.
    """
    now = DEMO_START.replace(tzinfo=UTC)
    slug = f"simulated-{secrets.token_hex(6)}"
    counts = import_directory(folder, database, now, slug=slug, clock_offset_seconds=0)
    with database.transaction(counts.business_id) as connection:
        if businesses.current(connection).policy.satisfaction_share == Policy().satisfaction_share:
            businesses.change_policy(connection, {"satisfaction_share": 0})
        _employ(connection)
        for kind in KINDS:
            channels.add(
                connection, kind=kind, adapter="in_process", key=secrets.token_hex(8),
                address=f"{kind}@{slug}", settings={}, secrets=None,
            )  # fmt: skip
    return counts.business_id


def _employ(connection: Connection) -> None:
    """The owner of the folder is a member: the phone written there is hers, by her name."""
    business = businesses.current(connection)
    email = business.owner_email or "owner@example.org"
    if business.owner_name:
        members.add(
            connection, name=business.owner_name, email=email, role="owner", password_hash="none"
        )
