""" "Laissez tomber, j'ai trouvé ailleurs": the reply that waits for a member waits no more."""

from coccinelle.core.reading import Reading
from coccinelle.engine.case import Case
from coccinelle.engine.commitments import answer_due, draft_expiry
from coccinelle.store import cases
from coccinelle.store.database import Connection

KIND = "dropped"  # of an ack_closing
BECAUSE = "Le client n'attend plus de réponse"


def is_dropped(reading: Reading) -> bool:
    return all(r.intent == "ack_closing" and r.sub_kind == KIND for r in reading.requests)


def withdraw(connection: Connection, case: Case) -> None:
    """A draft is withdrawn and its members told; what was handed to a person stays theirs."""
    draft = cases.waiting_draft(connection, case.conversation.id)
    if draft is None:
        return
    cases.end_draft(
        connection, draft.id, status="replaced", by="Coccinelle", sent_text=None, at=case.now,
        reason=BECAUSE,
    )  # fmt: skip
    draft_expiry.end(connection, case.conversation.id, because=BECAUSE, at=case.now)
    if not cases.has_open_escalation(connection, case.conversation.id):
        answer_due.end(connection, case.conversation.id, because=BECAUSE, at=case.now)
    cases.notify(
        connection,
        kind="message",
        text=f"{case.contact.name or case.contact.address} n'attend plus de réponse",
        lines=tuple(f"« {said.text} »" for said in case.said),
        status_line="Brouillon retiré - Aucune action requise",
        conversation_id=case.conversation.id,
        at=case.now,
    )
