"""A shop of this module's own."""

import pytest

from coccinelle.store.database import Database
from tests.web.conftest import Shop, open_shop


@pytest.fixture(scope="module")
def shop(shared_database: Database) -> Shop:
    return open_shop(shared_database)
