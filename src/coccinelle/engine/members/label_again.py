"""A label that could not be made is asked for once more, by a member's word."""

from coccinelle.core.errors import PermanentError
from coccinelle.core.moments import later
from coccinelle.engine.actions import label
from coccinelle.engine.actions.documents import LIFE
from coccinelle.engine.actions.errand import LONGEST_CALL
from coccinelle.engine.desk import Desk
from coccinelle.store import actions, commitments, documents, exchanges

OVER = "Cet échange n'est plus en cours : il n'a plus besoin d'étiquette."


def make_again(desk: Desk, action_id: int) -> None:
    """Once, however often it is said; the customer is sent its link when it is there. Raises
    PermanentError when there is nothing to make any more."""
    now = desk.now()
    with desk.transaction() as connection:
        action = actions.lock(connection, action_id)
        if action is None or action.kind != label.KIND or action.conversation_id is None:
            raise PermanentError("Cette étiquette n'existe pas.")
        if action.state not in ("failed", "unknown"):
            return
        document_id = int(action.params.get("document_id", 0))  # none once its contact is erased
        running = exchanges.of_document(connection, document_id)
        if running is None or running.status != "open":
            raise PermanentError(OVER)
        documents.reopen(connection, document_id, expires_at=now + LIFE)
        actions.plan_anew(connection, action_id)
        commitments.add(
            connection, kind=label.ERRAND.commitment, due_at=later(now, LONGEST_CALL),
            reason=action.summary, at=now, conversation_id=action.conversation_id,
            contact_id=action.contact_id, params={"action_id": action_id},
        )  # fmt: skip
        desk.ring(connection, action.conversation_id)
