"""One door to the database: a transaction always belongs to one business."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from coccinelle.core.errors import PermanentError
from coccinelle.store import roles

Connection = psycopg.Connection[TupleRow]
WAIT_SECONDS = 10.0  # for a connection: a restart of the server is shorter
PAGE_WAIT_SECONDS = 2.0  # of somebody in front of a screen

# Session defaults, so that RESET ALL returns to them on a role that may not alter itself.
_OPTIONS = (
    "-c statement_timeout=5000 -c lock_timeout=3000"
    " -c idle_in_transaction_session_timeout=30000 -c timezone=UTC"
)


class Database:
    """A pool of connections of the app role, which row-level security binds."""

    def __init__(self, url: str, *, size: int = 10, take_role: bool = False) -> None:
        self.url = url
        self._take_role = take_role
        self._wait_seconds = WAIT_SECONDS
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            url,
            kwargs={"autocommit": True, "options": _OPTIONS},
            min_size=1,
            max_size=size,
            timeout=WAIT_SECONDS,
            reconnect_timeout=WAIT_SECONDS,  # then whoever comes asks anew, not ever more rarely
            open=False,
            configure=self._configure,
        )

    def open(self) -> "Database":
        """Raises PermanentError when the role is one that row-level security does not bind."""
        self._pool.open(wait=True, timeout=15)
        with self._pool.connection() as connection:
            faults = roles.faults_of_caller(connection)
        if faults:
            raise PermanentError("Refused to start: " + ", ".join(faults) + ".")
        return self

    def close(self) -> None:
        self._pool.close()

    def for_pages(self) -> "Database":
        """The same connections, waited for no longer than somebody looks at an empty page."""
        other = copy(self)
        other._wait_seconds = PAGE_WAIT_SECONDS
        return other

    @contextmanager
    def transaction(self, business_id: int) -> Iterator[Connection]:
        """Everything inside sees this business only, and is kept or lost together."""
        begin = f"begin; set local app.business_id = {business_id:d}"
        with self._connection(begin) as connection, _scope(connection):
            yield connection

    @contextmanager
    def routing(self) -> Iterator[Connection]:
        """A connection with no business: only the routing functions answer on it."""
        with self._connection("reset all") as connection:
            yield connection

    @contextmanager
    def _connection(self, first: str) -> Iterator[Connection]:
        """One that lives: the server may have closed those that waited here, at a restart.

        first: what is said first on it, and said again on another one when this one is dead.
        """
        tries = self._pool.max_size + 1
        while True:
            connection, tries = self._pool.getconn(self._wait_seconds), tries - 1
            try:
                connection.execute(first.encode())
                break
            except psycopg.OperationalError:
                self._pool.putconn(connection)
                if not tries:
                    raise
        try:
            yield connection
        finally:
            self._pool.putconn(connection)

    def _configure(self, connection: Connection) -> None:
        if self._take_role:
            connection.execute("set role coccinelle_app")


@contextmanager
def _scope(connection: Connection) -> Iterator[None]:
    """The end of a transaction, in one round trip. The reset leaves nothing of its business, not
    even of a setting that outlives it."""
    try:
        yield
    except BaseException:
        with suppress(psycopg.OperationalError):  # lost: the pool makes another one
            connection.execute("rollback; reset all")
        raise
    connection.execute("commit; reset all")
