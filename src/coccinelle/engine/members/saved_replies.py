"""Replies that members keep: written once, filled with a customer's own values each time."""

from dataclasses import replace

from coccinelle.core.errors import PermanentError
from coccinelle.core.saved_reply import VARIABLES, filled, unknown
from coccinelle.engine.desk import Desk
from coccinelle.store import saved_replies
from coccinelle.store.database import Connection
from coccinelle.store.saved_replies import SavedReply

LONGEST_NAME, LONGEST = 80, 5000  # characters


def save(
    desk: Desk, *, name: str, text: str, by: str, shortcut: str = "", saved_id: int | None = None
) -> None:
    """Raises PermanentError for what is empty, too long or taken, and for an unknown variable."""
    name, text, shortcut = name.strip(), text.strip(), shortcut.strip().lstrip("/")
    if not name or not text:
        raise PermanentError("Donnez un nom et un texte à cette réponse.")
    if max(len(name), len(shortcut)) > LONGEST_NAME or len(text) > LONGEST:
        raise PermanentError("Ce nom, ce raccourci ou ce texte est trop long.")
    if wrong := unknown(text):
        known = ", ".join(f"{{{one}}}" for one in VARIABLES)
        raise PermanentError(f"« {{{wrong[0]}}} » n'est pas une variable connue : {known}.")
    with desk.transaction() as connection:
        saved_replies.put(
            connection, saved_id=saved_id, name=name, text=text, shortcut=shortcut, by=by,
            at=desk.now(),
        )  # fmt: skip


def remove(desk: Desk, saved_id: int) -> None:
    with desk.transaction() as connection:
        saved_replies.remove(connection, saved_id)


def filled_for(connection: Connection, conversation_id: int, *, by: str) -> list[SavedReply]:
    """With this customer's own values: what is not known of them stays between braces, and
    `member.reply` refuses to send it so."""
    values = {**saved_replies.values_for(connection, conversation_id), "membre": by}
    return [replace(one, text=filled(one.text, values)) for one in saved_replies.all_of(connection)]
