"""One turn of a script, played on a copy by the same engine and worker as for customers."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import CustomerTurn, EventTurn, OwnerTurn, Turn
from coccinelle.trial import member_turn
from coccinelle.trial.clock import OpenDesk, settle
from coccinelle.trial.happen import happen
from coccinelle.trial.write import write, write_as_owner


def play_turn(copy: OpenDesk, turn: Turn, last: int | None, *, once: str) -> int | None:
    """The conversation touched. once: played again under the same name, it changes nothing."""
    match turn:
        case CustomerTurn():
            last = _write(copy(), turn, once)
        case OwnerTurn():
            settle(copy)
            last = _act(copy(), turn, last, once)
        case EventTurn():
            happen(copy(), turn.event, once=once)
    settle(copy)
    return last


def _write(copy: Desk, turn: CustomerTurn, once: str) -> int | None:
    return write(
        copy, kind=turn.channel, sender=turn.sender, text=turn.text, subject=turn.subject,
        new_thread=turn.new_thread, verified=turn.verified,
        automatic=turn.automatic.replace("-", "_"), once=once,
    )  # fmt: skip


def _act(copy: Desk, turn: OwnerTurn, last: int | None, once: str) -> int | None:
    """What the product refuses a member is part of the story."""
    try:
        if turn.owner.act == "sms":
            write_as_owner(copy, turn.owner.words, once=once)
            return last
        if member_turn.act_on_all(copy, turn):
            return last
        return member_turn.act(copy, turn, last, once=once)
    except PermanentError:
        return last
