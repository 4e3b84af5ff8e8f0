"""Replies that members keep: written once, filled with a customer's own values each time."""

from coccinelle.core.errors import PermanentError
from coccinelle.core.saved_reply import VARIABLES, filled, unknown
from coccinelle.engine.desk import Desk
from coccinelle.store import saved_replies

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


def render(desk: Desk, saved_id: int, conversation_id: int, *, by: str) -> str:
    """For the composer: what is not known of this customer stays between braces, and `member.reply`
    refuses to send it so."""
    with desk.transaction() as connection:
        saved = saved_replies.load(connection, saved_id)
        values = saved_replies.values_for(connection, conversation_id)
    if saved is None or not values:
        raise PermanentError("Cette réponse n'existe plus.")
    return filled(saved.text, {**values, "membre": by})
