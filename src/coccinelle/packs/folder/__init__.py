"""The business folder: how a shop without any software gets in."""

from datetime import datetime
from pathlib import Path

from coccinelle.packs.folder.faults import Fault, FolderFaults
from coccinelle.packs.folder.reading import read_folder
from coccinelle.packs.folder.sentences import Language
from coccinelle.store.database import Database
from coccinelle.store.importing import Counts, import_business
from coccinelle.store.importing.batches import silent
from coccinelle.store.importing.folder import BusinessFolder, Progress

__all__ = ["BusinessFolder", "Counts", "Fault", "FolderFaults", "import_directory", "read_folder"]


def import_directory(
    path: Path,
    database: Database,
    now: datetime,
    *,
    language: Language = "fr",
    slug: str | None = None,
    clock_offset_seconds: int | None = None,
    progress: Progress = silent,
) -> Counts:
    """Reads the folder, then keeps all of it in one transaction.

    Raises FolderFaults (nothing was kept) or TemporaryError (another import is under way).
    """
    folder = read_folder(path, language=language, progress=progress)
    return import_business(
        database,
        folder,
        now,
        slug=slug,
        clock_offset_seconds=clock_offset_seconds,
        progress=progress,
    )
