"""The demo shop as it is on the morning of 16 January 2025, with its channels and its owner."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from coccinelle.connectors import opening
from coccinelle.demo.doubles import Doubles
from coccinelle.kit.clock import offset_to
from coccinelle.main import Installation, adapters
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import import_directory
from coccinelle.store import businesses, members
from coccinelle.store.reset import reset_demo
from coccinelle.web.access import passwords

SLUG = "elegance-paris"
MORNING = datetime(2025, 1, 16, 10, 15, tzinfo=ZoneInfo("Europe/Paris"))
OWNER_EMAIL = "sarah@example.org"


@dataclass(frozen=True, slots=True)
class DemoShop:
    """webhooks: the address of each channel, by adapter."""

    business_id: int
    webhooks: dict[str, str]
    owner_email: str
    owner_password: str


def open_shop(place: Installation, doubles: Doubles) -> DemoShop:
    """Afresh at every start: what an earlier demo left is erased."""
    number = dict((slug, n) for n, slug in businesses.known(place.database)).get(SLUG)
    if number is not None:
        with place.database.transaction(number) as connection:
            reset_demo(connection)
    counts = import_directory(
        demo_folder(),
        place.database,
        MORNING,
        slug=SLUG,
        clock_offset_seconds=offset_to(MORNING),
    )
    password = secrets.token_urlsafe(9)
    webhooks = _open_channels(place, counts.business_id, doubles)
    with place.database.transaction(counts.business_id) as connection:
        members.add(
            connection,
            name="Sarah",
            email=OWNER_EMAIL,
            role="owner",
            password_hash=passwords.hashed(password),
        )
    return DemoShop(counts.business_id, webhooks, OWNER_EMAIL, password)


def move_clock(place: Installation, shop: DemoShop, moment: datetime) -> None:
    with place.database.transaction(shop.business_id) as connection:
        businesses.set_clock_offset(connection, offset_to(moment))


def _open_channels(place: Installation, business_id: int, doubles: Doubles) -> dict[str, str]:
    webhooks = {}
    for adapter, typed in doubles.settings.items():
        if adapter in adapters():
            settings = adapters()[adapter].SETTINGS.model_validate(typed)
            webhooks[adapter] = place.open_channel(business_id, settings)
        else:
            connector = opening.adapters()[adapter].SETTINGS.model_validate(typed)
            place.open_connector(business_id, connector)
    return webhooks
