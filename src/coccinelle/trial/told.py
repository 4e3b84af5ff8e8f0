"""What was said in a copy, and how it compares with what was said before."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import zip_longest

from coccinelle.engine.desk import Desk
from coccinelle.store import copies, messages, trial_sent
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow

MOST_MESSAGES = 300  # of one conversation
# What is another one each time: links of papers, one-time codes.
_VARYING = re.compile(r"https?://\S+|(?<![0-9])[0-9]{6}(?![0-9])")


def told(copy: Desk) -> list[MessageRow]:
    """Every message with customers that was sent or received, in order, as they read it."""
    with copy.transaction() as connection:
        rows = as_received(connection, [
            row
            for one in copies.spoken(connection)
            for row in messages.of_conversation(connection, one.id, MOST_MESSAGES)
        ])  # fmt: skip
    return sorted((row for row in rows if row.state != "dropped"), key=lambda row: row.id)


def replies(copy: Desk) -> list[str]:
    """What customers were sent, without what differs each time."""
    return [varying(sent.text) for sent in told(copy) if sent.direction == "outbound"]


def varying(text: str) -> str:
    """Without what differs each time."""
    return _VARYING.sub("…", text)


def sent(copy: Desk) -> list[str]:
    """The last texts that left, to whomever."""
    with copy.transaction() as connection:
        return trial_sent.lately(connection)


def as_received(connection: Connection, rows: Sequence[MessageRow]) -> list[MessageRow]:
    """With their codes, and the subject an e-mail left with."""
    known = trial_sent.of_messages(connection, [row.id for row in rows])
    return [
        replace(row, text=known[row.id].text, subject=known[row.id].subject)
        if row.id in known
        else row
        for row in rows
    ]


def written_as_owner(copy: Desk) -> list[MessageRow]:
    """From her own phone, in order."""
    with copy.transaction() as connection:
        rows = [
            row
            for number in copies.with_owner(connection, copy.business.owner_phone)
            for row in messages.of_conversation(connection, number, MOST_MESSAGES)
        ]
    return sorted((r for r in rows if r.direction == "inbound"), key=lambda row: row.id)


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
