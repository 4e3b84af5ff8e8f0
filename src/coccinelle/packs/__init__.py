"""What each trade knows: data, one folder per sector."""

from pathlib import Path

from coccinelle.core.errors import PermanentError
from coccinelle.packs.trades import SECTORS

__all__ = ["SECTORS", "demo_folder"]


def demo_folder(sector: str = "boutique") -> Path:
    """The business folder of a sector's demo. Raises PermanentError when the sector has none."""
    folder = Path(__file__).parent / sector / "demo"
    if not (folder / "business.toml").is_file():
        raise PermanentError(f"Il n'y a pas de démonstration pour le secteur « {sector} ».")
    return folder
