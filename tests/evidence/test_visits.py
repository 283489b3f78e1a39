"""What a visit finds at an address. The internet is not asked: a server on this machine answers."""

import ipaddress
import socket
import threading
import time

import pytest

from guides.visits.addresses import is_public
from guides.visits.fetching import Fetcher
from guides.visits.visiting import Finding, Visitor
from tests.evidence.local_server import local_server


def anywhere(address: object) -> bool:
    return True


@pytest.fixture
def site():
    with local_server() as site:
        yield site


@pytest.fixture
def visit():
    return Visitor(Fetcher(allow=anywhere, pause=0)).visit


def seen(finding: Finding) -> tuple[str, str]:
    return finding.visit, finding.detail


def test_a_page_that_is_there_has_a_hash(site, visit):
    finding = visit(site.page("/terms", "<p>Call 812</p>"))
    assert (seen(finding), len(finding.content_hash)) == (("ok", ""), 64)


def test_only_what_a_reader_sees_counts(site, visit):
    plain = visit(site.page("/a", "<p>Call\n 812</p>"))
    dressed = visit(site.page("/b", "<style>p{}</style><p class=x>Call <b>812</b></p><script>1</script><!-- x -->"))
    other = visit(site.page("/c", "<p>Call 813</p>"))
    assert plain.content_hash == dressed.content_hash != other.content_hash


def test_the_program_says_who_it_is_and_whose(site, visit, settings):
    settings.SITE_URL, settings.RELEASE = "https://exit.example.org", "7"
    visit(site.page("/terms", "x"))
    assert {headers["User-Agent"] for headers in site.headers} == {"esimsite/7 (+https://exit.example.org)"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, ("gone", "404")), (410, ("gone", "410")), (500, ("failed", "500")), (403, ("failed", "403"))],
)
def test_an_error_is_told_from_a_page_that_is_gone(site, visit, status, expected):
    assert seen(visit(site.page("/terms", "Sorry", status))) == expected


def test_a_permanent_redirect_tells_the_new_address(site, visit):
    site.page("/new", "x")
    site.redirect("/newer", "/new", 308)
    assert seen(visit(site.redirect("/old", "/newer"))) == ("moved", f"{site.address}/new")
    assert seen(visit(site.address + "/old#fees")) == ("moved", f"{site.address}/new#fees")


def test_a_passing_redirect_is_no_move(site, visit):
    site.page("/new", "x")
    site.redirect("/then", "/new", 301)
    assert seen(visit(site.redirect("/now", "/new", 302))) == ("ok", "")
    assert seen(visit(site.redirect("/first", "/then", 307))) == ("ok", "")
    assert seen(visit(site.redirect("/mixed", "/now", 301))) == ("moved", f"{site.address}/now")


def test_a_redirect_to_a_page_that_is_gone_is_gone(site, visit):
    assert seen(visit(site.redirect("/old", "/nowhere"))) == ("gone", "404")


def test_five_redirects_are_followed_and_no_more(site, visit):
    for number in range(1, 7):
        site.redirect(f"/{number}", f"/{number - 1}", 302)
    site.page("/0", "x")
    assert seen(visit(site.address + "/5")) == ("ok", "")
    assert seen(visit(site.address + "/6")) == ("failed", "redirects")


def test_robots_txt_is_honoured_also_behind_a_redirect(site, visit):
    site.page("/robots.txt", "User-agent: *\nDisallow: /private/")
    site.page("/private/terms", "x")
    assert seen(visit(site.address + "/private/terms")) == ("refused", "robots")
    assert seen(visit(site.redirect("/old", "/private/terms"))) == ("refused", "robots")
    assert site.asked == ["/robots.txt", "/old"]


def test_rules_for_this_program_alone_are_honoured(site, visit):
    site.page("/robots.txt", "User-agent: esimsite\nDisallow: /\n\nUser-agent: *\nDisallow:")
    assert seen(visit(site.page("/terms", "x"))) == ("refused", "robots")


def test_a_host_whose_robots_txt_is_broken_is_left_in_peace(site, visit):
    site.page("/robots.txt", "", 503)
    assert seen(visit(site.page("/terms", "x"))) == ("failed", "no robots")
    assert site.asked == ["/robots.txt"]


def test_a_host_is_asked_at_most_once_per_pause(site):
    visitor = Visitor(Fetcher(allow=anywhere, pause=0.2))
    began = time.monotonic()
    visitor.visit(site.page("/terms", "x"))
    visitor.visit(site.page("/fees", "x"))
    assert (site.asked, time.monotonic() - began > 0.4) == (["/robots.txt", "/terms", "/fees"], True)


def test_a_host_may_wish_for_longer_pauses(site):
    visitor = Visitor(Fetcher(allow=anywhere, pause=0))
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 1")
    began = time.monotonic()
    visitor.visit(site.page("/terms", "x"))
    visitor.visit(site.page("/fees", "x"))
    assert time.monotonic() - began > 0.9


def test_no_more_than_two_megabytes_are_read(site):
    site.page("/big", "x" * 3_000_000)
    assert len(Fetcher(allow=anywhere, pause=0).fetch(site.address + "/big").content) == 2_000_000


def test_an_answer_that_drips_is_broken_off(site):
    visitor = Visitor(Fetcher(allow=anywhere, pause=0, deadline=0.5))
    began = time.monotonic()
    assert seen(visitor.visit(site.page("/slow", "x" * 200, **{"X-Drip": "1"}))) == ("failed", "timeout")
    assert time.monotonic() - began < 5


@pytest.fixture
def deaf():
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_silence_is_a_failure(deaf):
    visitor = Visitor(Fetcher(allow=anywhere, pause=0, silence=0.2))
    assert seen(visitor.visit(f"http://127.0.0.1:{deaf}/")) == ("failed", "timeout")
    assert seen(visitor.visit(f"https://127.0.0.1:{deaf}/")) == ("failed", "timeout")


def test_a_closed_port_and_a_host_without_tls_are_failures(site, visit):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        assert seen(visit(f"http://127.0.0.1:{unused.getsockname()[1]}/")) == ("failed", "connection")
    assert seen(visit(site.address.replace("http:", "https:"))) == ("failed", "tls")


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http://[bad/", "x", ""]
)
def test_only_addresses_of_web_pages_are_visited(visit, address):
    assert seen(visit(address)) == ("failed", "address")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1"]
)
def test_private_hosts_are_refused_before_anything_is_sent(site, host):
    port = site.address.rpartition(":")[2]
    assert seen(Visitor().visit(f"http://{host}:{port}/")) == ("refused", "private")
    assert site.asked == []


def test_a_redirect_into_the_private_network_is_refused(site):
    def only_this_machine(address: object) -> bool:
        return str(address) == "127.0.0.1"

    site.redirect("/terms", "http://169.254.169.254/latest/meta-data/")
    visitor = Visitor(Fetcher(allow=only_this_machine, pause=0))
    assert seen(visitor.visit(site.address + "/terms")) == ("refused", "private")


def test_a_name_that_later_means_another_machine_is_not_asked_again(site, monkeypatch):
    """DNS rebinding: the address that was checked is the one that is connected to."""
    answers = ["127.0.0.1", "127.0.0.1"]  # robots.txt and the page; a third question would fail

    def resolver(host: str, port: int, *args: object, **kwargs: object) -> list:
        place = host if host[0].isdigit() else answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    site.page("/terms", "x")
    port = site.address.rpartition(":")[2]
    visitor = Visitor(Fetcher(allow=anywhere, pause=0))
    assert seen(visitor.visit(f"http://rebinding.example:{port}/terms")) == ("ok", "")
    assert ({headers["Host"] for headers in site.headers}, answers) == ({f"rebinding.example:{port}"}, [])


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "224.0.1.1",
        "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1",
        "2002:7f00:1::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fc00::1", "fe80::1", "fe80::1%eth0", "fec0::1",
        "ff02::1", "ff0e::1",
    ],
)  # fmt: skip
def test_no_address_inside_a_network_is_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_no_thread_outlives_a_visit(site, visit):
    before = threading.active_count()
    visit(site.page("/terms", "x"))
    until = time.monotonic() + 10
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.05)
    assert threading.active_count() <= before
