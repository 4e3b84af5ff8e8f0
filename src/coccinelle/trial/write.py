"""What is written on the page reaches the copy as a provider would bring it to the shop."""

import secrets

from coccinelle.core.errors import PermanentError
from coccinelle.core.messages import NO_THREAD, Inbound, Thread
from coccinelle.engine.desk import Desk
from coccinelle.engine.turn.receive import receive
from coccinelle.store import channels, chronicle
from coccinelle.store.channels import ChannelRow
from coccinelle.trial.codes import filled
from coccinelle.trial.told import sent


def write(
    copy: Desk, *, kind: str, sender: str, text: str, subject: str = "", new_thread: bool = False,
    verified: bool = True, automatic: str = "", once: str = "",
) -> int | None:  # fmt: skip
    """The conversation's id. once: written again under the same name, it is known.

    Raises PermanentError.
    """
    key = f"essai-{once or secrets.token_hex(8)}"
    row = _channel(copy, kind)
    thread = _thread(copy, key, sender, new_thread) if kind == "email" else NO_THREAD
    inbound = Inbound(
        key, sender, row.address, filled(text, sent(copy)), subject, is_proven=verified,
        automatic=automatic, thread=thread,
    )  # fmt: skip
    return receive(copy, row, inbound) or _known(copy, key)


def write_as_owner(copy: Desk, text: str, *, once: str = "") -> int | None:
    """By SMS, from her own phone. Raises PermanentError."""
    phone = copy.business.owner_phone
    if not phone:
        raise PermanentError("Cette boutique n'a pas écrit de téléphone de la propriétaire.")
    return write(copy, kind="sms", sender=phone, text=text, once=once)


def _known(copy: Desk, key: str) -> int | None:
    with copy.transaction() as connection:
        return chronicle.conversation_of(connection, key)


def _channel(copy: Desk, kind: str) -> ChannelRow:
    with copy.transaction() as connection:
        row = channels.of_kind(connection, kind)
    if row is None:
        raise PermanentError("L'essai est à préparer : écrivez un premier message.")
    return row


def _thread(copy: Desk, key: str, sender: str, new_thread: bool) -> Thread:
    """It answers the last e-mail exchanged, as a mail program would."""
    answered = ""
    if not new_thread:
        with copy.transaction() as connection:
            answered = chronicle.last_message_id(connection, sender)
    return Thread(f"<{key}@example.org>", answered, (answered,) if answered else ())
