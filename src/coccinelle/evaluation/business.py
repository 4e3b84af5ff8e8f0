"""A business folder opened for reading: imported into a throw-away database, forgotten after."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coccinelle.engine.desk import Desk
from coccinelle.kit.seal import Seal
from coccinelle.main import Installation
from coccinelle.settings import Settings
from coccinelle.simulation.stage import stage


@contextmanager
def open_business(folder: Path, settings: Settings) -> Iterator[Desk]:
    """Raises FolderFaults when the folder cannot be imported."""
    with stage(settings) as built:
        database, business_id = built.use(folder)
        place = Installation(settings, database, Seal((secrets.token_bytes(32),)))
        yield place.desk(business_id)
