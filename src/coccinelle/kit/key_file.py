"""A secret key in a file of its own, made once and never overwritten."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 32


def read(path: Path) -> str | None:
    return path.read_text().strip() if path.is_file() else None


def make(path: Path) -> str:
    """The new key, or the one that another process made first."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        os.link(fresh, path)  # unlike a rename, it fails when the file is there
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text().strip()
