"""Which servers may be called: public ones over https, unless the installation says otherwise."""

import socket
from urllib.parse import urlsplit

from coccinelle.core.model import ModelRejected, ModelUnreachable
from coccinelle.kit.public_address import is_public


def check_host(base_url: str, *, allow_private: bool) -> None:
    """Raises ModelRejected for a server we must not call, ModelUnreachable for an unknown name.

    https leaves no room for a name that changes its address between this look-up and the call:
    a server inside cannot show the certificate of that name.
    """
    if allow_private:
        return
    parts = urlsplit(base_url)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise ModelRejected("L'adresse du modèle doit être publique et en https.")
    if not all(map(is_public, _addresses(parts.hostname))):
        raise ModelRejected("L'adresse du modèle n'est pas publique.")


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ModelUnreachable("Le serveur du modèle est introuvable.") from error
    return [str(address[4][0]) for address in found]
