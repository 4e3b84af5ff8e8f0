"""A known little world: shops of Alice's, each test its own."""

import itertools
from datetime import UTC, datetime
from pathlib import Path

from coccinelle.packs import demo_folder
from coccinelle.packs.folder import read_folder
from coccinelle.store.database import Database
from coccinelle.store.importing import import_business
from coccinelle.store.importing.folder import BusinessFolder

_numbers = itertools.count(1)
_read: dict[Path, BusinessFolder] = {}
NOW = datetime(2025, 1, 16, 9, 15, tzinfo=UTC)


def new_business(database: Database, folder: Path | None = None) -> int:
    """A business of its own, of the demo shop's folder unless another is given; only its card and
    hours when the folder is the default."""
    path = folder or demo_folder()
    if path not in _read:
        _read[path] = read_folder(path)
    kept = _read[path]
    if folder is None:
        kept = BusinessFolder(kept.business)
    slug = f"shop-{next(_numbers)}-{id(database)}"
    return import_business(database, kept, NOW, slug=slug, clock_offset_seconds=0).business_id
