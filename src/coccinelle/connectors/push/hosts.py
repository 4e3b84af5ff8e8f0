"""Which push services may be called: a browser names its own, so nothing it says is believed."""

import socket
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from coccinelle.core.errors import PermanentError, TemporaryError
from coccinelle.kit.public_address import is_public

LONGEST = 1000  # characters of an address
NOT_THERE = "Les notifications de cet appareil passent par une adresse que nous n'appelons pas."
UNKNOWN = "Le service de notifications de cet appareil est introuvable."

Resolve = Callable[[str], Iterable[str]]


def addresses_of(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TemporaryError(UNKNOWN) from error
    return [str(address[4][0]) for address in found]


def check_endpoint(endpoint: str, *, allow_private: bool, resolve: Resolve = addresses_of) -> None:
    """Public and https, unless the installation says otherwise. Raises PermanentError,
    TemporaryError for an unknown name.

    https leaves no room for a name that changes its address between this look-up and the call: a
    server inside cannot show the certificate of that name.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise PermanentError(NOT_THERE) from None
    is_plain = endpoint.isascii() and endpoint.isprintable() and not set(endpoint) & set(' \\"<>')
    if len(endpoint) > LONGEST or not is_plain or not host or "@" in parts.netloc:
        raise PermanentError(NOT_THERE)
    if allow_private and parts.scheme in ("http", "https"):
        return
    if parts.scheme != "https" or port not in (None, 443):
        raise PermanentError(NOT_THERE)
    found = list(resolve(host))
    if not found or not all(map(is_public, found)):
        raise PermanentError(NOT_THERE)
