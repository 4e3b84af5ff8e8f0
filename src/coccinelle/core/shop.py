"""The shop port: stock, products and holds, whoever keeps them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from coccinelle.core.catalogue import Catalogue, Product


@dataclass(frozen=True, slots=True)
class StockLevel:
    """available is what may be promised: on hand less reserved, never below zero.

    read_at: when; a fact says its age. held_by_strangers: for contacts who never ordered.
    """

    sku: str
    size: str
    color: str
    price_cents: int
    on_hand: int
    reserved: int
    read_at: datetime
    held_by_strangers: int = 0

    @property
    def available(self) -> int:
        return max(0, self.on_hand - self.reserved)


@dataclass(frozen=True, slots=True)
class Hold:
    """status: active, picked_up, cancelled, expired. purpose: pickup, exchange, backup."""

    id: int
    sku: str
    product_ref: str
    product: str
    color: str
    size: str
    quantity: int
    until: datetime
    status: str
    purpose: str
    pickup_at: datetime | None
    contact_id: int
    contact: str
    contact_first_name: str


class Shop(Protocol):
    """What a skill may do: look, never touch. Raises TemporaryError when it cannot be reached."""

    def catalogue(self) -> Catalogue: ...

    def product(self, ref: str) -> Product | None: ...

    def stock(self, product_ref: str) -> tuple[StockLevel, ...]:
        """One level per variant of the product, in the catalogue's order."""

    def stocks(self, product_refs: tuple[str, ...]) -> dict[str, tuple[StockLevel, ...]]:
        """The same of several products at once."""

    def bought_with(self, product_ref: str) -> dict[str, int]:
        """By product, how many orders hold it beside this one."""

    def holds_of(self, contact_id: int) -> tuple[Hold, ...]:
        """The contact's active holds, newest first."""
