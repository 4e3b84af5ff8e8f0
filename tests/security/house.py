"""The demo shop with SMS and e-mail, and people who may not be who they say."""

import itertools
import re
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from coccinelle.core.messages import Inbound, Outbound
from coccinelle.engine.attend import attend
from coccinelle.engine.turn.receive import receive
from coccinelle.kit.clock import VirtualClock
from coccinelle.store import cases, channels, merges
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop

JULIE, JULIES_MAIL = "+33639980001", "julie.mercier@example.org"
EMMA, EMMAS_MAIL = "+33639980002", "emma@example.org"
STRANGER = "+33639980077"
_numbers = itertools.count(1)


@dataclass
class House:
    """The demo shop with SMS and e-mail, and a clock moved by hand."""

    shop: Shop
    rows: dict[str, ChannelRow]
    conversations: set[int] = field(default_factory=set)

    def says(self, text: str, sender: str = STRANGER, **more: object) -> str:
        """The reply where they wrote, and what else left meanwhile stays in `shop.sent`."""
        before = len(self.shop.sent)
        self.hears(text, sender, **more)
        self.attend()
        return "\n".join(s.text for s in self.shop.sent[before:] if s.recipient == sender)

    def hears(self, text: str, sender: str, **more: object) -> None:
        row = self.rows["email" if "@" in sender else "sms"]
        inbound = Inbound(f"M{next(_numbers)}", sender, row.address, text, **more)  # type: ignore[arg-type]
        conversation_id = receive(self.shop.desk, row, inbound)
        assert conversation_id is not None
        self.conversations.add(conversation_id)
        self.passes(seconds=10)

    def attend(self) -> None:
        """Codes leave in conversations of their own, begun meanwhile."""
        for _ in range(2):
            for (conversation_id,) in self.shop.execute("select id from conversation order by id"):
                attend(self.shop.desk, int(str(conversation_id)))

    def passes(self, **time: float) -> None:
        clock = self.shop.place.clock
        assert isinstance(clock, VirtualClock)
        clock.move_to(clock.now() + timedelta(**time))

    @property
    def codes(self) -> list[str]:
        return [re.findall(r"[0-9]{6}", s.text)[0] for s in self.code_mails]

    @property
    def code_mails(self) -> list[Outbound]:
        return [s for s in self.shop.sent if "Votre code" in s.subject]

    def escalations(self) -> list[str]:
        with self.shop.desk.transaction() as connection:
            return [case.reason for case in cases.escalations(connection)]

    def feed(self) -> list[str]:
        with self.shop.desk.transaction() as connection:
            return [n.text for n in cases.notifications(connection, oldest_first=True)]

    def merges(self) -> list[merges.MergeRow]:
        with self.shop.desk.transaction() as connection:
            return merges.all_of(connection, 10)


@pytest.fixture
def house(database: Database) -> House:
    shop = open_shop(database, full=True)
    with shop.desk.transaction() as connection:
        channels.add(
            connection, kind="email", adapter="in_process", key=f"mail-{shop.id}",
            address="boutique@example.org", settings={}, secrets=None,
        )  # fmt: skip
        return House(shop, {row.kind: row for row in channels.all_of(connection)})
