"""Does an address lead out of this house? What looks public may be a disguise of a private one."""

import ipaddress

# Translated or tunnelled IPv4, former site-local.
_DISGUISED = tuple(
    ipaddress.ip_network(network) for network in ("64:ff9b::/96", "2002::/16", "::/96", "fec0::/10")
)


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    disguised = ip.version == 6 and any(ip in network for network in _DISGUISED)
    return ip.is_global and not ip.is_multicast and not disguised
