"""Where a request comes from is believed only as far as our own proxies say it."""

import pytest
from django.test import RequestFactory

from guides.visitors import network_of


def network(settings, proxies: int, remote: str, forwarded: str | None = None) -> str:
    settings.PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return network_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "203.0.113.9", None, "203.0.113.9"),
        (0, "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (1, "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        (2, "127.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        (2, "127.0.0.1", "198.51.100.1", "unknown"),
        (1, "127.0.0.1", "10.9.9.9, 198.51.100.1:4711", "198.51.100.1"),
        (1, "127.0.0.1", "[2001:db8:1:2:3:4:5:6]:4711", "2001:db8:1:2::/64"),
        (1, "127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "127.0.0.1", "[", "unknown"),
        (1, "127.0.0.1", None, "unknown"),
        (1, "127.0.0.1", "<script>", "unknown"),
        (0, "", None, "unknown"),
        (0, "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:ffff::1", None, "2001:db8:1:2::/64"),
        (0, "::ffff:203.0.113.9", None, "203.0.113.9"),
    ],
)
def test_the_address_that_counts(settings, proxies, remote, forwarded, expected):
    assert network(settings, proxies, remote, forwarded) == expected
