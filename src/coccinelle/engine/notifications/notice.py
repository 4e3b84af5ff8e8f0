"""What a member is told of a draft by SMS: the case in short, the words proposed, how to answer."""

from dataclasses import dataclass, replace
from datetime import datetime

from coccinelle.core.blank import has_blank
from coccinelle.core.by_sms import CODE_LIFE, may_be_by_sms
from coccinelle.core.member_words import shortened
from coccinelle.core.moments import later
from coccinelle.engine.case import READING
from coccinelle.engine.desk import Desk
from coccinelle.kit import one_time_code, sms
from coccinelle.store import approvals, cases, turns
from coccinelle.store.cases import DraftRow
from coccinelle.store.database import Connection
from coccinelle.store.phones import MemberPhone
from coccinelle.store.team import ToTell

ALERT, APPROVAL = "alert", "approval"  # purposes: the words of the second carry a code
ON_THE_DASHBOARD = "À valider sur le tableau de bord."
ENOUGH = 150  # characters of the words proposed: fewer, and the case is shortened instead
QUOTED = 100  # characters of what the customer wrote


@dataclass(frozen=True, slots=True)
class Notice:
    subject: str
    text: str
    purpose: str = ALERT


def of_draft(
    desk: Desk,
    connection: Connection,
    told: ToTell,
    *,
    alert: Notice,
    link: str,
    member: MemberPhone | None,
    now: datetime,
) -> Notice:
    """alert: as everybody is told; a member's verified phone gets a code drawn for this version of
    the draft, unless it is one for the dashboard."""
    draft = cases.waiting_draft(connection, told.conversation_id or 0, lock=False)
    if draft is None:
        return alert
    head = (told.text, *(shortened(line, QUOTED) for line in told.lines), told.status_line)
    if member is None or member.is_closed or not _may_be_by_sms(desk, connection, draft):
        return _fitted(desk, alert.subject, (*head, *_acts(draft)), draft.text,
                       (ON_THE_DASHBOARD, link))  # fmt: skip
    code = _drawn(connection, draft, member, now)
    found = _fitted(desk, alert.subject, (*head, *_acts(draft)), draft.text,
                    (_how(draft, code), link))  # fmt: skip
    return replace(found, purpose=APPROVAL)


def _how(draft: DraftRow, code: str) -> str:
    if not draft.text or has_blank(draft.text):
        return f"Répondez 2 {code} pour refuser, ou {code} suivi de votre texte."
    return f"Répondez 1 {code} pour envoyer, 2 {code} pour refuser, ou {code} suivi de votre texte."


def _may_be_by_sms(desk: Desk, connection: Connection, draft: DraftRow) -> bool:
    """What nobody has read is for the dashboard."""
    turn = turns.load(connection, draft.turn_id) if draft.turn_id else None
    if turn is None or not turn.reading:
        return False
    acts = [action["kind"] for action in draft.actions]
    reading = READING.validate_python(turn.reading)
    return may_be_by_sms(reading, acts, desk.wording.promises(draft.text))


def _drawn(connection: Connection, draft: DraftRow, member: MemberPhone, now: datetime) -> str:
    code = one_time_code.drawn_letters()
    end = later(now, CODE_LIFE)
    approvals.draw(
        connection,
        draft_id=draft.id,
        member_id=member.member_id,
        version=draft.version,
        code_hash=one_time_code.hashed(code),
        at=now,
        expires_at=min(end, draft.expires_at) if draft.expires_at else end,
    )
    return code


def _acts(draft: DraftRow) -> tuple[str, ...]:
    summaries = [str(action["summary"]) for action in draft.actions]
    return (f"Avec : {', '.join(summaries)}",) if summaries else ()


def _fitted(
    desk: Desk, subject: str, head: tuple[str, ...], proposed: str, tail: tuple[str, ...]
) -> Notice:
    """The proposed words are what is shortened: how to answer never is."""
    room = desk.business.policy.sms_max_segments
    words = " ".join(proposed.split())
    for kept in range(len(head), 0, -1):  # the end of the case is on the dashboard, too
        for length in range(len(words), min(len(words), ENOUGH) - 1, -10):
            said = f'Réponse proposée : "{shortened(words, length)}"' if words else ""
            text = _text((*_case(head, kept), said, *tail))
            if sms.segments(text) <= room:
                return Notice(subject, text)
    return Notice(subject, _text((head[0], *tail)))


def _case(head: tuple[str, ...], kept: int) -> tuple[str, ...]:
    """Without the title of a list that was cut off."""
    last = kept - 1 if kept < len(head) and head[kept - 1].endswith(":") else kept
    return head[:last]


def _text(lines: tuple[str, ...]) -> str:
    """What a customer wrote on several lines stays one: it cannot pass for words of ours."""
    return "\n".join(sms.plain(" ".join(line.split())) for line in lines if line)
