"""The shop the bench serves, and what can be asked of its rows from outside."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import TupleRow

from coccinelle.bench.house import SHOP_PHONE, House
from coccinelle.main import Installation, adapters
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import import_directory
from coccinelle.store import businesses
from coccinelle.store.postgres import SUPERUSER

MORNING = datetime(2025, 1, 16, 10, 15, tzinfo=ZoneInfo("Europe/Paris"))
PLENTY = 10_000  # of each variant: every hold asked for can be placed


@dataclass(slots=True)
class Shop:
    """A demo shop with a channel, without burst wait. queries: how many were asked from here."""

    place: Installation
    business_id: int
    webhook_url: str
    offset_seconds: int
    admin_url: str
    admin: psycopg.Connection[TupleRow] = field(repr=False)
    queries: int = 0

    def go_to(self, moment: datetime) -> None:
        """Moves the business's clock."""
        self.offset_seconds = _offset_to(moment)
        with self.place.database.transaction(self.business_id) as connection:
            businesses.set_clock_offset(connection, self.offset_seconds)

    def go_on(self, **time: float) -> None:
        now = datetime.now(UTC) + timedelta(seconds=self.offset_seconds)
        self.go_to(now + timedelta(**time))

    def ask(self, query: str, *values: object) -> list[TupleRow]:
        """As superuser, outside the program's own connections."""
        return self._execute(query, values).fetchall()

    def tell(self, statement: str, values: dict[str, object] | None = None) -> None:
        """As superuser, without an answer."""
        self._execute(statement, values)

    def commits(self) -> int:
        """Of everyone but us, reading or writing; a process counts once it has ended."""
        (row,) = self.ask("select xact_commit from pg_stat_database"
                          " where datname = current_database()")  # fmt: skip
        return int(row[0]) - self.queries

    def workers(self) -> int:
        """How many workers hear bells."""
        return int(self.ask("select count(*) from procrastinate_workers")[0][0])

    def _execute(
        self, statement: str, values: Sequence[object] | dict[str, object] | None
    ) -> psycopg.Cursor[TupleRow]:
        """On a new connection when the server was restarted meanwhile."""
        self.queries += 1
        try:
            return self.admin.execute(statement.encode(), values)
        except psycopg.OperationalError:
            self.admin.close()
            self.admin = psycopg.connect(self.admin_url, autocommit=True)
            return self.admin.execute(statement.encode(), values)


@contextmanager
def open_shop(house: House, place: Installation, slug: str = "bench") -> Iterator[Shop]:
    """slug: of the business it is made as."""
    offset = _offset_to(MORNING)
    counts = import_directory(
        demo_folder(), place.database, MORNING, slug=slug, clock_offset_seconds=offset
    )
    settings = adapters()["sms_twilio"].SETTINGS.model_validate(
        {
            "account_sid": house.account_sid,
            "auth_token": house.auth_token,
            "number": SHOP_PHONE,
            "base_url": house.double_url,
        }
    )
    url = place.open_channel(counts.business_id, settings)
    with place.database.transaction(counts.business_id) as connection:
        businesses.change_policy(connection, {"burst_wait_seconds": {}, "sms_segment_cents": 0})
        connection.execute("update variant set on_hand = %s", (PLENTY,))
    admin_url = house.server.address.url(SUPERUSER)
    admin = psycopg.connect(admin_url, autocommit=True)
    shop = Shop(place, counts.business_id, url, offset, admin_url, admin)
    try:
        yield shop
    finally:
        shop.admin.close()


def _offset_to(moment: datetime) -> int:
    """Seconds that make it `moment` now, never a little before."""
    return ceil((moment - datetime.now(UTC)).total_seconds())
