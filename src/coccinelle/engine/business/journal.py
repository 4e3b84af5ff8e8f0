"""What a member did leaves a line in the audit log, whichever door they did it through."""

from coccinelle.engine.desk import Desk
from coccinelle.store import audit
from coccinelle.store.audit import AuditLine

__all__ = ["AuditLine", "note"]


def note(desk: Desk, line: AuditLine) -> None:
    with desk.transaction() as connection:
        audit.write(connection, line, desk.now())
