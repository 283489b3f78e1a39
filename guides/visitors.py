"""Where a request comes from: for counting, never for storing."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unknown"
# A household is handed a whole /64, so one address of it says nothing.
IPV6_PREFIX = 64


def network_of(request: HttpRequest) -> str:
    """The visitor's IPv4 address or IPv6 network; "unknown" if nothing trustworthy says.

    Of X-Forwarded-For only what our own PROXY_COUNT proxies appended is believed: the rest is the visitor's word.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")
        text = _without_port(forwarded[-settings.PROXY_COUNT].strip()) if len(forwarded) >= settings.PROXY_COUNT else ""
    try:
        address = ip_address(text)
    except ValueError:
        return UNKNOWN
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)


def _without_port(text: str) -> str:
    """Some load balancers append it: 192.0.2.1:4711, [2001:db8::1]:4711."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
