"""A member's SMS to the assistant: a draft sent, refused or worded anew by its one-time code.

The number can be forged and decides nothing. Each message has one effect, however often its
handling is begun again: its code is used in its name, the draft ends once, and its answer is
written with the mark that it was heard.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from coccinelle.core.approval_words import MemberWords, read
from coccinelle.core.blank import has_blank
from coccinelle.core.by_sms import WRONG_AT_MOST, WRONG_COUNTS_FOR
from coccinelle.core.errors import PermanentError
from coccinelle.core.member_words import clock
from coccinelle.engine.case import Case
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import approval_done, drafts, pause
from coccinelle.engine.notifications import team
from coccinelle.kit import one_time_code
from coccinelle.kit.failpoints import declare
from coccinelle.store import approvals, cases, conversations, messages, phones
from coccinelle.store.approvals import ApprovalRow
from coccinelle.store.database import Connection
from coccinelle.store.messages import MessageRow
from coccinelle.store.phones import MemberPhone

USED = declare("code_used", "a member's code was used, its draft has not left")
REMEMBERED = timedelta(days=7)  # how far back a dead code is known, to say why it is dead
ASK_FOR_CODE = (
    "Ajoutez le code du message : 1 et le code pour envoyer, 2 et le code pour refuser,"
    " ou le code suivi de votre texte."
)
HOW = "Rien n'est parti. Répondez 1 et le code pour envoyer tel quel, ou le code et votre texte."
NOTHING_PROPOSED = "Aucune réponse n'est proposée : répondez avec le code suivi de votre texte."
TO_COMPLETE = "La réponse est à compléter : répondez avec le code suivi de votre texte entier."
UNKNOWN_CODE = "Code inconnu : rien n'est parti. Recopiez celui du dernier message."
CLOSED = (
    "Trop de codes inconnus : la validation par SMS est fermée pour vous."
    " Connectez-vous au tableau de bord pour la rouvrir :"
)
CHANGED = "Rien n'est parti : la réponse a changé depuis. La nouvelle est sur le tableau de bord :"
ENDED = {
    "sent": "Déjà envoyé",
    "edited": "Déjà envoyé",
    "refused": "Déjà refusé",
    "expired": "Trop tard, cette réponse n'attend plus : délai passé",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A member's message that carries a code which is, or was, theirs."""

    case: Case
    message: MessageRow
    who: MemberPhone
    words: MemberWords
    approval: ApprovalRow


def hear(desk: Desk, case: Case) -> None:
    """What asks for nothing is kept, and said in the feed."""
    others = tuple(m for m in case.waiting if not _is_served(desk, case, m))
    team.hear(desk, case, others)


def _is_served(desk: Desk, case: Case, message: MessageRow) -> bool:
    words = read(message.text) if case.conversation.kind == "sms" else None
    if words is None or message.automatic:
        return False
    with desk.transaction() as connection:
        who = phones.of(connection, case.contact.address)
    if words.wish == "pause":
        return _pause(desk, case, message, who)
    if who is None or who.is_closed:
        return False
    known = _known(desk, who)
    if not any(_is_live(row, desk) for row in known) and not words.code:
        return False
    if words.wish == "choice":
        return _ask_for_code(desk, case, message)
    return _with_code(desk, case, message, who, words, known)


def _pause(desk: Desk, case: Case, message: MessageRow, who: MemberPhone | None) -> bool:
    """It fails safe: no code is needed. Only a login starts the assistant again. Not from the phone
    of someone who is a member no more."""
    if who is None and case.contact.address != desk.business.owner_phone:
        return False
    by = who.name if who else desk.business.owner_name or "un membre"
    changed = pause.pause_all(desk, by=by, how="par SMS")
    said = f"L'assistant est en pause : il ne répond plus. Pour reprendre : {desk.public_url}/"
    _answer(desk, case, message, said if changed else "")
    return True


def _known(desk: Desk, who: MemberPhone) -> list[ApprovalRow]:
    with desk.transaction() as connection:
        return approvals.newest(connection, who.member_id, desk.now() - REMEMBERED)


def _is_live(row: ApprovalRow, desk: Desk) -> bool:
    return row.ended_at is None and row.status == "waiting" and row.expires_at > desk.now()


def _ask_for_code(desk: Desk, case: Case, message: MessageRow) -> bool:
    """Once for what they were last told of, then silence."""
    with desk.transaction() as connection:
        asked = approvals.was_said(connection, case.conversation.id, ASK_FOR_CODE, "approval")
    _answer(desk, case, message, "" if asked else ASK_FOR_CODE)
    return True


def _with_code(
    desk: Desk,
    case: Case,
    message: MessageRow,
    who: MemberPhone,
    words: MemberWords,
    known: list[ApprovalRow],
) -> bool:
    row = next((r for r in known if one_time_code.is_right(r.code_hash, words.code)), None)
    if row is None:
        return _wrong(desk, case, message, who, is_live=any(_is_live(r, desk) for r in known))
    heard = Heard(case, message, who, words, row)
    reason = _why_not(desk, heard) or _unbacked(desk, heard)
    if reason:
        _answer(desk, case, message, reason)
    else:
        _carry_out(desk, heard)
    return True


def _wrong(desk: Desk, case: Case, message: MessageRow, who: MemberPhone, *, is_live: bool) -> bool:
    """When no code lives there is nothing to guess."""
    if not is_live:
        return False
    now = desk.now()

    def count(connection: Connection) -> str:
        tries = approvals.wrong(connection, who.member_id, now, now - WRONG_COUNTS_FOR)
        if tries < WRONG_AT_MOST:
            return UNKNOWN_CODE
        phones.close(connection, who.member_id, now)
        approvals.end_of_member(connection, who.member_id, "closed", now)
        approval_done.tell_closed(desk, connection, who)
        return f"{CLOSED} {desk.public_url}/"

    _answer(desk, case, message, count)
    return True


def _why_not(desk: Desk, heard: Heard) -> str:
    """The code is right; "" when what it stands for can still be done."""
    row = heard.approval
    if row.used_by == heard.message.id:
        return ""  # begun before, and not ended
    if row.status != "waiting":
        return _how_ended(desk, row)
    if row.ended_at or row.version != row.draft_version:
        return _dead(desk, row)
    if row.expires_at <= desk.now():
        return f"Ce code a expiré : rien n'est parti. {_link(desk, row)}"
    if _has_newer_message(desk, row):
        return f"Rien n'est parti : le client vient d'écrire de nouveau. {_link(desk, row)}"
    if heard.words.wish in ("which", "unclear"):
        return HOW
    return NOTHING_PROPOSED if heard.words.wish == "send" and row.is_empty else ""


def _how_ended(desk: Desk, row: ApprovalRow) -> str:
    if row.status not in ENDED or row.draft_ended_at is None:
        return f"{CHANGED} {_link(desk, row)}"
    by = f" par {row.ended_by}" if row.ended_by and row.status != "expired" else ""
    at = clock(row.draft_ended_at.astimezone(desk.business.zone))
    return f"{ENDED[row.status]}{by} à {at}. {_link(desk, row)}"


def _dead(desk: Desk, row: ApprovalRow) -> str:
    if row.ended_because == "newer":
        return "Ce code ne sert plus : un message plus récent en porte un autre. Rien n'est parti."
    return f"Ce code ne sert plus : rien n'est parti. {_link(desk, row)}"


def _has_newer_message(desk: Desk, row: ApprovalRow) -> bool:
    """They have written since, and the assistant is about to think again."""
    with desk.transaction() as connection:
        waiting = messages.unanswered(connection, row.conversation_id)
    return any(message.seq > row.answers_seq for message in waiting)


def _unbacked(desk: Desk, heard: Heard) -> str:
    """Words that came by a number anyone can forge state nothing that the turn has not read; and
    no blank leaves."""
    if heard.words.wish == "refuse" or heard.approval.used_by == heard.message.id:
        return ""
    with desk.transaction() as connection:
        draft = cases.draft(connection, heard.approval.draft_id)
    if heard.words.wish == "send":
        return TO_COMPLETE if draft and has_blank(draft.text) else ""
    doubts = drafts.unbacked(desk, draft, heard.words.text) if draft else ()
    if not doubts:
        return ""
    said = ", ".join(f'"{doubt}"' for doubt in doubts[:3])
    return (
        f"Rien n'est parti : aucune donnée ne confirme {said}."
        f" Écrivez-le depuis le tableau de bord : {_link(desk, heard.approval)}"
    )


def _carry_out(desk: Desk, heard: Heard) -> None:
    with desk.transaction() as connection:
        if not approvals.use(connection, heard.approval.id, heard.message.id, desk.now()):
            return _answer(desk, heard.case, heard.message, _dead(desk, heard.approval))
    USED.reach()
    try:
        if not _is_done(desk, heard):
            _act(desk, heard)
    except PermanentError as error:
        return _answer(desk, heard.case, heard.message, _refusal(desk, heard, error))
    _answer(
        desk, heard.case, heard.message,
        lambda connection: approval_done.tell_done(
            desk, connection, heard.who, heard.words, heard.approval.draft_id
        ),
        about=heard.approval.conversation_id,
    )  # fmt: skip


def _act(desk: Desk, heard: Heard) -> None:
    row, by = heard.approval, heard.who.name
    match heard.words.wish:
        case "send":
            drafts.approve(desk, row.conversation_id, by=by, draft_id=row.draft_id)
        case "replace":
            drafts.approve(
                desk, row.conversation_id, by=by, text=heard.words.text, draft_id=row.draft_id
            )
        case "refuse":
            drafts.refuse(
                desk, row.conversation_id, by=by, reason=heard.words.text, draft_id=row.draft_id
            )


def _is_done(desk: Desk, heard: Heard) -> bool:
    """An earlier handling of this very message was cut short after its effect."""
    row = _now(desk, heard)
    return heard.approval.used_by == heard.message.id and row.status != "waiting" and (
        row.ended_by == heard.who.name
    )  # fmt: skip


def _refusal(desk: Desk, heard: Heard, error: PermanentError) -> str:
    """Someone else was quicker, or the facts changed meanwhile."""
    row = _now(desk, heard)
    if row.status in ENDED:
        return _how_ended(desk, row)
    return f"Rien n'est parti. {error} {_link(desk, row)}"


def _now(desk: Desk, heard: Heard) -> ApprovalRow:
    return next(r for r in _known(desk, heard.who) if r.id == heard.approval.id)


def _link(desk: Desk, row: ApprovalRow) -> str:
    return f"{desk.public_url}/conversations/{row.conversation_id}"


def _answer(
    desk: Desk,
    case: Case,
    message: MessageRow,
    said: str | Callable[[Connection], str],
    about: int = 0,
) -> None:
    """Written with the mark that the message was heard, so once; "" for silence. about: the
    conversation that was acted upon."""
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        if not approvals.still_waits(connection, message.id):
            return
        text = said(connection) if callable(said) else said
        messages.mark_answered(connection, [message.id], None)
        approvals.tells_about(connection, message.id, [about] if about else [])
        if text:
            team.answer(desk, connection, case.conversation, text, about)
