"""Secrets of the installation itself, of no business: sealed, made once for all its processes."""

from collections.abc import Callable

from coccinelle.kit.seal import Seal
from coccinelle.store.database import Database

Made = tuple[str, bytes]  # the open part, the secret one


def kept(database: Database, seal: Seal, name: str, make: Callable[[], Made]) -> Made:
    """Made at the first call; of two processes at once, one has its own kept. Raises
    CannotUnseal."""
    found = _row(database, name)
    if found is None:
        opened, secret = make()
        with database.routing() as connection:
            connection.execute(
                "insert into installation_secret (name, open, secrets) values (%s, %s, %s)"
                " on conflict (name) do nothing",
                (name, opened, seal.seal(secret, _place(name))),
            )
        found = _row(database, name)
    assert found is not None
    return found[0], seal.open(found[1], _place(name))


def has_any(database: Database) -> bool:
    return bool(_names(database))


def closed(database: Database, seal: Seal) -> list[str]:
    """Those no key at hand opens."""
    return [name for name in _names(database) if not _opens(database, seal, name)]


def reseal(database: Database, seal: Seal) -> int:
    """How many an older key had sealed. Raises CannotUnseal."""
    renewed = 0
    for name in _names(database):
        found = _row(database, name)
        if found is None or seal.is_newest(found[1]):
            continue
        anew = seal.seal(seal.open(found[1], _place(name)), _place(name))
        with database.routing() as connection:
            renewed += connection.execute(
                "update installation_secret set secrets = %s where name = %s and secrets = %s",
                (anew, name, found[1]),
            ).rowcount
    return renewed


def _opens(database: Database, seal: Seal, name: str) -> bool:
    found = _row(database, name)
    return found is None or seal.opens(found[1], _place(name))


def _row(database: Database, name: str) -> Made | None:
    with database.routing() as connection:
        row = connection.execute(
            "select open, secrets from installation_secret where name = %s", (name,)
        ).fetchone()
    return (row[0], bytes(row[1])) if row else None


def _names(database: Database) -> list[str]:
    with database.routing() as connection:
        rows = connection.execute("select name from installation_secret order by 1").fetchall()
    return [row[0] for row in rows]


def _place(name: str) -> str:
    return f"installation:{name}"
