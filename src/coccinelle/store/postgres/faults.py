"""What can go wrong with the embedded server, in sentences that say what to do."""

import re
from pathlib import Path

from coccinelle.core.errors import PermanentError


class PostgresError(PermanentError):
    """The embedded server cannot do what was asked; the text says what to change."""


class AlreadyServed(PostgresError):
    """Another process runs the server of this folder: attach to it."""


# Searched in order in what the system or PostgreSQL said.
SENTENCES = (
    (
        r"No space left on device|Disk quota exceeded",
        "The disk that holds {place} is full. Free some space there, then start again.",
    ),
    (
        r"Read-only file system",
        "{place} is on a read-only disk. Choose another folder with COCCINELLE_VAR.",
    ),
    (
        r"Not a directory|File exists",
        (
            "{place} cannot be used: a file stands where a folder is needed."
            " Move it away, or choose another folder with COCCINELLE_VAR."
        ),
    ),
    (
        r"Address already in use|lock file \"[^\"]*\.s\.PGSQL[^\"]*\" already exists",
        (
            "The database's port is taken: another program listens where {place} should."
            " Stop that program, then start again."
        ),
    ),
    (
        r"Permission denied|Operation not permitted|has wrong ownership",
        (
            "{place} cannot be used: permission denied. Run as the user it belongs to,"
            " or choose another folder with COCCINELLE_VAR."
        ),
    ),
    (
        r"could not look up effective user ID",
        (
            "The database cannot start: the current user has no name in the system's user list."
            " Run as a named user."
        ),
    ),
)


def explain(said: str, place: Path) -> PostgresError:
    """The sentence for what the system or PostgreSQL said about `place`."""
    for pattern, sentence in SENTENCES:
        if re.search(pattern, said):
            return PostgresError(sentence.format(place=place))
    return PostgresError(f"The database in {place} does not start. It said: {_last_words(said)}")


def _last_words(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return " / ".join(lines[-4:]) or "nothing."
