"""What a member did leaves a line in the audit log, whichever door they did it through."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from coccinelle.engine.desk import Desk
from coccinelle.store import audit
from coccinelle.store.audit import AuditLine
from coccinelle.store.database import Connection

__all__ = ["AuditLine", "Deed", "note"]


@dataclass(slots=True)
class Deed:
    """One act of a member, and its one line."""

    line: Callable[[], AuditLine]
    is_told: bool = False

    def watch(self, desk: Desk) -> Desk:
        """Through this desk, the first transaction that writes keeps the line with what it wrote:
        both or neither, whatever ends us."""
        return replace(desk, witness=self._see)

    def end(self, desk: Desk) -> None:
        """What wrote nothing by this desk, and is done, leaves its line now."""
        if not self.is_told:
            with desk.transaction() as connection:
                self._tell(connection, desk.now())

    def _see(self, connection: Connection, at: datetime) -> None:
        if not self.is_told and audit.has_written(connection):
            self._tell(connection, at)

    def _tell(self, connection: Connection, at: datetime) -> None:
        self.is_told = True
        audit.write(connection, self.line(), at)


def note(desk: Desk, line: AuditLine) -> None:
    """For what a member did without a desk of their own: they came in, a file was brought."""
    with desk.transaction() as connection:
        audit.write(connection, line, desk.now())
