"""Members are told outside the screen, until one of them has seen it; what they write back is kept.

An alert leaves as any message does, from the business's own channel: tries, receipts and refusals
are those of messages.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.member_words import moment
from coccinelle.core.moments import later, parse_duration
from coccinelle.engine import digest
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.store import cases, channels, conversations, messages, team
from coccinelle.store.channels import ChannelRow
from coccinelle.store.database import Connection
from coccinelle.store.team import ToTell

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 6
CHASED_AT_MOST = 3
PURPOSE = "alert"

SIGNS = {
    "├─": "-",
    "└─": "-",
    "« ": '"',
    " »": '"',
    "’": "'",
    "…": "...",
    "\u00a0": " ",
    "\u202f": " ",
}

Group = list[ToTell]


def tell(desk: Desk) -> None:
    """Everything that is due to be told now: one message for each contact and kind of news."""
    now = desk.now()
    with desk.transaction() as connection:
        due = team.due(connection, now)
        if not due:
            return
        ways = _ways(desk, connection)
        if not ways:
            return team.put_off(connection, [one.id for one in due], None)
        loud = _not_quiet(desk, connection, due, now)
        _write_all(desk, connection, _grouped(loud), ways, now)


def hear(desk: Desk, case: Case) -> None:
    """A member wrote to the assistant: kept, and said in the feed; nobody is answered."""
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        messages.mark_answered(connection, case.waiting_ids, None)
        conversations.answer_later(connection, case.conversation.id, None)
        cases.notify(
            connection,
            kind="message",
            text=f"{case.contact.name or case.contact.address} a écrit à l'assistant",
            lines=tuple(f"« {said.text[:160]} »" for said in case.said),
            status_line="Gardé, sans réponse : ce numéro est celui de l'équipe",
            conversation_id=case.conversation.id,
            at=case.now,
        )


def _ways(desk: Desk, connection: Connection) -> list[tuple[ChannelRow, str]]:
    """The channels a member can be told by, in the order of the policy, with their address."""
    business = desk.business
    addresses = {"sms": business.owner_phone, "email": business.owner_email}
    running = [row for row in channels.all_of(connection) if not row.stopped_reason]
    found = []
    for kind in business.policy.notify_by:
        row = next((row for row in running if row.kind == kind), None)
        if row is not None and addresses[kind]:
            found.append((row, addresses[kind]))
    return found


def _not_quiet(desk: Desk, connection: Connection, due: Group, now: datetime) -> Group:
    """What is not urgent waits for the morning."""
    at = after_quiet_hours(desk.business.policy, desk.business.hours, now)
    calm = [one.id for one in due if one.urgency != "high"] if at > now else []
    team.put_off(connection, calm, at)
    return [one for one in due if one.id not in calm]


def _grouped(due: Group) -> list[Group]:
    def key(one: ToTell) -> tuple[int, str]:
        return (one.conversation_id or 0, one.kind)

    groups = [list(group) for _, group in groupby(sorted(due, key=key), key=key)]
    return sorted(groups, key=lambda group: group[0].id)


def _write_all(
    desk: Desk,
    connection: Connection,
    groups: list[Group],
    ways: list[tuple[ChannelRow, str]],
    now: datetime,
) -> None:
    """At most six an hour: what is beyond goes into one digest, or waits for the hour to pass."""
    lately = team.alerts_since(connection, now - AN_HOUR)
    room = MOST_AN_HOUR - len(lately)
    if room <= 0:
        ids = [one.id for group in groups for one in group]
        return team.put_off(connection, ids, lately[-MOST_AN_HOUR] + AN_HOUR)
    alone = groups if len(groups) <= room else groups[: room - 1]
    for group in alone:
        _write(desk, connection, group, _words(desk, group, now), ways, now)
    if rest := [one for group in groups[len(alone) :] for one in group]:
        _write(desk, connection, rest, _digest(desk, rest), ways, now)


def _write(
    desk: Desk,
    connection: Connection,
    group: Group,
    words: tuple[str, str],
    ways: list[tuple[ChannelRow, str]],
    now: datetime,
) -> None:
    """By every way at once when it presses; then, while unseen, by one after the other."""
    told_times = max(one.told_times for one in group)
    is_urgent = any(one.urgency == "high" for one in group)
    for row, address in ways if is_urgent and not told_times else [ways[told_times % len(ways)]]:
        who = team.address(connection, row.kind, address, desk.business.owner_name)
        conversation_id = conversations.open_for(
            connection, contact_id=who.contact_id, channel_id=row.id, address_id=who.id,
            kind=row.kind, thread="", at=now,
        )  # fmt: skip
        subject, text = words
        messages.add_outbound(
            connection, conversation_id, row.id, author="assistant", text=text, at=now,
            purpose=PURPOSE, subject=subject if row.kind == "email" else "",
            about_ids=[one.conversation_id for one in group if one.conversation_id],
        )  # fmt: skip
        desk.ring(connection, conversation_id)
    pause = parse_duration(desk.business.policy.chase_after)
    is_over = told_times >= CHASED_AT_MOST or group[-1].kind == digest.KIND
    again_at = None if is_over else later(now, pause)
    team.told(connection, [one.id for one in group], again_at)


def _words(desk: Desk, group: Group, now: datetime) -> tuple[str, str]:
    """The newest of them, who, what, until when, where to look; then the others by their title."""
    last = group[-1]
    mark = "URGENT - " if last.urgency == "high" else ""
    more = f" (+{len(group) - 1})" if len(group) > 1 else ""
    subject = f"{mark}{last.text}{more}"
    until = f"Échéance : {_until(last.deadline, now)}" if last.deadline else ""
    others = (f"- {one.text}" for one in group[:-1])
    lines = (subject, *last.lines, until, last.status_line, *others, _link(desk, last))
    return subject, _plain(lines)


def _until(at: datetime, now: datetime) -> str:
    """Midnight stands for the whole day."""
    local = at.astimezone(now.tzinfo)
    return moment(local, now).removesuffix(" 0h")


def _digest(desk: Desk, group: Group) -> tuple[str, str]:
    subject = f"{len(group)} alertes vous attendent"
    lines = [f"- {one.text}" for one in group]
    return subject, _plain((subject, *lines, f"{desk.public_url}/"))


def _plain(lines: Iterable[str]) -> str:
    """Without signs a phone has to pay for: a card's branches, typographic quotes. What a customer
    wrote on several lines stays one: it cannot pass for words or a link of ours."""
    text = "\n".join(" ".join(line.split()) for line in lines if line)
    for sign, plain in SIGNS.items():
        text = text.replace(sign, plain)
    return text


def _link(desk: Desk, one: ToTell) -> str:
    where = f"conversations/{one.conversation_id}" if one.conversation_id else ""
    return f"{desk.public_url}/{where}"
