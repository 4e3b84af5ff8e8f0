"""One person does not keep the same article twice: what two contacts held becomes one hold."""

from datetime import datetime

from coccinelle.core.errors import PermanentError
from coccinelle.core.shop import Hold
from coccinelle.engine.actions import hold
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, holds, stock
from coccinelle.store.database import Connection
from coccinelle.store.merges import MergeRow

ENDED = "ended_hold"  # its name in what a merge moved
BECAUSE = "Fiches réunies : déjà mis de côté pour la même personne"


def end_doubles(
    desk: Desk, connection: Connection, merge: MergeRow, now: datetime
) -> dict[str, list[int]]:
    """Of each pair the larger stays, then the later; members are told what is on sale again."""
    ended = []
    for pair in holds.doubles(connection, merge.from_contact_id, merge.into_contact_id):
        spare, kept = sorted((hold.loaded(connection, n) for n in pair), key=_worth)
        hold.end(desk, connection, spare.id, status="cancelled", because=BECAUSE, now=now)
        _tell(connection, f"{hold.short_name(kept)} n'est plus gardé qu'une fois", BECAUSE, now)
        ended.append(spare.id)
    return {ENDED: ended} if ended else {}


def put_back(desk: Desk, connection: Connection, merge: MergeRow, now: datetime) -> None:
    """Two people after all: each has their own again, if it was not sold meanwhile."""
    for hold_id in merge.moved.get(ENDED, []):
        held = hold.loaded(connection, hold_id)
        if held.until <= now:
            continue
        if not stock.reserve(connection, held.sku, held.quantity):
            lost = f"{hold.short_name(held)} n'a pas pu être remis de côté pour {held.contact}"
            _tell(connection, lost, "Il n'en reste plus : à vous de voir", now)
            continue
        if not holds.reopen(connection, hold_id, now):
            raise PermanentError("Une mise de côté a changé : recommencez.")
        again = hold.loaded(connection, hold_id)
        hold.prolong(
            desk,
            connection,
            again,
            again.until,
            because="Fiches séparées",
            now=now,
            pickup_at=again.pickup_at,
        )


def _worth(held: Hold) -> tuple[int, datetime, int]:
    return held.quantity, held.until, -held.id


def _tell(connection: Connection, text: str, why: str, now: datetime) -> None:
    cases.notify(connection, kind="action", text=text, lines=(why,), at=now)
