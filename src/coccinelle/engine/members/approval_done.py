"""What came of a member's SMS: her answer, and the echo on the screen and by e-mail."""

from coccinelle.core.approval_words import MemberWords
from coccinelle.core.member_words import shortened
from coccinelle.engine.delivery.addressee import contact_of
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import takeover, undo
from coccinelle.engine.notifications import team
from coccinelle.store import actions, audit, cases, conversations
from coccinelle.store.audit import AuditLine
from coccinelle.store.cases import DraftRow
from coccinelle.store.database import Connection
from coccinelle.store.phones import MemberPhone

QUOTED = 600  # characters of what left
NOT_YOU = "Ce n'est pas vous ? Prenez la main dans la conversation"


def tell_done(
    desk: Desk, connection: Connection, by: MemberPhone, words: MemberWords, draft_id: int
) -> str:
    """The answer to her SMS. Her own words are hers: the assistant is silent there after them."""
    draft = cases.draft(connection, draft_id)
    assert draft is not None
    if words.wish == "replace":
        takeover.begin(desk, connection, draft.conversation_id, by=by.name)
    who = _who(desk, connection, draft)
    _echo(desk, connection, by, words, draft, who)
    if words.wish == "refuse":
        return f"Refusé : à vous de répondre à {who}."
    if words.wish == "replace":
        return f"Envoyé à {who} avec vos mots. L'assistant se tait dans cette conversation."
    return f"Envoyé à {who}."


def tell_closed(desk: Desk, connection: Connection, who: MemberPhone) -> None:
    text = f"Validation par SMS fermée pour {who.name}"  # told at once by each way, as what presses
    lines = ("Trois codes faux en une heure, depuis son numéro",)
    status = "Rouverte à sa prochaine connexion au tableau de bord"
    cases.notify(
        connection, kind="alert", text=text, lines=lines, status_line=status, at=desk.now(),
        urgency="high",
    )  # fmt: skip
    if "email" not in desk.business.policy.notify_by:
        team.by_email(desk, connection, text, (*lines, status, f"{desk.public_url}/"))


def _echo(
    desk: Desk,
    connection: Connection,
    by: MemberPhone,
    words: MemberWords,
    draft: DraftRow,
    who: str,
) -> None:
    """What a phone decided is said where its number cannot be forged."""
    done = "refusée" if words.wish == "refuse" else "envoyée"
    text = f"Réponse à {who} {done} par SMS ({by.name})"
    said = words.text or draft.text
    lines = (f"« {shortened(' '.join(said.split()), QUOTED)} »",) if said else ()
    cases.notify(
        connection, kind="action", text=text, lines=lines, status_line=NOT_YOU, at=desk.now(),
        conversation_id=draft.conversation_id, turn_id=draft.turn_id,
    )  # fmt: skip
    audit.write(
        connection, AuditLine(by.name, f"réponse {done} par SMS", str(draft.id)), desk.now()
    )
    link = f"{NOT_YOU} : {desk.public_url}/conversations/{draft.conversation_id}"
    undone = _undoable(desk, connection, draft) if done == "envoyée" else ()
    team.by_email(
        desk, connection, text, (*lines, *undone, link), about=[draft.conversation_id]
    )  # fmt: skip


def _undoable(desk: Desk, connection: Connection, draft: DraftRow) -> tuple[str, ...]:
    done = actions.of_turns(connection, [draft.turn_id] if draft.turn_id else [])
    return tuple(
        f"Annuler ({action.summary}) : {desk.public_url}/actions/{action.id}/annuler"
        for action in done
        if action.state == "done" and action.kind in undo.UNDOABLE
    )


def _who(desk: Desk, connection: Connection, draft: DraftRow) -> str:
    conversation = conversations.load(connection, draft.conversation_id)
    assert conversation is not None
    contact = contact_of(desk, connection, conversation)
    return contact.first_name or contact.address
