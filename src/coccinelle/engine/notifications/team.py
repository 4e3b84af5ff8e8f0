"""Members are told outside the screen, until one of them has seen it; what they write back is kept.

An alert leaves as any message does, from the business's own channel: tries, receipts and refusals
are those of messages.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.member_words import moment
from coccinelle.core.moments import later, parse_duration
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.notifications import digest, notice, notice_choice, push
from coccinelle.engine.notifications.notice import Notice
from coccinelle.engine.notifications.recipients import (
    Recipient,
    Way,
    last_resort,
    owners_by_email,
    ways,
)
from coccinelle.kit import sms
from coccinelle.kit.phone_number import aloud
from coccinelle.store import cases, conversations, messages, team
from coccinelle.store.channels import ChannelRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow
from coccinelle.store.team import ToTell

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR = 6
CHASED_AT_MOST = 3
DRAFT = "draft"
ECHO, ANSWER = "echo", "member_answer"  # purposes of what is written to members besides alerts

Group = list[ToTell]
Words = Callable[[Way, Recipient], Notice]


def tell(desk: Desk) -> None:
    """Everything that is due to be told now: one message for each contact and kind of news."""
    now = desk.now()
    with desk.transaction() as connection:
        due = _still_of_use(connection, [_aloud(one) for one in team.due(connection, now)])
        if not due:
            return
        loud = push.first(desk, connection, _not_quiet(desk, connection, due, now), now)
        found = ways(desk, connection)
        if not found:
            found, loud = _to_nobody(desk, connection, loud)
        if loud:
            _write_all(desk, connection, _grouped(loud), found, now)


def by_email(
    desk: Desk,
    connection: Connection,
    subject: str,
    lines: Iterable[str],
    about: Iterable[int] = (),
) -> None:
    """At once and beside the feed, when owners can be written to: what came by a phone, whose
    number can be forged, is said elsewhere."""
    found = owners_by_email(desk, connection)
    for recipient in found.recipients if found else ():
        assert found is not None
        said = Notice(subject, plain((subject, *lines)), ECHO)
        write(desk, connection, found.row, recipient, said, about)


def hear(desk: Desk, case: Case, said: tuple[MessageRow, ...]) -> None:
    """What a member wrote to the assistant that asks for nothing: kept, and said in the feed."""
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        messages.mark_answered(connection, [message.id for message in said], None)
        if not messages.unanswered(connection, case.conversation.id):
            conversations.answer_later(connection, case.conversation.id, None)
        if not said:
            return
        cases.notify(
            connection,
            kind="message",
            text=f"{case.contact.name or case.contact.address} a écrit à l'assistant",
            lines=tuple(f"« {message.text[:160]} »" for message in said),
            status_line="Gardé, sans réponse : ce numéro est celui de l'équipe",
            conversation_id=case.conversation.id,
            at=case.now,
        )


def answer(
    desk: Desk, connection: Connection, conversation: ConversationRow, text: str, about: int = 0
) -> None:
    """A member's own SMS is answered, shortly. about: the conversation it was about."""
    messages.add_outbound(
        connection, conversation.id, conversation.channel_id, author="assistant",
        text=sms.plain(aloud(text)), at=desk.now(), purpose=ANSWER,
        about_ids=[about] if about else [],
    )  # fmt: skip
    desk.ring(connection, conversation.id)


def _aloud(one: ToTell) -> ToTell:
    """A number as one reads it, on whatever it is read."""
    return replace(one, text=aloud(one.text), lines=[aloud(line) for line in one.lines])


def _still_of_use(connection: Connection, due: Group) -> Group:
    """A draft that waits no more needs nobody's look."""
    over = [
        one.id
        for one in due
        if one.kind == DRAFT
        and cases.waiting_draft(connection, one.conversation_id or 0, lock=False) is None
    ]
    if over:
        team.put_off(connection, over, None)
    return [one for one in due if one.id not in over]


def _not_quiet(desk: Desk, connection: Connection, due: Group, now: datetime) -> Group:
    """What is not urgent waits for the morning."""
    at = after_quiet_hours(desk.business.policy, desk.business.hours, now)
    calm = [one.id for one in due if one.urgency != "high"] if at > now else []
    team.put_off(connection, calm, at)
    return [one for one in due if one.id not in calm]


def _to_nobody(desk: Desk, connection: Connection, loud: Group) -> tuple[list[Way], Group]:
    """What presses is told all the same; the rest stays on the screen."""
    found = last_resort(desk, connection)
    pressing = [one for one in loud if one.urgency == "high"] if found else []
    team.put_off(connection, [one.id for one in loud if one not in pressing], None)
    return found, pressing


def _grouped(due: Group) -> list[Group]:
    def key(one: ToTell) -> tuple[int, str]:
        return (one.conversation_id or 0, one.kind)

    groups = [list(group) for _, group in groupby(sorted(due, key=key), key=key)]
    return sorted(groups, key=lambda group: group[0].id)


def _write_all(
    desk: Desk, connection: Connection, groups: list[Group], found: list[Way], now: datetime
) -> None:
    """At most six an hour: what is beyond goes into one digest, or waits for the hour to pass."""
    lately = team.alerts_since(connection, now - AN_HOUR)
    room = MOST_AN_HOUR - len(lately)
    if room <= 0:
        ids = [one.id for group in groups for one in group]
        return team.put_off(connection, ids, lately[-MOST_AN_HOUR] + AN_HOUR)
    alone = groups if len(groups) <= room else groups[: room - 1]
    for group in alone:
        _write(desk, connection, group, _words(desk, connection, group, now), found)
    if rest := [one for group in groups[len(alone) :] for one in group]:
        digest = _digest(desk, rest)
        _write(desk, connection, rest, lambda way, recipient: digest, found)


def _write(
    desk: Desk, connection: Connection, group: Group, words: Words, found: list[Way]
) -> None:
    """By every way at once when it presses; then, while unseen, by one after the other."""
    found, again_at = notice_choice.chosen(connection, group, found, desk.now())
    if not found:
        return team.put_off(connection, [one.id for one in group], again_at)
    told_times = max(one.told_times for one in group)
    is_urgent = any(one.urgency == "high" for one in group)
    about = [one.conversation_id for one in group if one.conversation_id]
    for one in found if is_urgent and not told_times else [found[told_times % len(found)]]:
        for recipient in one.recipients:
            write(desk, connection, one.row, recipient, words(one, recipient), about)
    pause = parse_duration(desk.business.policy.chase_after)
    is_over = told_times >= CHASED_AT_MOST or group[-1].kind == digest.KIND
    again_at = None if is_over else later(desk.now(), pause)
    team.told(connection, [one.id for one in group], again_at)


def write(
    desk: Desk,
    connection: Connection,
    row: ChannelRow,
    recipient: Recipient,
    said: Notice,
    about: Iterable[int],
) -> None:
    """about: the conversations it tells of."""
    who = team.address(connection, row.kind, recipient.address, recipient.name)
    now = desk.now()
    conversation_id = conversations.open_for(
        connection, contact_id=who.contact_id, channel_id=row.id, address_id=who.id,
        kind=row.kind, thread="", at=now,
    )  # fmt: skip
    messages.add_outbound(
        connection, conversation_id, row.id, author="assistant", text=said.text, at=now,
        purpose=said.purpose, subject=said.subject if row.kind == "email" else "",
        about_ids=list(about),
    )  # fmt: skip
    desk.ring(connection, conversation_id)


def _words(desk: Desk, connection: Connection, group: Group, now: datetime) -> Words:
    """The newest of them, who, what, until when, where to look; then the others by their title."""
    last = group[-1]
    mark = "URGENT - " if last.urgency == "high" else ""
    more = f" (+{len(group) - 1})" if len(group) > 1 else ""
    subject = f"{mark}{last.text}{more}"
    until = f"Échéance : {_until(last.deadline, now)}" if last.deadline else ""
    others = (f"- {one.text}" for one in group[:-1])
    link = _link(desk, last)
    lines = (subject, *last.lines, until, last.status_line, *others, link)
    alert = Notice(subject, plain(lines))

    def words(way: Way, recipient: Recipient) -> Notice:
        if last.kind != DRAFT or way.row.kind != "sms":
            return alert
        return notice.of_draft(
            desk, connection, last, alert=alert, link=link, member=recipient.phone, now=now
        )

    return words


def _until(at: datetime, now: datetime) -> str:
    """Midnight stands for the whole day."""
    local = at.astimezone(now.tzinfo)
    return moment(local, now).removesuffix(" 0h")


def _digest(desk: Desk, group: Group) -> Notice:
    subject = f"{len(group)} alertes vous attendent"
    lines = [f"- {one.text}" for one in group]
    return Notice(subject, plain((subject, *lines, f"{desk.public_url}/")))


def plain(lines: Iterable[str]) -> str:
    """Without signs a phone has to pay for: a card's branches, typographic quotes. What a customer
    wrote on several lines stays one: it cannot pass for words or a link of ours."""
    text = "\n".join(" ".join(line.split()) for line in lines if line)
    for sign, same in sms.SIGNS.items():
        text = text.replace(sign, same)
    return text


def _link(desk: Desk, one: ToTell) -> str:
    where = f"conversations/{one.conversation_id}" if one.conversation_id else ""
    return f"{desk.public_url}/{where}"
