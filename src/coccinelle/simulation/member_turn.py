"""What a script makes members do: in a conversation, and at the counter."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine import counter, drafts, member
from coccinelle.engine.desk import Desk
from coccinelle.packs.folder.phones import to_e164
from coccinelle.simulation.script import OwnerTurn
from coccinelle.store import chronicle


def act(desk: Desk, turn: OwnerTurn, last: int | None) -> int:
    """The conversation acted upon. Raises PermanentError when the product refuses the act."""
    conversation_id = _conversation(desk, turn.whose, last)
    by, words = desk.business.owner_name or "membre", turn.owner.words
    match turn.owner.act:
        case "reply":
            member.reply(desk, conversation_id, words, by=by)
        case "approve":
            drafts.approve(desk, conversation_id, by=by)
        case "edit":
            drafts.approve(desk, conversation_id, by=by, text=words)
        case "refuse":
            drafts.refuse(desk, conversation_id, by=by, reason=words)
        case "take_over":
            member.take_over(desk, conversation_id, by=by)
        case "hand_back":
            member.hand_back(desk, conversation_id)
    return conversation_id


def count_stock(desk: Desk, counts: dict[str, int]) -> None:
    """Raises PermanentError for a SKU nobody knows."""
    for sku, on_hand in counts.items():
        counter.correct_stock(desk, sku, on_hand, by=desk.business.owner_name or "membre")


def _conversation(desk: Desk, whose: str | None, last: int | None) -> int:
    if whose is None and last is not None:
        return last
    if whose is None:
        raise PermanentError("Aucune conversation n'a encore commencé.")
    with desk.transaction() as connection:
        found = chronicle.conversation_with(connection, to_e164(whose) or whose)
    if found is None:
        raise PermanentError(f"Aucune conversation avec « {whose} ».")
    return found
