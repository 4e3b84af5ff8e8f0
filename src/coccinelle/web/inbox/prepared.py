"""What was prepared for a member: answers to validate, cases to take, with all they rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from coccinelle.core.blank import has_blank
from coccinelle.core.context_pack import Finding
from coccinelle.engine.notifications import context_pack
from coccinelle.store.cases import DraftRow, EscalationRow
from coccinelle.web import words
from coccinelle.web.i18n import pieces
from coccinelle.web.inbox.people import said_aloud
from coccinelle.web.moments import day, left, moment


@dataclass(frozen=True, slots=True)
class Pack:
    """The case as it was prepared. found: what was looked up, where and when."""

    who: tuple[str, ...]
    asked: str
    understood: tuple[str, ...]
    found: tuple[tuple[str, str], ...]
    running: tuple[str, ...]
    options: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.who or self.understood or self.found or self.running or self.options)


@dataclass(frozen=True, slots=True)
class Draft:
    """left: what remains before it expires, "" for no end; until: the same as a moment, for who
    counts down. has_blank: it is completed before it leaves."""

    id: int
    conversation_id: int
    channel: str
    reason: str
    text: str
    has_blank: bool
    acts: tuple[str, ...]
    since: str
    left: str
    until: str
    pack: Pack


@dataclass(frozen=True, slots=True)
class Call:
    """A case that is a member's: why, since when, until when."""

    id: int
    conversation_id: int
    reason: str
    since: str
    deadline: str
    left: str
    until: str
    is_urgent: bool
    is_handled: bool
    is_late: bool
    pack: Pack


def drafts_of(
    rows: Sequence[DraftRow], kinds: Mapping[int, str], now: datetime
) -> tuple[Draft, ...]:
    return tuple(_draft(row, kinds.get(row.conversation_id, ""), now) for row in rows)


def calls_of(rows: Sequence[EscalationRow], now: datetime) -> tuple[Call, ...]:
    """Urgent ones first, those whose hour comes soonest, then whoever has waited longest."""
    return tuple(_call(row, now) for row in sorted(rows, key=_pressing))


def _pressing(row: EscalationRow) -> tuple[bool, bool, datetime, int]:
    due = row.deadline or row.promised_at
    return row.urgency != "high", due is None, due or row.created_at, row.id


def _draft(row: DraftRow, kind: str, now: datetime) -> Draft:
    end = row.expires_at.astimezone(now.tzinfo) if row.expires_at else None
    return Draft(
        id=row.id, conversation_id=row.conversation_id, channel=words.CHANNELS.get(kind, kind),
        reason=said_aloud(row.reason), text=row.text, has_blank=has_blank(row.text),
        acts=_aloud(str(one.get("summary", "")) for one in row.actions if one.get("summary")),
        since=moment(row.created_at.astimezone(now.tzinfo), now),
        left=left(end, now) if end else "", until=end.isoformat() if end else "",
        pack=_pack(row.context, now),
    )  # fmt: skip


def _call(row: EscalationRow, now: datetime) -> Call:
    due = row.deadline or row.promised_at
    at = due.astimezone(now.tzinfo) if due else None
    return Call(
        id=row.id, conversation_id=row.conversation_id, reason=said_aloud(row.reason),
        since=moment(row.created_at.astimezone(now.tzinfo), now),
        deadline=_deadline(at, now) if at else "", left=left(at, now) if at else "",
        until=at.isoformat() if at else "", is_urgent=row.urgency == "high",
        is_handled=row.is_handled, is_late=at is not None and at < now,
        pack=_pack(row.context, now),
    )  # fmt: skip


def _pack(kept: dict[str, Any], now: datetime) -> Pack:
    read = context_pack.read(kept)
    return Pack(
        who=_aloud(read.who),
        asked=read.asked, understood=_aloud(read.understood),
        found=tuple(_found(one, now) for one in read.found),
        running=_aloud(read.running), options=_aloud(read.options),
    )  # fmt: skip


def _aloud(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(said_aloud(line) for line in lines)


def _found(one: Finding, now: datetime) -> tuple[str, str]:
    when = moment(one.at.astimezone(now.tzinfo), now)
    return pieces(one.text), f"{pieces(one.source)}, {when}"


def _deadline(at: datetime, now: datetime) -> str:
    """Midnight stands for the whole day."""
    return day(at.date(), now.date()) if at.time() == time(0) else moment(at, now)
