"""Each module of settings has a shop of its own: what it sets is nobody else's."""

from dataclasses import replace

import httpx
import pytest

from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.store import channels
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Database
from tests.loopback import ACCOUNT, TOKEN
from tests.web.conftest import Shop, open_shop

WAYS = "/reglages/connexions"
SMS, MAIL = f"{WAYS}/sms_twilio", f"{WAYS}/email_resend"
NUMBER = "+33939980000"
KEYS = {"account_sid": ACCOUNT, "auth_token": TOKEN, "number": NUMBER}


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database)


@pytest.fixture(autouse=True)
def _as_in_the_file(shop: Shop) -> None:
    shop.execute("delete from setting")


def connected_shop(database: Database) -> Shop:
    """On an installation whose connections are real ones, and may be doubles here."""
    opened = open_shop(database)
    found = Installation(Settings(demo=True), database, opened.place.seal)
    return replace(opened, place=found)


def place_of(answer: httpx.Response) -> str:
    """The page an act leads to, without what it says there."""
    return str(answer.headers["location"]).partition("?")[0]


def rows_of(shop: Shop) -> list[ChannelRow]:
    with shop.desk.transaction() as connection:
        return channels.all_of(connection)
