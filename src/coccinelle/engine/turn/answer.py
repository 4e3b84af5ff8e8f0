"""The turn: the waiting messages of a conversation are read, decided upon, answered."""

from collections.abc import Callable

from coccinelle.core.errors import TemporaryError
from coccinelle.engine.case import Case, open_case
from coccinelle.engine.commitments import satisfaction
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import approval, pause
from coccinelle.engine.turn import prove
from coccinelle.engine.turn.leave_to_member import leave_to_member
from coccinelle.engine.turn.settle import FactsChanged, settle
from coccinelle.engine.turn.silence import fall_silent, must_be_silent, says_stop
from coccinelle.engine.turn.think import think

TRIES = 5  # a stock that changes five times between reading and writing is handed to a retry


def answer(desk: Desk, conversation_id: int) -> None:
    """Raises TemporaryError when the facts would not stand still."""
    for _ in range(TRIES):
        case = open_case(desk, conversation_id)
        if case is None:
            return
        if other := _in_another_way(case):
            return other(desk, case)
        heard = satisfaction.hear(desk, case)
        if heard is None:
            return
        try:
            case = prove.check(desk, heard)
            return settle(desk, case, think(desk, case))
        except FactsChanged:
            continue
    raise TemporaryError("Les données ont changé pendant la réponse.")


def _in_another_way(case: Case) -> Callable[[Desk, Case], None] | None:
    """Who is served otherwise than by a turn: members first, before any handling of customers."""
    is_stop = says_stop(case)
    if case.is_team and case.waiting and not is_stop:
        return approval.hear
    if case.conversation.paused_at or not case.waiting:
        return leave_to_member
    if case.is_all_paused and not is_stop:
        return pause.keep
    return fall_silent if must_be_silent(case) else None
