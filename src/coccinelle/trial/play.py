"""A script is played on a copy made for it, by the same engine and worker as for customers."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import zip_longest

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.packs.script import CustomerTurn, EventTurn, OwnerTurn, Script, Turn, moment
from coccinelle.store import copies, messages
from coccinelle.store.importing.folder import BusinessFolder
from coccinelle.store.messages import MessageRow
from coccinelle.trial import member_turn
from coccinelle.trial.clock import OpenDesk, go_on, settle
from coccinelle.trial.copy import renew
from coccinelle.trial.write import write

AFTER_LAST_TURN = timedelta(minutes=2)
MOST_TURNS = 60
MOST_MESSAGES = 300  # of one conversation
# What is another one each time: links of papers, one-time codes.
_VARYING = re.compile(r"https?://\S+|(?<![0-9])[0-9]{6}(?![0-9])")


def play(
    shop: Desk, open_desk: Callable[[int], Desk], script: Script, *,
    instead: BusinessFolder | None = None,
) -> list[str]:  # fmt: skip
    """What was answered, in order; the copy shows all of it. Raises PermanentError."""
    if len(script.turns) > MOST_TURNS:
        raise PermanentError(f"Un script joué ici tient en {MOST_TURNS} messages.")
    start = moment(script.start, datetime.now(shop.business.zone))
    number = renew(shop, at=start, instead=instead)

    def copy() -> Desk:
        return open_desk(number)

    last, times = None, [moment(turn.at, start) for turn in script.turns]
    for n in sorted(range(len(times)), key=times.__getitem__):
        go_on(copy, times[n])
        last = _play_turn(copy, script.turns[n], last)
    end = moment(script.until, start) if script.until is not None else _after(times, start)
    go_on(copy, end)
    return replies(copy())


def replies(copy: Desk) -> list[str]:
    """What customers were sent, without what differs each time."""
    return [_VARYING.sub("…", sent.text) for sent in told(copy) if sent.direction == "outbound"]


def told(copy: Desk) -> list[MessageRow]:
    """Every message with customers that was sent or received, in order."""
    with copy.transaction() as connection:
        rows = [
            row
            for one in copies.spoken(connection)
            for row in messages.of_conversation(connection, one.id, MOST_MESSAGES)
        ]
    return sorted((row for row in rows if row.state != "dropped"), key=lambda row: row.id)


def changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of replies that differ; "" where there is none."""
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        pair
        for step, i, j, k, m in steps
        if step != "equal"
        for pair in zip_longest(before[i:j], after[k:m], fillvalue="")
    ]


def pieces(reply: str) -> list[str]:
    """What of a reply is the same each time, as a script expects it."""
    return [piece.strip() for piece in reply.split("…") if len(piece.strip()) > 3]


def _after(times: list[datetime], start: datetime) -> datetime:
    return max(times, default=start) + AFTER_LAST_TURN


def _play_turn(copy: OpenDesk, turn: Turn, last: int | None) -> int | None:
    """The conversation touched. What the product refuses a member is part of the story."""
    match turn:
        case CustomerTurn():
            last = write(
                copy(), kind=turn.channel, sender=turn.sender, text=turn.text,
                subject=turn.subject, new_thread=turn.new_thread, verified=turn.verified,
                automatic=turn.automatic.replace("-", "_"),
            )  # fmt: skip
        case OwnerTurn():
            settle(copy)
            last = _act(copy(), turn, last)
        case EventTurn():
            if turn.event.stock is None:
                raise PermanentError("Cet évènement se joue avec « coccinelle simulate ».")
            member_turn.count_stock(copy(), turn.event.stock)
    settle(copy)
    return last


def _act(copy: Desk, turn: OwnerTurn, last: int | None) -> int | None:
    try:
        return last if member_turn.act_on_all(copy, turn) else member_turn.act(copy, turn, last)
    except PermanentError:
        return last
