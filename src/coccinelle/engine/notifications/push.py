"""Members' devices are told first, since it costs nothing; what nobody has seen goes other ways.

A note is a row, its words are made when it leaves: no customer's word waits in it.
"""

from datetime import datetime, timedelta
from itertools import groupby

from coccinelle.core.errors import CoccinelleError, PermanentError, TemporaryError
from coccinelle.core.moments import later, parse_duration
from coccinelle.core.notices import SEVERAL, TRIAL, URGENT, NoticeSettings, kind_of
from coccinelle.core.push import DeviceGone, Push, PushNote
from coccinelle.core.push_words import note_of
from coccinelle.engine.desk import Desk
from coccinelle.store import notice_settings, push
from coccinelle.store.database import Connection
from coccinelle.store.push import NoteRow
from coccinelle.store.team import ToTell

AT_ONCE = 20  # notes for one bell: the rest leaves with the next
MOST_ALONE = 4  # pieces of calm news at once that each have a note of their own
BACKOFF = (30, 120, 600, 1800)  # seconds between tries
TAKEN_FOR = timedelta(seconds=60)  # a note whose sending was cut short is sent again after that
OF_NOTHING = "Aucun de vos appareils ne reçoit de notifications : activez-les d'abord sur celui-ci."

News = tuple[str, list[ToTell]]  # a kind, and the lines of the feed that one note stands for


def first(desk: Desk, connection: Connection, due: list[ToTell], now: datetime) -> list[ToTell]:
    """Writes the notes; returned: what has to be told by the other ways now."""
    fresh = set(push.unpushed(connection, [one.id for one in due])) if desk.push else set()
    devices = push.devices(connection) if fresh else []
    settings = {member: notice_settings.of(connection, member) for _, member in devices}
    left = [one for one in due if one.id not in fresh]
    for kind, lines in _news([one for one in due if one.id in fresh]):
        to = [(device, settings[member]) for device, member in devices]
        wanted = [(device, own) for device, own in to if _wants(own, kind, lines)]
        if wanted:
            _write(desk, connection, kind, lines, wanted, now)
        else:
            left += lines
    return sorted(left, key=lambda one: one.id)


def send_due(desk: Desk) -> None:
    """What may leave now, one after the other; a service that cannot be reached ends the round."""
    for _ in range(AT_ONCE if desk.push else 0):
        taken = _take(desk)
        if taken is None:
            return
        note, words = taken
        assert desk.push is not None
        if words is not None and not _send(desk, desk.push, note, words):
            return


def send_trial(desk: Desk, member_id: int) -> None:
    """One note to each of a member's own devices. Raises PermanentError when there is none."""
    now = desk.now()
    with desk.transaction() as connection:
        own = [device for device, member in push.devices(connection) if member == member_id]
        if not own:
            raise PermanentError(OF_NOTHING)
        for device in own:
            push.add(
                connection, device, notification_id=None, kind=TRIAL, count=1, at=now,
                not_before=now,
            )  # fmt: skip
        desk.ring(connection, 0)


def _news(fresh: list[ToTell]) -> list[News]:
    """By conversation and kind; much calm news at once is one note."""

    def key(one: ToTell) -> tuple[int, str]:
        return (one.conversation_id or 0, kind_of(one.kind, one.urgency))

    found = [(k[1], list(group)) for k, group in groupby(sorted(fresh, key=key), key=key)]
    calm = [news for news in found if news[0] != URGENT]
    if len(calm) <= MOST_ALONE:
        return found
    together = sorted((one for _, lines in calm for one in lines), key=lambda one: one.id)
    return [*(news for news in found if news[0] == URGENT), (SEVERAL, together)]


def _wants(settings: NoticeSettings, kind: str, lines: list[ToTell]) -> bool:
    kinds = {kind_of(one.kind, one.urgency) for one in lines} if kind == SEVERAL else {kind}
    return any(settings.wants(one, "push") for one in kinds)


def _write(
    desk: Desk,
    connection: Connection,
    kind: str,
    lines: list[ToTell],
    wanted: list[tuple[int, NoticeSettings]],
    now: datetime,
) -> None:
    """The other ways wait until the first device may have shown it."""
    starts = []
    for device, settings in wanted:
        starts.append(settings.not_before(kind, now))
        push.add(
            connection, device, notification_id=lines[-1].id, kind=kind, count=len(lines), at=now,
            not_before=starts[-1],
        )  # fmt: skip
    policy = desk.business.policy
    wait = parse_duration(policy.push_wait if kind == URGENT else policy.chase_after)
    push.pushed(connection, [one.id for one in lines], now, later(min(starts), wait))


def _take(desk: Desk) -> tuple[NoteRow, PushNote | None] | None:
    """None for the words of a note that need not leave any more."""
    now = desk.now()
    with desk.transaction() as connection:
        note = push.claim(connection, now, later(now, TAKEN_FOR))
        if note is None:
            return None
        if note.is_over or note.attempts > len(BACKOFF) + 1:
            push.end(connection, note.id, "dropped" if note.is_over else "failed")
            push.tell_otherwise(connection, now)
            return note, None
        shows_name = notice_settings.of(connection, note.member_id).shows_name
    return note, note_of(
        note.kind, once=str(note.id), count=note.count, conversation_id=note.conversation_id,
        who=note.who if shows_name else "", deadline=note.deadline, now=now,
        language=note.language,
    )  # fmt: skip


def _send(desk: Desk, way: Push, note: NoteRow, words: PushNote) -> bool:
    """Whether the next one may follow."""
    try:
        way.send(note.endpoint, note.secrets, words)
    except (PermanentError, TemporaryError) as error:
        return _failed(desk, note, error)
    with desk.transaction() as connection:
        push.sent(connection, note.id, desk.now())
    return True


def _failed(desk: Desk, note: NoteRow, error: CoccinelleError) -> bool:
    now = desk.now()
    with desk.transaction() as connection:
        if isinstance(error, DeviceGone):
            push.gone(connection, note.subscription_id, now)
        elif isinstance(error, TemporaryError) and note.attempts <= len(BACKOFF):
            seconds = max(BACKOFF[note.attempts - 1], error.retry_after_seconds or 0)
            push.put_off(connection, note.id, later(now, timedelta(seconds=seconds)))
            return False
        else:
            push.end(connection, note.id, "failed")
        push.tell_otherwise(connection, now)
    return True
