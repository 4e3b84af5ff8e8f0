"""A whole shop: the real web server, the real database, the double of Twilio, a demo's clock."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from coccinelle.connecting import Connecting
from coccinelle.core.shop import Hold, StockLevel
from coccinelle.engine.attend import attend
from coccinelle.engine.desk import Desk
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation, adapters
from coccinelle.packs import demo_folder
from coccinelle.settings import Settings
from coccinelle.store import (
    businesses,
    cases,
    commitments,
    contacts,
    holds,
    members,
    messages,
    phones,
    stock,
    turns,
)
from coccinelle.store.database import Database
from coccinelle.web.app import WebParts, create_app
from tests.loopback import ACCOUNT, JULIE, SHOP, TOKEN, Double, served
from tests.worlds import new_business

MORNING = datetime.fromisoformat("2025-01-16T10:15:00+01:00")


@dataclass
class World:
    """One shop, one phone; time passes when it is told to."""

    place: Installation
    business_id: int
    webhook_url: str
    twilio: Double

    @property
    def desk(self) -> Desk:
        return self.place.desk(self.business_id)

    def go_to(self, moment: datetime) -> None:
        offset = math.ceil((moment - datetime.now(UTC)).total_seconds())
        with self.place.database.transaction(self.business_id) as connection:
            businesses.set_clock_offset(connection, offset)

    def go_on(self, **time: float) -> None:
        self.go_to(self.desk.now() + timedelta(**time))

    def policy(self, **changes: Any) -> None:
        with self.place.database.transaction(self.business_id) as connection:
            businesses.change_policy(connection, changes)

    def post(self, text: str, *, sender: str = JULIE, **details: Any) -> dict[str, Any]:
        """The signed form over HTTP, and no more."""
        return self.twilio.write(self.webhook_url, text, **{"from": sender, **details})

    def say(self, text: str, *, sender: str = JULIE) -> str:
        """Posted, attended to: the reply as the phone shows it, "" for none."""
        before = len(self.replies(sender))
        self.post(text, sender=sender)
        self.attend()
        return "\n".join(self.replies(sender)[before:])

    def employs(self, name: str, phone: str, role: str = "owner") -> int:
        """A member with a verified phone; the member's id."""
        with self.desk.transaction() as connection:
            member_id = members.add(
                connection, name=name, email=f"{name.lower()}@example.org", role=role,
                password_hash="x",
            )  # fmt: skip
            phones.give(connection, member_id, phone)
        return member_id

    def rewrite(self, text: str) -> None:
        """The words of the draft that waits, whatever was prepared."""
        with self.desk.transaction() as connection:
            connection.execute("update draft set text = %s where status = 'waiting'", (text,))

    def attend(self) -> None:
        with self.desk.transaction() as connection:
            rows = connection.execute("select id from conversation order by id").fetchall()
        for (conversation_id,) in rows:
            attend(self.desk, conversation_id)

    def replies(self, phone: str = JULIE) -> list[str]:
        return [
            m["body"]
            for m in self.twilio.messages()
            if m["direction"].startswith("outbound") and m["to"] == phone
        ]

    def holds(self) -> tuple[Hold, ...]:
        with self.desk.transaction() as connection:
            return holds.all_of(connection)

    def level(self, sku: str) -> StockLevel:
        with self.desk.transaction() as connection:
            ref = sku.rsplit("-", 1)[0]
            return next(x for x in stock.levels(connection, ref, MORNING) if x.sku == sku)

    def feed(self) -> list[str]:
        with self.desk.transaction() as connection:
            return [n.text for n in cases.notifications(connection, oldest_first=True)]

    def drafts(self) -> list[cases.DraftRow]:
        """Those that wait."""
        with self.desk.transaction() as connection:
            return cases.drafts(connection, waiting_only=True)

    def last_turn(self) -> turns.TurnRow:
        with self.desk.transaction() as connection:
            row = connection.execute("select max(id) from turn").fetchone()
            found = turns.load(connection, row[0]) if row else None
        assert found is not None
        return found

    def promises(self) -> dict[str, str]:
        with self.desk.transaction() as connection:
            return {c.kind: c.status for c in commitments.all_of(connection)}

    def messages(self) -> list[messages.MessageRow]:
        with self.desk.transaction() as connection:
            rows = connection.execute("select id from conversation order by id").fetchall()
            return [m for (n,) in rows for m in messages.of_conversation(connection, n, 100)]

    def opt_outs(self) -> list[str]:
        with self.desk.transaction() as connection:
            return [row["address"] for row in contacts.opt_outs(connection)]


@pytest.fixture(scope="session")
def place(shared_database: Database) -> Iterator[Installation]:
    settings = Settings(demo=True)
    found = Installation(settings, shared_database, Seal((b"k" * 32,)))

    def parts(public_url: str) -> WebParts:
        return WebParts(shared_database, found.desk, public_url, Connecting(found), is_demo=True)

    holder: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await holder[0](scope, receive, send)

    holder.append(create_app(parts("http://127.0.0.1")))
    for base_url in served(app):
        found.settings = settings.model_copy(update={"public_url": base_url})
        holder[0] = create_app(parts(base_url))
        yield found


@pytest.fixture
def open_world(place: Installation, twilio: Double) -> Callable[..., World]:
    def opener(folder: Path | None = None, **policy: Any) -> World:
        business_id = new_business(place.database, folder or demo_folder())
        settings = adapters()["sms_twilio"].SETTINGS(
            account_sid=ACCOUNT, auth_token=TOKEN, number=SHOP, base_url=twilio.base_url
        )
        url = place.open_channel(business_id, settings)
        world = World(place, business_id, url, twilio)
        world.policy(burst_wait_seconds={}, **policy)
        world.go_to(MORNING)
        return world

    return opener


@pytest.fixture
def world(open_world: Callable[..., World]) -> World:
    return open_world()
