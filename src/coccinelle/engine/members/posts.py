"""What members say of publications: which products each one shows, which are no more."""

from datetime import datetime
from urllib.parse import urlsplit

from coccinelle.core.errors import PermanentError
from coccinelle.engine.desk import Desk
from coccinelle.store import posts
from coccinelle.store.importing.business import renew_catalogue

NETWORKS = ("instagram", "facebook", "tiktok", "pinterest")
OTHER = "web"  # of a network, for any other address
LONGEST_CAPTION, LONGEST_URL = 2000, 500
UNKNOWN = "Aucun produit ne porte la référence « {ref} »."


def show(desk: Desk, post_id: int, product_ref: str, *, by: str) -> None:
    """One product more; "" for none at all. Raises PermanentError."""
    with desk.transaction() as connection:
        if not product_ref:
            posts.hide(connection, post_id, product_ref="", by=by)
        elif not posts.show(connection, post_id, product_ref=product_ref, by=by):
            raise PermanentError(UNKNOWN.format(ref=product_ref))
        renew_catalogue(connection)


def hide(desk: Desk, post_id: int, product_ref: str, *, by: str) -> None:
    """It does not show this one."""
    with desk.transaction() as connection:
        posts.hide(connection, post_id, product_ref=product_ref, by=by)
        renew_catalogue(connection)


def remove(desk: Desk, post_id: int) -> None:
    """Nobody means it any more; the next import does not bring it back."""
    with desk.transaction() as connection:
        posts.remove(connection, post_id, at=desk.now())
        renew_catalogue(connection)


def give_back(desk: Desk, post_id: int) -> None:
    with desk.transaction() as connection:
        posts.give_back(connection, post_id)
        renew_catalogue(connection)


def add(
    desk: Desk, *, url: str, published_at: datetime, caption: str, product_ref: str, by: str
) -> None:
    """The same address twice is one publication. Raises PermanentError."""
    network, ref = _place(url)
    with desk.transaction() as connection:
        added = posts.add(
            connection, network=network, ref=ref, published_at=published_at, caption=caption,
            url=url, product_ref=product_ref, by=by,
        )  # fmt: skip
        if not added:
            raise PermanentError(UNKNOWN.format(ref=product_ref))
        renew_catalogue(connection)


def _place(url: str) -> tuple[str, str]:
    """The network, and what tells this publication from the others there."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise PermanentError("Cette adresse n'est pas lisible.") from error
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.strip("/")
    if parts.scheme not in ("https", "http") or "." not in host or not path:
        raise PermanentError("L'adresse d'une publication commence par https:// et mène à elle.")
    network = next((one for one in NETWORKS if host.split(".")[-2] == one), OTHER)
    return network, path.rsplit("/", 1)[-1] if network != OTHER else f"{host}/{path}"
