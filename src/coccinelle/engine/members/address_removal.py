"""A phone or an e-mail leaves a customer's card: what was said there stays, what comes does not."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.engine.members.contact_card import check_somebody
from coccinelle.store import addresses, attention, commitments, consents
from coccinelle.store.database import Connection

PROMISED = (
    "Un engagement en cours passe par cette coordonnée, et par aucune autre : tenez-le ou"
    " annulez-le d'abord (page Engagements)."
)
WAITED_FOR = (
    "Un message attend encore sur cette coordonnée : répondez-y, ou laissez-le partir, d'abord."
)


def remove_address(desk: Desk, contact_id: int, address_id: int, *, by: str) -> int | None:
    """The card it has of its own from now on, with its STOP if there was one: who writes from there
    is a stranger. None when it never served, or is not theirs: nothing is left of it then.

    Raises PermanentError while a promise or a message goes by it.
    """
    with desk.transaction() as connection:
        if not consents.lock_address(connection, address_id, contact_id):
            return None
        own_card = None
        if not addresses.forget_unused(connection, contact_id, address_id):
            own_card = _set_apart(desk, connection, contact_id, address_id, by)
        check_somebody(connection, contact_id)
        return own_card


def _set_apart(
    desk: Desk, connection: Connection, contact_id: int, address_id: int, by: str
) -> int:
    attention.lock_open_of(connection, contact_id)
    if addresses.is_promised(connection, address_id):
        raise PermanentError(PROMISED)
    if addresses.is_waited_for(connection, address_id):
        raise PermanentError(WAITED_FOR)
    now, because = desk.now(), f"{by} a retiré la coordonnée"
    for conversation_id in addresses.conversations(connection, address_id):
        for kind in addresses.OUR_OWN:
            commitments.end_all(
                connection, conversation_id, kind, status="cancelled", because=because, at=now
            )
        attention.close(connection, [conversation_id], by=by, at=now)
    return addresses.give_own_card(connection, address_id)
