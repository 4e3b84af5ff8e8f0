"""A one-time code proves who writes: sent to the address on file, said in the conversation.

Whether the address and the order exist or not, the same words are said, a code of the same cost is
made, and a row is kept.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coccinelle.core import identity
from coccinelle.core.facts import Fact, Phrase
from coccinelle.core.identity import CODE_LIFE, CODE_TRIES, PROOF_LIFE, CodeSaid
from coccinelle.core.moments import later
from coccinelle.core.proposal import PlannedAction, Proposal
from coccinelle.core.proving import answers, has_forgotten, wanted
from coccinelle.core.reading import Answer, Reading, Request
from coccinelle.engine.actions.wish import Wish
from coccinelle.engine.case import MEMORY, Case, case_of
from coccinelle.engine.delivery.addressee import occasion_to_write
from coccinelle.engine.desk import Desk
from coccinelle.engine.members import merge
from coccinelle.kit import one_time_code
from coccinelle.store import actions, channels, contacts, conversations, messages, proofs
from coccinelle.store.database import Connection
from coccinelle.store.proofs import ProofRow

THREAD = "code:"  # of a conversation opened for a code alone
REMEMBERED = 50  # messages looked through for the words that had to wait
Proposals = list[tuple[Request, Proposal | None]]


def as_answer(reading: Reading, case: Case) -> Reading:
    """An e-mail or a code after our question is about what was asked before, whatever else the
    reader takes it for."""
    question = case.open_memory.question
    if question is None:
        return reading
    is_stop = {r.intent for r in reading.requests} == {"opt_out"}
    if question.kind == "proof" and is_stop and has_forgotten(_said(case)):
        reading = replace(reading, answer=Answer("no"))
    if not _is_answered(reading, case):
        return reading
    request = wanted(question)
    beside = (r for r in reading.requests if r.intent not in _MISREAD | {request.intent})
    said = next((r for r in reading.requests if r.intent == request.intent), request)
    first = replace(request, entities=said.entities)
    language = case.memory.language or reading.language  # an address and six digits are of none
    return replace(reading, language=language, requests=(first, *beside))


def is_elsewhere(case: Case) -> bool:
    """A code that was sent back to the e-mail that brought it: it opens another conversation."""
    said = one_time_code.said_in(_said(case))
    return case.conversation.thread.startswith(THREAD) and said is not None


_MISREAD = {
    "opt_out",
    "unclear_other",
    "ack_closing",
    "account_data",
    "order_status",
    "spam_phishing",
}


def request_of(reading: Reading, case: Case) -> Request | None:
    """The one served by asking on, instead of by its own skill."""
    return reading.requests[0] if reading.requests and _is_answered(reading, case) else None


def _is_answered(reading: Reading, case: Case) -> bool:
    question = case.open_memory.question
    answered = answers(question, _said(case), reading.answer)
    return case.identity.code not in ("", "right") or answered


def _said(case: Case) -> str:
    return "\n".join(s.text for s in case.said)


def acknowledged(proposals: Proposals, case: Case) -> Proposals:
    """A right code is thanked for before what it opens is said."""
    if case.identity.code != "right":
        return proposals
    thanks = Phrase("proof_right", {})
    return [
        (r, replace(p, phrases=(thanks, *p.phrases)) if p and p.phrases else p)
        for r, p in proposals
    ]


def check(desk: Desk, case: Case) -> Case:
    """The case as it is once a code that was asked for is checked; a right one lets the words that
    had to wait be answered."""
    question = case.memory.question
    said = one_time_code.said_in(_said(case))
    if question is None or question.kind != "proof" or "code" not in question.choices or not said:
        return case
    with desk.transaction() as connection:
        conversations.lock(connection, case.conversation.id)
        purpose = f"{question.wanted}:{question.about}"
        code = _worth(connection, case, purpose, said)
        checked = case_of(desk, connection, case.conversation, case.waiting, case.now, code=code)
        if code != "right":
            return checked
        waited = proofs.words_that_waited(connection, case.conversation.id, case.now - PROOF_LIFE)
        said_before = messages.of_conversation(connection, case.conversation.id, REMEMBERED)
    return replace(checked, asked=tuple(m for m in said_before if m.id in waited))


def _worth(connection: Connection, case: Case, purpose: str, said: str) -> CodeSaid:
    """Each message is one guess, however often its turn is thought again."""
    action = PlannedAction("proof.check", f"proof.check:{case.turn_key}", {}, "Code vérifié")
    action_id = actions.add(
        connection, action, turn_id=None, conversation_id=case.conversation.id,
        contact_id=case.conversation.contact_id, at=case.now,
    )  # fmt: skip
    if action_id is None:
        return (actions.result_of(connection, action.key) or {}).get("code", "dead")  # type: ignore[no-any-return]
    code = _guess(connection, case, purpose, said)
    actions.done(connection, action_id, {"code": code})
    return code


def _guess(connection: Connection, case: Case, purpose: str, said: str) -> CodeSaid:
    proof = proofs.newest(connection, case.conversation.id)
    if proof is None or proof.purpose != purpose:
        return "expired"
    if proof.proven_at is not None:
        return "right"  # an earlier turn that never left had proven it
    if proof.tries >= CODE_TRIES:
        return "dead"
    if proof.expires_at <= case.now:
        return "expired"
    is_right = one_time_code.is_right(proof.code_hash, said)
    if is_right and proof.contact_id is not None:
        _prove(connection, case, proof, proof.contact_id)
        return "right"
    proofs.tried(connection, proof.id)
    return "dead" if proof.tries + 1 >= CODE_TRIES else "wrong"


def _prove(connection: Connection, case: Case, proof: ProofRow, contact_id: int) -> None:
    """The address is theirs again; another contact's conversation may be the same person's."""
    proofs.proven(connection, proof.id, case.now)
    if contact_id == case.conversation.contact_id:
        contacts.trust(connection, case.conversation.address_id)
        return
    merge.propose(
        connection,
        from_contact_id=case.conversation.contact_id,
        into_contact_id=contact_id,
        reason=f"A recopié le code envoyé à l'e-mail connu, depuis {case.contact.address}",
        conversation_id=case.conversation.id,
        at=case.now,
    )


def send(desk: Desk, connection: Connection, wish: Wish, now: datetime) -> dict[str, Any]:
    """params: email (as said), number ("" for no order named), purpose."""
    params = wish.action.params
    code = one_time_code.drawn()
    owner = _owner(connection, wish, now)
    proof_id = proofs.add(
        connection,
        conversation_id=wish.conversation_id,
        contact_id=owner[0] if owner else None,
        purpose=params["purpose"],
        code_hash=one_time_code.hashed(code),
        at=now,
        expires_at=later(now, CODE_LIFE),
    )
    if owner:
        _write(desk, connection, wish, owner, proof_id, code)
    return {"proof_id": proof_id}


def _owner(connection: Connection, wish: Wish, now: datetime) -> tuple[int, int] | None:
    """Contact and address the code goes to; None when it goes to nobody."""
    owner = proofs.owner(connection, wish.action.params["email"], wish.action.params["number"])
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    to_them = proofs.sent_to(connection, owner[0] if owner else wish.contact.id, today)
    for_strangers = proofs.sent_for_strangers(connection, today)
    is_stranger = not wish.contact.order_count
    if to_them >= identity.CODES_A_DAY:
        return None
    if is_stranger and for_strangers >= identity.CODES_FOR_STRANGERS_A_DAY:
        return None
    return owner


def _write(
    desk: Desk, connection: Connection, wish: Wish, owner: tuple[int, int], proof_id: int, code: str
) -> None:
    """By e-mail, to the address on file: in the thread it was asked for in, else in its own."""
    row = channels.of_kind(connection, "email")
    asking = conversations.load(connection, wish.conversation_id)
    if row is None or asking is None:
        return
    now = desk.now()
    is_the_same = asking.address_id == owner[1]
    conversation_id = asking.id if is_the_same else conversations.open_for(
        connection, contact_id=owner[0], channel_id=row.id, address_id=owner[1], kind="email",
        thread=f"{THREAD}{proof_id}", at=now,
    )  # fmt: skip
    conversation = conversations.load(connection, conversation_id)
    assert conversation is not None
    memory = MEMORY.validate_python(asking.memory)
    occasion = replace(
        occasion_to_write(desk, connection, conversation),
        language=memory.language or desk.business.language,
    )
    minutes = int(CODE_LIFE.total_seconds()) // 60
    facts = {
        "code": Fact("reference", code, "code tiré au sort", now),
        "minutes": Fact("number", minutes, "règle de sécurité", now),
    }
    messages.add_outbound(
        connection, conversation_id, row.id, author="assistant", purpose="code", at=now,
        text=desk.wording.compose((Phrase("proof_code", facts),), occasion),
        subject=f"Votre code - {desk.business.name}",
    )  # fmt: skip
    desk.ring(connection, conversation_id)
