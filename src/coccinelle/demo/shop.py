"""The demo shop as it is on the morning of 16 January 2025, with its channel and its owner."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from zoneinfo import ZoneInfo

from coccinelle.main import Installation, adapters
from coccinelle.packs import demo_folder
from coccinelle.packs.folder import import_directory
from coccinelle.store import businesses, members
from coccinelle.store.reset import reset_demo
from coccinelle.web import passwords

SLUG = "elegance-paris"
MORNING = datetime(2025, 1, 16, 10, 15, tzinfo=ZoneInfo("Europe/Paris"))
OWNER_EMAIL = "sarah@example.org"
SHOP_PHONE = "+33639980000"


@dataclass(frozen=True, slots=True)
class DemoShop:
    business_id: int
    webhook_url: str
    owner_email: str
    owner_password: str


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    sid: str
    token: str
    base_url: str


def open_shop(place: Installation, account: TwilioAccount) -> DemoShop:
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
    url = _open_channel(place, counts.business_id, account)
    with place.database.transaction(counts.business_id) as connection:
        members.add(
            connection,
            name="Sarah",
            email=OWNER_EMAIL,
            role="owner",
            password_hash=passwords.hashed(password),
        )
    return DemoShop(counts.business_id, url, OWNER_EMAIL, password)


def offset_to(moment: datetime) -> int:
    """Seconds that make it `moment` now, never a little before."""
    return ceil((moment - datetime.now(UTC)).total_seconds())


def move_clock(place: Installation, shop: DemoShop, moment: datetime) -> None:
    with place.database.transaction(shop.business_id) as connection:
        businesses.set_clock_offset(connection, offset_to(moment))


def _open_channel(place: Installation, business_id: int, account: TwilioAccount) -> str:
    settings = adapters()["sms_twilio"].SETTINGS.model_validate(
        {
            "account_sid": account.sid,
            "auth_token": account.token,
            "number": SHOP_PHONE,
            "base_url": account.base_url,
        }
    )
    return place.open_channel(business_id, settings)
