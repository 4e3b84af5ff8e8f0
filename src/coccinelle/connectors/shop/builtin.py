"""The shop we keep ourselves: products, stock and holds in our own tables."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from coccinelle.core.business import Business
from coccinelle.core.catalogue import Catalogue, Product
from coccinelle.core.clock import Clock
from coccinelle.core.shop import Hold, StockLevel
from coccinelle.store import holds, orders, stock
from coccinelle.store.database import Connection

Transaction = Callable[[], AbstractContextManager[Connection]]


class BuiltinShop:
    """Keeps one catalogue in memory per business and reads it again when its version changes.

    business: as it is now; a shop is opened anew for each thing that happens.
    """

    def __init__(
        self,
        business: Business,
        transaction: Transaction,
        clock: Clock,
        kept: "KeptCatalogues",
    ) -> None:
        self._business = business
        self._transaction = transaction
        self._clock = clock
        self._kept = kept

    def catalogue(self) -> Catalogue:
        version, mine = self._business.catalogue_name, self._business.id
        for number in (mine, self._business.sandbox_of or mine):
            known = self._kept.get(number)
            if known is not None and known.version == version:
                return known
        with self._transaction() as connection:
            self._kept[mine] = stock.catalogue(connection, version)
        return self._kept[mine]

    def product(self, ref: str) -> Product | None:
        return next((p for p in self.catalogue().products if p.ref == ref), None)

    def stock(self, product_ref: str) -> tuple[StockLevel, ...]:
        with self._transaction() as connection:
            return stock.levels(connection, product_ref, self._clock.now())

    def stocks(self, product_refs: tuple[str, ...]) -> dict[str, tuple[StockLevel, ...]]:
        now = self._clock.now()
        with self._transaction() as connection:
            return {ref: stock.levels(connection, ref, now) for ref in product_refs}

    def bought_with(self, product_ref: str) -> dict[str, int]:
        with self._transaction() as connection:
            return orders.bought_with(connection, product_ref)

    def holds_of(self, contact_id: int) -> tuple[Hold, ...]:
        with self._transaction() as connection:
            return holds.active_of(connection, contact_id)


KeptCatalogues = dict[int, Catalogue]
