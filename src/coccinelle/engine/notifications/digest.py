"""At opening, one message to the members: what has been waiting since before."""

from datetime import datetime

from coccinelle.core.member_words import moment
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, commitments, waited_for
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.database import Connection
from coccinelle.store.waited_for import WaitingRow

KIND = "digest"
SHOWN = 8  # lines; the page shows the rest


def plan(desk: Desk, connection: Connection, now: datetime) -> None:
    """There is one for the next opening, since something waits."""
    opening = desk.business.hours.next_opening(now)
    if opening is None or commitments.share(connection, KIND):
        return
    commitments.add(
        connection, kind=KIND, due_at=opening, reason="Ce qui attend à l'ouverture", at=now
    )


def tell(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Nothing waits: nothing is said. Another one is planned as long as something does."""
    commitments.end(connection, due.id, status="done", because="Fait", at=now)
    left = [one for one in waited_for.waiting(connection) if one.since < due.due_at]
    if not left:
        return
    count = f"{len(left)} clients attendent" if len(left) > 1 else "1 client attend"
    more = (f"et {len(left) - SHOWN} de plus",) if len(left) > SHOWN else ()
    cases.notify(
        connection,
        kind=KIND,
        text=f"Bonjour ! {count} votre réponse",
        lines=(*(_line(one, now) for one in left[:SHOWN]), *more),
        status_line="À vous de répondre",
        at=now,
        once=f"{KIND}:{due.due_at.date()}",
    )
    plan(desk, connection, now)


def _line(one: WaitingRow, now: datetime) -> str:
    return f"{one.who} ({moment(one.since.astimezone(now.tzinfo), now)}) : {one.reason}"
