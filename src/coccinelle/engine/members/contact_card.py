"""What members write on a customer's card: who they are, notes, a STOP said elsewhere."""

from collections.abc import Mapping

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.first_message import FORMS
from coccinelle.store import consents, contact_card, contacts
from coccinelle.store.database import Connection

LONGEST_NOTES, LONGEST_PROOF = 5000, 500
NOBODY = "Il faut un nom ou une coordonnée : sans l'un ni l'autre, cette fiche n'est personne."
ELSEWHERE = "Cette adresse n'est pas celle de ce client."


class Overtaken(PermanentError):
    """fields: what somebody else changed meanwhile."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__("Un autre membre vient de changer cette fiche : relisez-la.")
        self.fields = fields


def change(
    desk: Desk, contact_id: int, wanted: Mapping[str, str], shown: Mapping[str, str]
) -> None:
    """What the member changed of what they were shown, and nothing else. Raises Overtaken when
    somebody else changed the same."""
    changed = {name: value for name, value in wanted.items() if value != shown[name]}
    with desk.transaction() as connection:
        now = contact_card.lock(connection, contact_id)
        if now is None or not changed:
            return
        lost = tuple(n for n, value in changed.items() if now[n] not in (shown[n], value))
        if lost:
            raise Overtaken(lost)
        contact_card.change(connection, contact_id, changed)
        check_somebody(connection, contact_id)


def is_address(kind: str, value: str) -> bool:
    return FORMS[kind].fullmatch(value) is not None


def add_address(desk: Desk, contact_id: int, *, kind: str, value: str) -> int | None:
    """The other contact whose address it is, None once it is this one's."""
    with desk.transaction() as connection:
        contact_card.add_address(connection, contact_id, kind=kind, value=value)
        holder = contact_card.holder_of(connection, kind, value)
    return None if holder == contact_id else holder


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


def check_somebody(connection: Connection, contact_id: int) -> None:
    if not contact_card.is_somebody(connection, contact_id):
        raise PermanentError(NOBODY)
