"""Which machines may be asked: an address that somebody typed must not lead into the operator's own network."""

import ipaddress
import socket
from collections.abc import Callable

from .reasons import Reason, Unvisited

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow = Callable[[IPAddress], bool]


def is_public(address: IPAddress) -> bool:
    """Whether anybody's machine may stand there. One that wraps another (mapped, 6to4, Teredo) does not count."""
    if isinstance(address, ipaddress.IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address.is_site_local
    ):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def resolve(host: str, port: int, allow: Allow) -> list[IPAddress]:
    """Where the host is, to be connected to without asking again: a second answer might differ. Raises Unvisited."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unvisited(Reason.DNS) from error
    addresses = list(dict.fromkeys(ipaddress.ip_address(place[0]) for *_rest, place in found))
    if not all(map(allow, addresses)):
        raise Unvisited(Reason.PRIVATE)
    return addresses
