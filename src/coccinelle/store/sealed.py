"""Secrets at rest, business by business: do they open, and with which key were they sealed?"""

from coccinelle.kit.seal import CannotUnseal, Seal
from coccinelle.store import channels
from coccinelle.store.database import Connection


def place(business_id: int, adapter: str) -> str:
    """What a channel's secrets are bound to: moved elsewhere, they do not open."""
    return f"channel:{business_id}:{adapter}"


def closed(connection: Connection, seal: Seal, business_id: int) -> list[str]:
    """Channels whose secrets no key at hand opens, and why."""
    faults = []
    for row in channels.all_of(connection):
        try:
            if row.secrets is not None:
                seal.open(row.secrets, place(business_id, row.adapter))
        except CannotUnseal as error:
            faults.append(f"channel {row.id} ({row.adapter}): {error}")
    return faults


def reseal(connection: Connection, seal: Seal, business_id: int) -> int:
    """Seals again with the newest key what an older one sealed. Raises CannotUnseal."""
    renewed = 0
    for row in channels.all_of(connection):
        if row.secrets is None or seal.is_newest(row.secrets):
            continue
        where = place(business_id, row.adapter)
        again = seal.seal(seal.open(row.secrets, where), where)
        renewed += channels.replace_secrets(connection, row.id, row.secrets, again)
    return renewed
