"""Which servers may be called: public ones over https, unless the installation says otherwise."""

import ipaddress
import socket
from urllib.parse import urlsplit

from coccinelle.core.model import ModelRejected, ModelUnreachable

# Addresses that lead elsewhere than they seem: translated or tunnelled IPv4, former site-local.
_DISGUISED = tuple(
    ipaddress.ip_network(network) for network in ("64:ff9b::/96", "2002::/16", "::/96", "fec0::/10")
)


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
    if not all(map(_is_public, _addresses(parts.hostname))):
        raise ModelRejected("L'adresse du modèle n'est pas publique.")


def _addresses(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ModelUnreachable("Le serveur du modèle est introuvable.") from error
    return [str(address[4][0]) for address in found]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    disguised = ip.version == 6 and any(ip in network for network in _DISGUISED)
    return ip.is_global and not ip.is_multicast and not disguised
