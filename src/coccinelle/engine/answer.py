"""The turn: the waiting messages of a conversation are read, decided upon, answered."""

from coccinelle.core.errors import TemporaryError
from coccinelle.engine import prove, satisfaction, team
from coccinelle.engine.case import open_case
from coccinelle.engine.desk import Desk
from coccinelle.engine.settle import FactsChanged, leave_to_member, settle
from coccinelle.engine.silence import fall_silent, must_be_silent, says_stop
from coccinelle.engine.think import think

TRIES = 5  # a stock that changes five times between reading and writing is handed to a retry


def answer(desk: Desk, conversation_id: int) -> None:
    """Raises TemporaryError when the facts would not stand still."""
    for _ in range(TRIES):
        case = open_case(desk, conversation_id)
        if case is None:
            return
        if case.conversation.paused_at or not case.waiting:
            return leave_to_member(desk, case)
        if case.is_team and not says_stop(case):
            return team.hear(desk, case)
        if must_be_silent(case):
            return fall_silent(desk, case)
        heard = satisfaction.hear(desk, case)
        if heard is None:
            return
        try:
            case = prove.check(desk, heard)
            return settle(desk, case, think(desk, case))
        except FactsChanged:
            continue
    raise TemporaryError("Les données ont changé pendant la réponse.")
