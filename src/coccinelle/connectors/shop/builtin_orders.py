"""The orders we keep ourselves, of the one person who may see them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from coccinelle.core.clock import Clock
from coccinelle.core.identity import Identity
from coccinelle.core.orders import Exchange, Order, Withdrawal
from coccinelle.store import orders
from coccinelle.store.database import Connection

Transaction = Callable[[], AbstractContextManager[Connection]]


class BuiltinOrders:
    """The same look-ups are made for a stranger: neither the answer nor its time tells an order of
    someone else from one that does not exist."""

    def __init__(self, identity: Identity, transaction: Transaction, clock: Clock) -> None:
        self._contact_id = identity.contact_id
        self._transaction = transaction
        self._clock = clock

    def order(self, number: str) -> Order | None:
        with self._transaction() as connection:
            return orders.load(connection, number, self._contact_id, self._clock.now())

    def recent(self) -> tuple[Order, ...]:
        with self._transaction() as connection:
            return orders.recent(connection, self._contact_id, self._clock.now())

    def exchanges(self) -> tuple[Exchange, ...]:
        with self._transaction() as connection:
            return orders.exchanges_of(connection, self._contact_id)

    def withdrawals(self) -> tuple[Withdrawal, ...]:
        with self._transaction() as connection:
            return orders.withdrawals_of(connection, self._contact_id)
