"""The embedded PostgreSQL server: started as our own child, kept under the `var` folder."""

from coccinelle.store.postgres.address import Address
from coccinelle.store.postgres.attach import attach_or_start, throwaway, tools
from coccinelle.store.postgres.faults import AlreadyServed, PostgresError
from coccinelle.store.postgres.home import SUPERUSER
from coccinelle.store.postgres.removal import remove
from coccinelle.store.postgres.running import running
from coccinelle.store.postgres.server import EmbeddedServer

__all__ = [
    "SUPERUSER",
    "Address",
    "AlreadyServed",
    "EmbeddedServer",
    "PostgresError",
    "attach_or_start",
    "remove",
    "running",
    "throwaway",
    "tools",
]
