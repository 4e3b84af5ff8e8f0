"""One question, one tap, once things are quiet: did we answer well?"""

from dataclasses import replace
from datetime import datetime

from coccinelle.core.commitments import after_quiet_hours
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.moments import later
from coccinelle.core.satisfaction import (
    AT_MOST_EVERY,
    HEARD_FOR,
    KINDS,
    QUIET_FOR,
    Mark,
    is_drawn,
    mark_of,
)
from coccinelle.core.verdicts import DISSATISFIED
from coccinelle.engine.case import MEMORY, Case
from coccinelle.engine.delivery import addressee, sms_ceiling
from coccinelle.engine.delivery.addressee import occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.kit.link_token import new_token, token_hash
from coccinelle.store import cases, commitments, contacts, conversations, messages, satisfaction
from coccinelle.store import team as team_rows
from coccinelle.store.commitments import CommitmentRow
from coccinelle.store.conversations import ConversationRow
from coccinelle.store.database import Connection
from coccinelle.store.satisfaction import PURPOSE, SatisfactionRow, Standing

KIND = "satisfaction"
ASKED = "Question posée"


def plan(desk: Desk, connection: Connection, case: Case) -> None:
    """Once the assistant has answered: some conversations of the day are drawn to be asked."""
    row, now = case.conversation, case.now
    share = desk.business.policy.satisfaction_share
    if row.kind not in KINDS or case.is_team or not is_drawn(f"{row.id}:{now.date()}", share):
        return
    if satisfaction.is_planned(connection, row.contact_id, now - AT_MOST_EVERY):
        return
    commitments.add(
        connection,
        kind=KIND,
        due_at=later(now, QUIET_FOR),
        reason="Demander si la réponse convenait",
        at=now,
        conversation_id=row.id,
        contact_id=row.contact_id,
    )


def keep(desk: Desk, connection: Connection, due: CommitmentRow, seen: None, now: datetime) -> None:
    """Everything is looked at again: much may have happened since it was planned."""
    assert due.conversation_id is not None
    row = conversations.lock(connection, due.conversation_id)
    assert row is not None
    found = satisfaction.standing(connection, row.id, now - AT_MOST_EVERY)
    at = _moment(desk, found, now)
    if at > now:
        return commitments.put_off(connection, due.id, at)
    against = _against(desk, connection, row, found, now)
    if not against:
        _ask(desk, connection, row, found.turn_id, now)
    commitments.end(
        connection,
        due.id,
        status="cancelled" if against else "done",
        because=against or ASKED,
        at=now,
    )


def hear(desk: Desk, case: Case) -> Case | None:
    """Right after our question a bare "1" is the mark. The case with what they say besides; None
    when that is nothing."""
    first = case.waiting[0]
    mark = mark_of(first.text) if case.conversation.kind != "email" else None
    if mark is None:
        return case
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        asked = satisfaction.open_question(connection, case.conversation.id, case.now - HEARD_FOR)
        if asked is None:
            return case
        is_all = not mark.rest and len(case.waiting) == 1
        _heard(desk, connection, case, asked, mark, is_all=is_all)
    if is_all:
        return None
    others = case.waiting[1:]
    kept = (replace(first, text=mark.rest), *others) if mark.rest else others
    return replace(case, waiting=kept)


def record(desk: Desk, connection: Connection, asked: SatisfactionRow, score: int) -> bool:
    """False when they had said it already. A bad mark is told to the members."""
    now = desk.now()
    is_first = satisfaction.answered(connection, asked.id, score=score, at=now)
    if is_first and score <= DISSATISFIED:
        cases.notify(
            connection,
            kind="message",
            text="Un client n'est pas satisfait de la réponse",
            lines=("Il l'a dit à la question posée après l'échange",),
            status_line="À vous de voir",
            conversation_id=asked.conversation_id,
            turn_id=asked.turn_id,
            at=now,
        )
    return is_first


def _moment(desk: Desk, found: Standing, now: datetime) -> datetime:
    """Once it has been quiet for two hours, and not in quiet hours."""
    quiet_at = max(now, later(found.last_at, QUIET_FOR)) if found.last_at else now
    return after_quiet_hours(desk.business.policy, desk.business.hours, quiet_at)


def _against(
    desk: Desk, connection: Connection, row: ConversationRow, found: Standing, now: datetime
) -> str:
    """Why they are not asked, "" when they may be."""
    address = contacts.address(connection, row.address_id)
    memory = MEMORY.validate_python(row.memory).at(now)
    reasons = {
        "Question désactivée": not desk.business.policy.satisfaction_share,
        "Une réponse est encore attendue": found.is_waiting,
        "L'assistant est en pause": found.is_paused,
        "L'échange s'est mal passé": found.has_trouble,
        "Nous attendons sa réponse": memory.question is not None,
        "Ce client a dit STOP": contacts.has_opted_out(connection, row.address_id, row.kind),
        "Cette adresse ne reçoit plus rien": address.bad_reason is not None,
        "Membre de l'équipe": team_rows.is_member(
            connection, row.contact_id, row.kind, address.value
        ),
        "Plafond des SMS atteint": row.kind == "sms" and sms_ceiling.is_spent(desk, connection),
        "Déjà interrogé ce mois-ci": satisfaction.lock_asked_since(
            connection, row.contact_id, now - AT_MOST_EVERY
        ),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _ask(
    desk: Desk, connection: Connection, row: ConversationRow, turn_id: int | None, now: datetime
) -> None:
    token = new_token(desk.business.id) if row.kind == "email" else None
    satisfaction.ask(
        connection, contact_id=row.contact_id, conversation_id=row.id, turn_id=turn_id,
        token_hash=token_hash(token) if token else None, at=now,
    )  # fmt: skip
    phrase = _by_links(desk, token, now) if token else _by_figures(now)
    asked_after = messages.last_inbound_seq(connection, row.id)
    addressee.write(desk, connection, row, (phrase,), now, purpose=PURPOSE, answers_seq=asked_after)
    desk.ring(connection, row.id)


def _by_figures(now: datetime) -> Phrase:
    facts = {name: Fact("number", n, "question", now) for name, n in (("yes", 1), ("no", 2))}
    return Phrase("satisfaction_ask", facts)


def _by_links(desk: Desk, token: str, now: datetime) -> Phrase:
    facts = {
        name: Fact("url", f"{desk.public_url}/avis/{token}/{said}", "question", now)
        for name, said in (("yes", "oui"), ("no", "non"))
    }
    return Phrase("satisfaction_ask", facts, ("by_link",))


def _heard(
    desk: Desk, connection: Connection, case: Case, asked: SatisfactionRow, mark: Mark, *,
    is_all: bool,
) -> None:  # fmt: skip
    """A good mark needs no further SMS; a bad one is thanked for, once, unless more is answered."""
    record(desk, connection, asked, mark.score)
    row = case.conversation
    if not mark.rest:
        satisfaction.heard(connection, case.waiting[0].id)
    if not is_all:
        return
    conversations.answer_later(connection, row.id, None)
    if mark.score <= DISSATISFIED and not case.has_opted_out:
        occasion = replace(occasion_to_write(desk, connection, row), greet=False)
        words = desk.wording.compose((Phrase("satisfaction_sorry", {}),), occasion)
        messages.add_outbound(
            connection, row.id, row.channel_id, author="assistant", text=words, at=case.now,
            purpose="satisfaction_sorry",
        )  # fmt: skip
