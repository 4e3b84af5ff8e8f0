"""The shop the bench serves, and what can be asked of its rows from outside."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
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

    business_id: int
    webhook_url: str
    offset_seconds: int
    admin: psycopg.Connection[TupleRow] = field(repr=False)
    queries: int = 0

    def ask(self, query: str, *values: object) -> list[TupleRow]:
        """As superuser, outside the program's own connections."""
        self.queries += 1
        return self.admin.execute(query.encode(), values).fetchall()

    def tell(self, statement: str, values: dict[str, object] | None = None) -> None:
        """As superuser, without an answer."""
        self.queries += 1
        self.admin.execute(statement.encode(), values)

    def commits(self) -> int:
        """Of everyone but us, reading or writing; a process counts once it has ended."""
        (row,) = self.ask("select xact_commit from pg_stat_database"
                          " where datname = current_database()")  # fmt: skip
        return int(row[0]) - self.queries

    def workers(self) -> int:
        """How many workers hear bells."""
        return int(self.ask("select count(*) from procrastinate_workers")[0][0])


def open_shop(house: House, place: Installation, slug: str = "bench") -> Shop:
    offset = ceil((MORNING - datetime.now(UTC)).total_seconds())
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
        businesses.change_policy(connection, {"burst_wait_seconds": {}})
        connection.execute("update variant set on_hand = %s", (PLENTY,))
    admin = psycopg.connect(house.server.address.url(SUPERUSER), autocommit=True)
    return Shop(counts.business_id, url, offset, admin)
