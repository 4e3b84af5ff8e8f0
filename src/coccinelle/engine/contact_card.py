"""What members write on a customer's card: notes, VIP, a STOP or a START said elsewhere."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import consents, contact_card, contacts

LONGEST_NOTES, LONGEST_PROOF = 5000, 500
ELSEWHERE = "Cette adresse n'est pas celle de ce client."


def note(desk: Desk, contact_id: int, notes: str) -> None:
    with desk.transaction() as connection:
        contact_card.note(connection, contact_id, notes=notes)


def mark_vip(desk: Desk, contact_id: int, *, is_vip: bool) -> None:
    with desk.transaction() as connection:
        contact_card.mark_vip(connection, contact_id, is_vip=is_vip)


def record_consent(
    desk: Desk, contact_id: int, address_id: int, kind: str, *, is_stop: bool, proof: str, by: str
) -> None:
    """As if they had written it there; said again, it is written down once. Raises
    PermanentError."""
    now = desk.now()
    with desk.transaction() as connection:
        if not consents.lock_address(connection, address_id, contact_id):
            raise PermanentError(ELSEWHERE)
        if contacts.has_opted_out(connection, address_id, kind) == is_stop:
            return
        if is_stop:
            words = f"{proof} ({by})"
            contacts.opt_out(connection, address_id, kind, at=now, words=words)
        else:
            contacts.opt_in(connection, address_id, kind)
        consents.add(
            connection, address_id=address_id, kind=kind, is_stop=is_stop, proof=proof, by=by,
            at=now,
        )  # fmt: skip
