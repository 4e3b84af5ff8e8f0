"""Each module of settings has a shop of its own: what it sets is nobody else's."""

import pytest

from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database)


@pytest.fixture(autouse=True)
def _as_in_the_file(shop: Shop) -> None:
    shop.execute("delete from setting")
