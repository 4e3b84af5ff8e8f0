"""An internal note: words between members, which no customer ever gets."""

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import conversations, notes

LONGEST = 5000  # characters


def write_note(
    desk: Desk, conversation_id: int, text: str, *, by: str, once: str | None = None
) -> None:
    """once: the form's own key, so that a second click writes nothing."""
    text = text.strip()
    if not text:
        raise PermanentError("Cette note est vide.")
    if len(text) > LONGEST:
        raise PermanentError("Cette note est trop longue.")
    with desk.transaction() as connection:
        if conversations.load(connection, conversation_id) is None:
            raise PermanentError("Cette conversation n'existe pas.")
        notes.add(connection, conversation_id, text=text, by=by, at=desk.now(), once=once)
