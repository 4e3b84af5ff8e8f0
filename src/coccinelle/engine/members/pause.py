"""The whole assistant in pause: nobody is answered, promises made are kept, members are told."""

from coccinelle.core.member_words import clock
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import takeover
from coccinelle.engine.notifications import team
from coccinelle.store import businesses, cases, conversations, endings, pauses
from coccinelle.store import team as members_lines
from coccinelle.store.database import Connection

REASON = "Assistant en pause : à vous de répondre"


def pause_all(desk: Desk, *, by: str, how: str = "") -> bool:
    """how: by which way it was said, in a member's words. False when it was in pause already."""
    with desk.transaction() as connection:
        now = desk.now()
        if not businesses.set_pause(connection, now, by):
            return False
        text = " ".join(filter(None, (f"Assistant mis en pause par {by}", how)))
        lines = ("Il ne répond plus à personne ; rappels et suivis promis continuent",)
        status = "Pour reprendre : le tableau de bord"
        cases.notify(connection, kind="message", text=text, lines=lines, status_line=status, at=now)
        team.by_email(desk, connection, text, (*lines, f"{status} {desk.public_url}/"))
        return True


def resume_all(desk: Desk, *, by: str) -> bool:
    """Who wrote today and still waits is answered now. False when it was not in pause."""
    with desk.transaction() as connection:
        now = desk.now()
        if not businesses.set_pause(connection, None, ""):
            return False
        answer_kept(desk, connection, by=by)
        cases.notify(
            connection, kind="message", text=f"L'assistant reprend ({by}, {clock(now)})", at=now
        )
        return True


def answer_kept(desk: Desk, connection: Connection, *, by: str) -> None:
    """Where no pause holds any more, who waits is answered, or left to a member."""
    for conversation_id in pauses.kept_waiting(connection):
        if takeover.answer_what_waits(desk, connection, conversation_id):
            endings.of_reason(connection, conversation_id, REASON, by=by, at=desk.now())
            members_lines.no_more(connection, conversation_id)


def keep(desk: Desk, case: Case) -> None:
    """The messages wait; members hear of it once for each conversation."""
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        if not pauses.is_paused(connection, case.conversation.channel_id):
            return
        conversations.answer_later(connection, case.conversation.id, None)
        if not cases.has_open_escalation(connection, case.conversation.id, REASON):
            _hand_over(connection, case)


def _hand_over(connection: Connection, case: Case) -> None:
    cases.add_escalation(
        connection, case.conversation.id, turn_id=None, reason=REASON, urgency="normal",
        deadline=None, at=case.now,
    )  # fmt: skip
    cases.notify(
        connection,
        kind="escalation",
        text=f"À vous de répondre - {case.contact.name or case.contact.address}",
        lines=tuple(f"« {said.text[:160]} »" for said in case.said),
        status_line="L'assistant est en pause",
        conversation_id=case.conversation.id,
        at=case.now,
    )
