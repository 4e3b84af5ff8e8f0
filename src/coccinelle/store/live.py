"""Open pages hear that rows they show have changed, when the transaction commits."""

from typing import LiteralString

from coccinelle.store.database import Connection

# The payload is the business's number and nothing else: everybody may listen.
RING: LiteralString = "pg_notify('coccinelle_feed', current_setting('app.business_id'))"


def ring(connection: Connection) -> None:
    connection.execute("select " + RING)
