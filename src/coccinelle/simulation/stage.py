"""One throw-away server for all scripts: a business is imported once, each script gets a copy."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from coccinelle.core.bells import Bells
from coccinelle.core.memory import Memory
from coccinelle.core.turn import Said, Turn
from coccinelle.kit.clock import VirtualClock
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.packs.folder import import_directory
from coccinelle.settings import Settings
from coccinelle.simulation.lines import HeapBells, Lines
from coccinelle.simulation.script import DEMO_START
from coccinelle.store import channels
from coccinelle.store.database import Database
from coccinelle.store.upgrade import upgrade
from coccinelle.store.postgres import SUPERUSER, Address, throwaway

KINDS = ("sms", "whatsapp", "email", "instagram", "web")
EMPTY = "empty"  # the database every business is imported into a copy of


@dataclass(frozen=True, slots=True)
class _Template:
    name: str
    business_id: int


class Stage:
    """Not for use from two threads."""

    def __init__(self, settings: Settings, address: Address) -> None:
        self._settings = settings
        self._address = address
        self._templates: dict[Path, _Template] = {}
        self._seal = Seal((secrets.token_bytes(32),))
        self._count = 0
        self._stack = ExitStack()

    def open(self) -> "Stage":
        url = self._address.url(SUPERUSER, "postgres")
        self._admin = self._stack.enter_context(psycopg.connect(url, autocommit=True))
        self._execute("create database {}", EMPTY)
        upgrade(self._address.url(SUPERUSER, EMPTY), embedded=True)
        return self

    def close(self) -> None:
        self._stack.close()

    @contextmanager
    def copy(self, folder: Path) -> Iterator[tuple[Database, int]]:
        """A database of its own holding the business of this folder, and the business's number.

        Raises FolderFaults when the folder cannot be imported.
        """
        template = self._template(folder.resolve())
        with self._database(template.name) as database:
            yield database, template.business_id

    def installation(
        self, database: Database, bells: Bells, clock: VirtualClock, lines: Lines
    ) -> Installation:
        return Installation(self._settings, database, self._seal, bells, clock, connect=lines.open)

    def _template(self, folder: Path) -> _Template:
        if folder not in self._templates:
            self._templates[folder] = self._make_template(folder)
        return self._templates[folder]

    def _make_template(self, folder: Path) -> _Template:
        name = self._new_name("business")
        self._execute("create database {} template {}", name, EMPTY)
        database = Database(self._address.url("coccinelle_app", name), size=2).open()
        try:
            business_id = _move_in(database, folder)
            self._warm_up(database, business_id)
        finally:
            database.close()
        return _Template(name, business_id)

    def _warm_up(self, database: Database, business_id: int) -> None:
        """What is built once for a catalogue is built now, not during the first script."""
        clock = VirtualClock(DEMO_START.replace(tzinfo=UTC))
        desk = self.installation(database, HeapBells(), clock, Lines(clock)).desk(business_id)
        hello = (Said("Bonjour", desk.now()),)
        sector, memory = desk.business.sector, Memory()
        desk.reader.read(Turn(hello, desk.now(), "sms", sector, memory, desk.shop.catalogue()))

    @contextmanager
    def _database(self, template: str) -> Iterator[Database]:
        name = self._new_name("script")
        self._execute("create database {} template {}", name, template)
        database = Database(self._address.url("coccinelle_app", name), size=3).open()
        try:
            yield database
        finally:
            database.close()
            self._execute("drop database {} with (force)", name)

    def _new_name(self, what: str) -> str:
        self._count += 1
        return f"{what}_{self._count}"

    def _execute(self, statement: str, *names: str) -> None:
        query: Any = sql.SQL(statement)
        self._admin.execute(query.format(*map(sql.Identifier, names)))


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
    """The business as a demo, with one channel of each kind.

    Its slug is its own: what a reader keeps for a catalogue is kept under it, and two folders may
    hold a shop of the same name.
    """
    now = DEMO_START.replace(tzinfo=UTC)
    slug = f"simulated-{secrets.token_hex(6)}"
    counts = import_directory(folder, database, now, slug=slug, clock_offset_seconds=0)
    with database.transaction(counts.business_id) as connection:
        for kind in KINDS:
            channels.add(
                connection, kind=kind, adapter="in_process", key=secrets.token_hex(8),
                address=f"{kind}@{slug}", settings={}, secrets=None,
            )  # fmt: skip
    return counts.business_id
