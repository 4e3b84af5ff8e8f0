"""What is played on a copy: begun by a member, taken up by a worker turn by turn, ended once.

A worker that dies leaves its place and how far it was: another goes on from there, and what a turn
had already said is known by its name.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import yaml

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.kit.failpoints import declare
from coccinelle.packs.script import Script, moment
from coccinelle.store import plays, trial_scripts
from coccinelle.store.importing.folder import BusinessFolder
from coccinelle.store.plays import NewPlay, PlayRow
from coccinelle.trial.clock import IsWanted, always, go_on
from coccinelle.trial.copy import renew
from coccinelle.trial.record import read
from coccinelle.trial.told import changes, replies
from coccinelle.trial.turn import play_turn

AFTER_LAST_TURN = timedelta(minutes=2)
MOST_TURNS = 60
FARTHEST = timedelta(days=62)  # beyond, it is no longer a trial
LEASE = timedelta(seconds=20)  # of real time without a sign of life: its worker is dead
LONGEST = timedelta(minutes=5)  # of real time, for all of it
MOST_TRIES = 3  # of one turn
BUSY = "Un essai est en train de se jouer : attendez qu'il se termine, ou arrêtez-le."
STOPPED, TOO_LONG, STUMBLED = "stopped", "too_long", "stumbled"  # why one ends early
TURN_PLAYED = declare("trial_turn_played", "a turn of a trial was played, not yet counted")

OpenDesk = Callable[[int], Desk]


def begin(
    shop: Desk, script: str, *, by: int, kind: str, title: str, replies: list[str] | None = None,
    script_id: int | None = None, instead: BusinessFolder | None = None,
) -> int:  # fmt: skip
    """A fresh copy of this member's, and what a worker is to play there. Raises PermanentError."""
    read_script = read(script)
    turns = len(read_script.turns)
    if turns > MOST_TURNS:
        raise PermanentError(f"Un script joué ici tient en {MOST_TURNS} messages.")
    start = moment(read_script.start, datetime.now(shop.business.zone))
    new = NewPlay(
        kind, title, script, turns, start, datetime.now(UTC), replies=replies,
        trial_script_id=script_id,
    )  # fmt: skip
    return renew(shop, by=by, at=start, instead=instead, play=new)


def advance(copy: Desk, until: datetime) -> int:
    """The copy's clock goes forward; the play's number. Raises PermanentError for a moment that is
    past or too far, and while something is played."""
    now = copy.now()
    if not now <= until <= now + FARTHEST:
        raise PermanentError("L'horloge de l'essai avance seulement, de deux mois au plus.")
    script = {"start": now.isoformat(), "turns": [], "until": until.isoformat()}
    new = NewPlay("clock", "", yaml.safe_dump(script), 0, now, datetime.now(UTC))
    with copy.transaction() as connection:
        if not plays.put(connection, new):
            raise PermanentError(BUSY)
        row = plays.current(connection)
    assert row is not None
    return row.id


def stop(copy: Desk) -> None:
    """What was played until now stays."""
    with copy.transaction() as connection:
        row = plays.current(connection)
        if row is not None:
            plays.end(connection, row.id, told=STOPPED)


def is_playing(copy: Desk) -> bool:
    with copy.transaction() as connection:
        row = plays.current(connection)
    return row is not None and not row.is_over


def go_on_playing(open_desk: OpenDesk, number: int, is_wanted: IsWanted = always) -> None:
    """For a worker: all that is left of what is played there, unless another is at it.

    is_wanted: False hands it over to the next worker.
    """
    copy, now = open_desk(number), datetime.now(UTC)
    with copy.transaction() as connection:
        row = plays.claim(connection, now, now + LEASE)
    if row is None:
        return
    try:
        told = _play(partial(open_desk, number), row, is_wanted)
    except PermanentError as error:
        told = str(error)
    if told is not None:
        _end(open_desk, copy, row, told)
    elif not is_wanted():
        _keep(copy, row, timedelta())


def _play(copy: Callable[[], Desk], row: PlayRow, is_wanted: IsWanted) -> str | None:
    """Why it ended early, "" when it did not; None when it is not ours to end."""
    if row.tries > MOST_TRIES:
        return STUMBLED
    script, last = read(row.script), row.conversation_id
    start = moment(script.start, copy().now())
    times = [moment(turn.at, start) for turn in script.turns]

    def goes_on() -> bool:
        return is_wanted() and _keep(copy(), row, LEASE)

    in_order = enumerate(sorted(range(len(times)), key=times.__getitem__))
    for turn, n in list(in_order)[row.turn :]:
        if datetime.now(UTC) - row.started_at > LONGEST:
            return TOO_LONG
        if not go_on(copy, times[n], goes_on):
            return None
        last = play_turn(copy, script.turns[n], last, once=f"play-{row.id}-{turn}")
        TURN_PLAYED.reach()
        _count(copy(), row, turn + 1, last)
    return "" if go_on(copy, _end_of(script, times, start), goes_on) else None


def _count(copy: Desk, row: PlayRow, turn: int, last: int | None) -> None:
    with copy.transaction() as connection:
        plays.played(connection, row.id, turn=turn, conversation_id=last)


def _keep(copy: Desk, row: PlayRow, lease: timedelta) -> bool:
    with copy.transaction() as connection:
        return plays.keep(connection, row.id, datetime.now(UTC) + lease)


def _end_of(script: Script, times: list[datetime], start: datetime) -> datetime:
    if script.until is not None:
        return moment(script.until, start)
    return max(times, default=start) + AFTER_LAST_TURN


def _end(open_desk: OpenDesk, copy: Desk, row: PlayRow, told: str) -> None:
    """Begun again, it compares and writes the same."""
    said = None if told or row.replies is None else replies(copy)
    pairs = changes(row.replies or [], said) if said is not None else []
    if row.trial_script_id and said is not None and copy.business.sandbox_of:
        shop = open_desk(copy.business.sandbox_of)
        with shop.transaction() as connection:
            trial_scripts.ran(connection, row.trial_script_id, at=shop.now(), pairs=pairs)
    with copy.transaction() as connection:
        plays.end(connection, row.id, told=told, pairs=pairs)
