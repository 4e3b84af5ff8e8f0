"""What a script makes members do: in a conversation, and at the counter."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.business import autonomy
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import correction, counter, drafts, member, pause
from coccinelle.kit.phone_number import to_e164
from coccinelle.packs.script import OwnerAct, OwnerTurn
from coccinelle.store import chronicle, turns


def act(desk: Desk, turn: OwnerTurn, last: int | None, *, once: str = "") -> int | None:
    """The conversation acted upon. Raises PermanentError when the product refuses the act."""
    by = desk.business.owner_name or "membre"
    if turn.owner.act == "autonomy":
        _set_levels(desk, turn.owner.details, by)
        return last
    conversation_id = _conversation(desk, turn.whose, last)
    match turn.owner.act:
        case "correct":
            _correct(desk, conversation_id, turn.owner.details, by)
        case "reply":
            member.reply(desk, conversation_id, turn.owner.words, by=by, once=once or None)
        case _:
            _act_there(desk, conversation_id, turn.owner, by)
    return conversation_id


def _act_there(desk: Desk, conversation_id: int, owner: OwnerAct, by: str) -> None:
    match owner.act:
        case "approve":
            drafts.approve(desk, conversation_id, by=by)
        case "edit":
            drafts.approve(desk, conversation_id, by=by, text=owner.words)
        case "refuse":
            drafts.refuse(desk, conversation_id, by=by, reason=owner.words)
        case "take_over":
            member.take_over(desk, conversation_id, by=by)
        case "hand_back":
            member.hand_back(desk, conversation_id)


def _set_levels(desk: Desk, levels: dict[str, str], by: str) -> None:
    for skill, level in levels.items():
        match level:
            case "accept":
                autonomy.accept(desk, skill, by=by)
            case "refuse":
                autonomy.refuse(desk, skill, by=by)
            case _:
                autonomy.set_level(desk, skill, level, by=by)


def _correct(desk: Desk, conversation_id: int, details: dict[str, str], by: str) -> None:
    """The last turn in which the assistant answered alone."""
    with desk.transaction() as connection:
        rows = turns.of_conversation(connection, conversation_id)
    alone = [row.id for row in rows if correction.answering(row)]
    if not alone:
        raise PermanentError("L'assistant n'a répondu seul à aucun message de cette conversation.")
    correction.record(
        desk, alone[-1], details.get("skill", ""), kind=details.get("kind", "other"),
        note=details.get("note", ""), by=by,
    )  # fmt: skip


def act_on_all(desk: Desk, turn: OwnerTurn) -> bool:
    """On the whole assistant; False for an act in one conversation."""
    by = desk.business.owner_name or "membre"
    match turn.owner.act:
        case "pause_all":
            pause.pause_all(desk, by=by)
        case "resume_all":
            pause.resume_all(desk, by=by)
        case _:
            return False
    return True


def count_stock(desk: Desk, counts: dict[str, int]) -> None:
    """Raises PermanentError for a SKU nobody knows."""
    for sku, on_hand in counts.items():
        counter.correct_stock(desk, sku, on_hand)


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
