"""Web Push for one business, with the key of the whole installation."""

from functools import partial

from coccinelle.connectors.push.client import WebPush
from coccinelle.core.business import Business
from coccinelle.core.errors import PermanentError
from coccinelle.kit.seal import CannotUnseal, Seal
from coccinelle.kit.vapid import VapidKey, new_key
from coccinelle.store import installation_secrets, sealed
from coccinelle.store.database import Database

NAME = "vapid"


def open_push(
    business: Business, database: Database, seal: Seal, public_url: str, *, allow_private: bool
) -> WebPush | None:
    """The services ask for an address they may write to, of one of two kinds. None for a copy to
    try things on: nobody is told of it."""
    if business.sandbox_of:
        return None
    return WebPush(
        key=partial(vapid_key, database, seal),
        vault=seal,
        place=partial(sealed.device_place, business.id),
        contact=public_url if public_url.startswith("https:") else f"mailto:{business.email}",
        allow_private=allow_private,
    )


def vapid_key(database: Database, seal: Seal) -> VapidKey:
    """Browsers are bound to it: made once, kept sealed. Raises PermanentError."""

    def make() -> tuple[str, bytes]:
        key = new_key()
        return key.public, key.private

    try:
        return VapidKey(*installation_secrets.kept(database, seal, NAME, make))
    except CannotUnseal as error:
        raise PermanentError(f"La clé des notifications ne s'ouvre pas : {error}") from error
