"""Two contacts who may be one person: proposed to members, who decide and may undo it."""

from datetime import datetime

from coccinelle.core.errors import PermanentError
from coccinelle.engine.actions import merge_holds
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, erasure, merges
from coccinelle.store.database import Connection
from coccinelle.store.merges import MergeRow

ONE_ALREADY = "L'une de ces fiches a déjà été réunie avec une autre : rouvrez-la."
WENT_FURTHER = "Cette fiche a été réunie depuis avec une autre : séparez d'abord celles-là."


def propose(
    connection: Connection, *, from_contact_id: int, into_contact_id: int, reason: str,
    conversation_id: int | None, at: datetime,
) -> int | None:  # fmt: skip
    """Nothing is shared before a member agrees; None when it was already proposed."""
    merge_id = merges.propose(
        connection, from_contact_id=from_contact_id, into_contact_id=into_contact_id,
        reason=reason, at=at,
    )  # fmt: skip
    if merge_id is not None:
        cases.notify(
            connection,
            kind="action",
            text="Deux fiches sont peut-être la même personne",
            lines=(reason,),
            status_line="À vous de dire, à la page Fiches",
            conversation_id=conversation_id,
            at=at,
        )
    return merge_id


def accept(desk: Desk, merge_id: int, *, by: str) -> MergeRow:
    """Once, however often it is said. Raises PermanentError when it no longer waits, or when one of
    the two is another's now."""
    with desk.transaction() as connection:
        return _accept(desk, connection, merge_id, by)


def refuse(desk: Desk, merge_id: int, *, by: str) -> None:
    """Raises PermanentError when it no longer waits."""
    with desk.transaction() as connection:
        _locked(connection, merge_id, "proposed")
        merges.decided(connection, merge_id, status="refused", moved={}, by=by, at=desk.now())


def undo(desk: Desk, merge_id: int, *, by: str) -> MergeRow:
    """Everything that was moved goes back, once. Raises PermanentError when it was not merged, or
    when it went further since."""
    with desk.transaction() as connection:
        merge = _locked(connection, merge_id, "merged", "undone")
        if merge.status == "undone":
            return merge
        if merges.became_another(connection, [merge.into_contact_id]):
            raise PermanentError(WENT_FURTHER)
        merges.put_back(
            connection, from_contact_id=merge.from_contact_id,
            into_contact_id=merge.into_contact_id, moved=merge.moved,
        )  # fmt: skip
        merge_holds.put_back(desk, connection, merge, desk.now())
        merges.decided(
            connection, merge_id, status="undone", moved=merge.moved, by=by, at=desk.now()
        )
    return merge


def unite(desk: Desk, one: str, into: str, *, by: str) -> None:
    """By the addresses of two contacts. Raises PermanentError."""
    with desk.transaction() as connection:
        moved, kept = _contact(connection, one), _contact(connection, into)
    if moved == kept:
        raise PermanentError("Ces deux adresses sont déjà celles d'une seule fiche.")
    unite_contacts(desk, moved, kept, by=by)


def unite_contacts(desk: Desk, moved: int, kept: int, *, by: str) -> None:
    """All of the first goes to the second. Raises PermanentError."""
    if moved == kept:
        raise PermanentError("C'est la même fiche.")
    both = {"from_contact_id": moved, "into_contact_id": kept}
    with desk.transaction() as connection:
        merge_id = merges.waiting(connection, **both) or merges.propose(
            connection, **both, reason=f"Demandé par {by}", at=desk.now()
        )
        if merge_id is None:
            raise PermanentError("Cette réunion est déjà faite, ou a été refusée : page Fiches.")
        _accept(desk, connection, merge_id, by)


def separate(desk: Desk, address: str, *, by: str) -> None:
    """Undoes the last merge this contact took part in. Raises PermanentError."""
    with desk.transaction() as connection:
        done = merges.of_contact(connection, _contact(connection, address))
    if not done:
        raise PermanentError("Cette fiche n'a été réunie avec aucune autre.")
    undo(desk, done[0].id, by=by)


def _accept(desk: Desk, connection: Connection, merge_id: int, by: str) -> MergeRow:
    merge = _locked(connection, merge_id, "proposed", "merged")
    if merge.status == "merged":
        return merge
    if merges.became_another(connection, [merge.from_contact_id, merge.into_contact_id]):
        raise PermanentError(ONE_ALREADY)
    ended = merge_holds.end_doubles(desk, connection, merge, desk.now())
    moved = ended | merges.move(
        connection, from_contact_id=merge.from_contact_id, into_contact_id=merge.into_contact_id
    )
    merges.decided(connection, merge_id, status="merged", moved=moved, by=by, at=desk.now())
    return merge


def _contact(connection: Connection, address: str) -> int:
    found = erasure.contact_at(connection, address)
    if found is None:
        raise PermanentError(f"Personne n'a l'adresse « {address} ».")
    return found


def _locked(connection: Connection, merge_id: int, *statuses: str) -> MergeRow:
    """With the conversations of both: nothing is being answered meanwhile."""
    merge = merges.lock(connection, merge_id)
    if merge is None or merge.status not in statuses:
        raise PermanentError("Cette proposition n'attend plus.")
    for contact_id in sorted((merge.from_contact_id, merge.into_contact_id)):
        erasure.conversations_of(connection, contact_id)
    return merge
