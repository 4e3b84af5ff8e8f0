"""Each turn of a period with what the other tables tell of it: its answer, what became of it.

What belongs together is put together here, not by a join: each statement then reads one index, and
none needs the server to know how full its tables are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString

from coccinelle.core.verdicts import WINDOW, Served
from coccinelle.store.database import Connection

_A_WEEK = timedelta(weeks=1)
_A_DAY = timedelta(days=1)
Row = tuple[Any, ...]


def served(connection: Connection, start: datetime, end: datetime) -> list[Served]:
    """Received in the period, and in the 72 hours after it: they tell what became of it."""
    return [turn for week in _weeks(start, end + WINDOW) for turn in _of(connection, *week)]


def _weeks(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Week by week, however long the period: no statement of a busy shop takes seconds."""
    while start < end:
        until = min(start + _A_WEEK, end)
        yield start, until
        start = until


def _of(connection: Connection, start: datetime, end: datetime) -> list[Served]:
    turns = connection.execute(_TURNS, (start, end)).fetchall()
    alone = connection.execute(_LEFT_TO_A_MEMBER, (start, end)).fetchall()
    said = _said(connection, turns, start, end)
    told = _told(connection, turns)
    answers = _by_hand(connection, {row[1] for row in (*turns, *alone)}, start)
    return [
        _turn(row, *said[row[0]], told, answers.get(row[1], [])) for row in turns if row[0] in said
    ] + [
        Served(None, contact_id, "member", at, _first(answers.get(conversation_id, []), at))
        for at, conversation_id, contact_id in alone
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """By turn; delivered: by the number of the order."""

    drafts: dict[int, tuple[str, float | None]]
    scores: dict[int, int]
    corrected: set[int]
    picked_up: set[int]
    delivered: dict[str, datetime]

    def proves(self, turn_id: int, at: datetime, outcomes: list[Any], about: list[Any]) -> bool:
        """What was put aside was picked up, or the parcel asked about was delivered."""
        if turn_id in self.picked_up:
            return True
        if not any(outcome["intent"] == "order_status" for outcome in outcomes):
            return False
        orders = (one["value"] for one in about if one["name"] == "order_number")
        came = (self.delivered.get(order) for order in orders)
        return any(moment and at <= moment <= at + WINDOW for moment in came)


def _told(connection: Connection, turns: list[Row]) -> _Told:
    ids = [row[0] for row in turns]
    orders = [one["value"] for row in turns for one in row[6] if one["name"] == "order_number"]

    def read(sql: LiteralString, wanted: list[Any]) -> list[Row]:
        return connection.execute(sql, (wanted,)).fetchall() if wanted else []

    acts = {row[0]: row[1] for row in read(_ACTS, ids)}
    return _Told(
        drafts={row[0]: (row[1], row[2]) for row in read(_DRAFTS, ids)},
        scores={row[0]: row[1] for row in read(_SCORES, ids)},
        corrected={row[0] for row in read(_CORRECTED, ids)},
        picked_up={acts[row[0]] for row in read(_PICKED_UP, list(acts))},
        delivered={row[0]: row[1] for row in read(_DELIVERED, orders)},
    )


def _said(
    connection: Connection, turns: list[Row], start: datetime, end: datetime
) -> dict[int, tuple[datetime, datetime | None]]:
    """When the first message of a turn came, and when its answer left. What was answered more than
    a day after it came is looked for in its conversation."""
    rows = connection.execute(_SAID, (start - _A_DAY, end + _A_DAY)).fetchall()
    found = _received(rows)
    slow = [(row[1], row[0]) for row in turns if row[0] not in found]
    if slow:
        found |= _received(
            connection.execute(_SAID_LATE, [list(of) for of in zip(*slow, strict=True)])
        )
    return found


def _received(rows: Iterable[Row]) -> dict[int, tuple[datetime, datetime | None]]:
    return {turn_id: (received, replied) for turn_id, received, replied in rows if received}


Answers = list[tuple[datetime, datetime]]  # when a member wrote, when it left


def _by_hand(
    connection: Connection, conversations: set[int], start: datetime
) -> dict[int, Answers]:
    found: dict[int, Answers] = defaultdict(list)
    for conversation_id, *moments in connection.execute(_BY_HAND, (list(conversations), start)):
        found[conversation_id].append((moments[0], moments[1]))
    return found


def _first(answers: Answers, at: datetime) -> datetime | None:
    return min((left for wrote, left in answers if wrote >= at), default=None)


def _turn(
    row: Row, received_at: datetime, replied_at: datetime | None, told: _Told, answers: Answers
) -> Served:
    turn_id, _conversation, contact_id, lane, at, outcomes, about, answer = row
    status, edited = told.drafts.get(turn_id, ("", None))
    match lane:
        case "answer" | "act":
            answered_at = replied_at
        case "draft" | "escalate":
            answered_at = _first(answers, at)
        case _:
            answered_at = None
    return Served(
        turn_id=turn_id,
        contact_id=contact_id,
        lane=lane,
        received_at=received_at,
        answered_at=answered_at,
        intents=tuple(_intent(outcome) for outcome in outcomes or ()),
        about={one["name"]: str(one["ref"] or one["value"]) for one in about},
        answer=answer or "",
        has_draft=status in ("waiting", "sent", "edited"),
        edited=0.0 if status == "sent" else edited,
        is_corrected=turn_id in told.corrected,
        has_proof=told.proves(turn_id, at, outcomes or [], about),
        score=told.scores.get(turn_id),
    )


def _intent(outcome: dict[str, Any]) -> str:
    kind = outcome.get("sub_kind")
    return f"{outcome['intent']}/{kind}" if kind else str(outcome["intent"])


# Materialized: read by its time, whatever else the server thinks of first.
_TURNS: LiteralString = """
with t as materialized (select * from turn where at >= %s and at < %s)
select t.id, t.conversation_id, v.contact_id, t.lane, t.at, t.decision -> 'outcomes',
    coalesce(jsonb_path_query_array(t.reading, '$.requests[*].entities[*] ? (@.name ==
        "order_number" || @.name == "product" || @.name == "size" || @.name == "color")'), '[]'),
    t.reading #>> '{answer,kind}'
from t join conversation v on v.id = t.conversation_id join contact p on p.id = v.contact_id
where not p.is_team
order by t.id
"""

_LEFT_TO_A_MEMBER: LiteralString = """
with m as materialized (
    select id, at, conversation_id from message
    where direction = 'inbound' and turn_id is null and state = 'answered' and automatic = ''
        and purpose not in ('stop', 'satisfaction') and at >= %s and at < %s
)
select m.at, m.conversation_id, v.contact_id
from m join conversation v on v.id = m.conversation_id join contact p on p.id = v.contact_id
where not p.is_team
order by m.id
"""

# A turn whose messages were answered anew by a later one has none left: it is no answer to count.
_MOMENTS: LiteralString = """
select turn_id, min(at) filter (where direction = 'inbound'),
    min(sent_at) filter (where author = 'assistant' and purpose in ('reply', 'consent'))
from message where turn_id is not null and """
_SAID: LiteralString = _MOMENTS + "at >= %s and at < %s group by 1"
_SAID_LATE: LiteralString = _MOMENTS + "conversation_id = any(%s) and turn_id = any(%s) group by 1"

_BY_HAND: LiteralString = """
select conversation_id, at, coalesce(sent_at, at) from message
where conversation_id = any(%s) and direction = 'outbound' and author = 'member' and at >= %s
"""

_DRAFTS: LiteralString = """
select distinct on (turn_id) turn_id, status, edit_distance::float / greatest(length(text), 1)
from draft where turn_id = any(%s) order by turn_id, id desc
"""

_SCORES: LiteralString = """
select turn_id, min(score) from satisfaction
where turn_id = any(%s) and score is not null group by 1
"""

_CORRECTED: LiteralString = "select turn_id from correction where turn_id = any(%s)"

_ACTS: LiteralString = "select id, turn_id from action where turn_id = any(%s)"

_PICKED_UP: LiteralString = """
select action_id from hold where action_id = any(%s) and status = 'picked_up'
"""

_DELIVERED: LiteralString = """
select number, delivered_at from orders where number = any(%s) and delivered_at is not null
"""
