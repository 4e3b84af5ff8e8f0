"""The business, its owner and the contact, as the rules see them."""

from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from coccinelle.core.hours import OpeningHours
from coccinelle.core.policy import Policy


@dataclass(frozen=True, slots=True)
class Legal:
    """What an invoice must bear. vat_percent: 0 for a business that is exempt."""

    siren: str
    vat_number: str = ""
    vat_percent: float = 20.0


@dataclass(frozen=True, slots=True)
class Business:
    """clock_offset_seconds: only ever other than 0 for demo and sandbox businesses.

    catalogue_version: another one each time its products change. legal: None when it did not say.
    sandbox_of: the business this one is a copy of, for trials; None for a business of its own.
    catalogue_of: of a copy, the version of the catalogue it was given, which never changes there:
    what is kept in memory for whoever has the same one serves it too.
    """

    id: int
    slug: str
    name: str
    sector: str
    zone: ZoneInfo
    language: str
    address: str
    phone: str
    email: str
    parking: str
    owner_name: str
    hours: OpeningHours
    policy: Policy
    clock_offset_seconds: int = 0
    catalogue_version: int = 0
    legal: Legal | None = None
    owner_phone: str = ""
    owner_email: str = ""
    sandbox_of: int | None = None
    catalogue_of: str = ""

    @property
    def catalogue_name(self) -> str:
        """Another one whenever the catalogue is another."""
        return self.catalogue_of or f"{self.slug}:{self.catalogue_version}"


@dataclass(frozen=True, slots=True)
class Purchase:
    order_number: str
    product_ref: str
    product: str
    size: str
    color: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who writes, as the business knows them; an unknown sender has an empty first name.

    purchases: newest first. kind, address: how they wrote this time. tone, size: as a member set
    them, "" for the shop's own tone and for what their purchases tell.
    """

    id: int
    first_name: str
    last_name: str
    preferred_channel: str
    is_vip: bool
    order_count: int
    purchases: tuple[Purchase, ...]
    kind: str
    address: str
    live_holds: int = 0
    tone: Literal["", "vous", "tu"] = ""
    size: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
