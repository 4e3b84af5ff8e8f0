"""The port of papers: what a customer is given to keep, as a PDF."""

from datetime import date
from typing import Protocol

from coccinelle.core.business import Business
from coccinelle.core.orders import Order


class Papers(Protocol):
    def purchase(self, order: Order, customer: str, business: Business, on: date) -> bytes:
        """The copy of an invoice when the business gave its legal numbers, else a plain proof that
        says it is not one. customer: their name, "" when unknown; on: the day it is made."""
