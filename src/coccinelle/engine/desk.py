"""The desk: all that serving one business needs, in one frozen value."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from coccinelle.core.bells import Bells
from coccinelle.core.business import Business
from coccinelle.core.carrier import LabelMaker, Tracker
from coccinelle.core.channel import Channel
from coccinelle.core.clock import Clock
from coccinelle.core.identity import Identity
from coccinelle.core.knowledge import Knowledge
from coccinelle.core.orders import Orders
from coccinelle.core.papers import Papers
from coccinelle.core.push import Push
from coccinelle.core.shop import Shop
from coccinelle.core.skill import Skill
from coccinelle.core.turn import Reader
from coccinelle.core.wording import Rephraser, Wording
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection, Database


@dataclass(frozen=True, slots=True)
class Desk:
    """Sees one business and cannot see another.

    skills: by intent. public_url: without a final /. witness: sees each transaction before it ends.
    """

    business: Business
    database: Database
    clock: Clock
    shop: Shop
    orders_of: Callable[[Identity], Orders]
    knowledge: Knowledge
    reader: Reader
    skills: Mapping[str, Skill]
    wording: Wording
    bells: Bells
    open_channel: Callable[[ChannelRow], Channel]
    tracker: Tracker
    labels: LabelMaker
    papers: Papers
    public_url: str
    rephraser: Rephraser | None = None
    push: Push | None = None
    witness: Callable[[Connection, datetime], None] | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self.database.transaction(self.business.id) as connection:
            yield connection
            if self.witness:
                self.witness(connection, self.now())

    def now(self) -> datetime:
        """The business's time, in its own zone."""
        return self.clock.now().astimezone(self.business.zone)

    def real(self, at: datetime) -> datetime:
        """What the rest of the world calls that moment: a demo may live in another year."""
        return at - timedelta(seconds=self.business.clock_offset_seconds)

    def ring(self, connection: Connection, conversation_id: int) -> None:
        self.bells.ring(connection, self.business.id, conversation_id)
