"""Two sites on two ports, one PostgreSQL, and nginx in front of them with docs/nginx.conf."""

import gzip
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli
import pytest
from django.db import connection

from tests.databases import own_database
from tests.faults.desk import Desk, prepare
from tests.faults.killing import kill
from tests.faults.pressure import SHOWN, Asker, press
from tests.faults.proxy import nginx
from tests.faults.visitor import Visitor
from tests.faults.writers import Editor, Newest
from tests.images import files
from tests.running import Running, free_port, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="several machines share a PostgreSQL"),
]

KEPT = 3  # seconds; SHARED_CACHE_SECONDS, a minute unless somebody says otherwise
HANG = 20  # seconds after which a request has been forgotten


@dataclass
class Place:
    desk: Desk
    address: str  # of nginx
    sites: list[Running]

    def visitor(self, **headers: str) -> Visitor:
        return Visitor(self.address, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def directly(self, number: int) -> Visitor:
        return Visitor(self.sites[number].address, headers={"X-Forwarded-Proto": "https", "Host": self.host})

    @property
    def host(self) -> str:
        return self.address.removeprefix("https://")

    def editor(self) -> Editor:
        editor = Editor("ada", 0, self.desk, self.address, Newest())
        editor.visitor.headers |= {"Origin": self.address}
        return editor


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    address = f"https://127.0.0.1:{port}"
    with own_database("nginx") as database, ExitStack() as stack:
        settings = {**database, "SECRET_KEY": "shared by both " * 4, "RELEASE": "test"}
        desk = prepare(folder / "data", settings, guides=2)
        settings |= {"SITE_URL": address, "PROXY_COUNT": "1", "SHARED_CACHE_SECONDS": str(KEPT)}
        sites = [
            stack.enter_context(running(desk.data, folder / f"output-{number}.txt", **settings)) for number in range(2)
        ]
        ports = [int(site.address.rpartition(":")[2]) for site in sites]
        stack.enter_context(nginx(folder / "nginx", port, ports))
        yield Place(desk, address, sites)


def number_in(text: str) -> int:
    return int(SHOWN.search(text)[2]) if SHOWN.search(text) else 0


def test_an_edit_through_one_is_seen_through_the_other_at_once_and_through_the_proxy_in_its_time(place: Place):
    page, reader, editor = f"/en{place.desk.pages[0]}", place.visitor(), place.editor()
    for _ in range(5):  # until all of it was quicker than the cache forgets
        began, first = time.monotonic(), reader.get(page)
        editor.write()
        saved, (number,) = time.monotonic(), editor.newest.numbers.values()
        assert [number_in(place.directly(each).get(page).text) for each in range(2)] == [number, number]
        meanwhile = reader.get(page)
        if time.monotonic() - began < KEPT:
            break
        time.sleep(KEPT)
    assert (meanwhile.headers["X-Cache"], meanwhile.text, editor.faults) == ("HIT", first.text, [])
    time.sleep(max(0.0, saved + KEPT + 1 - time.monotonic()))
    assert number_in(reader.get(page).text) == number  # the very first who asks after that time


def test_a_page_that_has_not_changed_is_confirmed_not_made_anew(place: Place):
    page, reader = "/en/destinations/", place.visitor()
    reader.get(page)
    time.sleep(KEPT + 1)
    assert reader.get(page).headers["X-Cache"] == "REVALIDATED"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"), ("br", "br"), ("gzip;q=1.0, br;q=0.5", "br"), ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"), ("deflate, gzip;q=1.0, *;q=0.5", "gzip"), ("identity", None), ("gzip;q=0", None),
        ("", None), ("vibrant", None),
    ],
)  # fmt: skip
def test_encodings_never_mix_and_the_sites_own_compression_is_passed_on(place: Place, accepted: str, encoding: str):
    with ThreadPoolExecutor(8) as pool:  # every worker has the page: the site has brotli for what it keeps only
        asked = [pool.submit(place.directly(number).get, "/zh-hans/") for number in (0, 1) * 20]
    assert {each.result().status for each in asked} == {200}
    answers = [place.visitor(Accept_Encoding=accepted).get("/zh-hans/") for _ in range(2)]
    assert [each.headers["Content-Encoding"] for each in answers] == [encoding] * 2
    assert answers[1].headers["X-Cache"] == "HIT"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert [unpack(each.content).split()[0] for each in answers] == [b"<!doctype"] * 2


def test_what_is_nobody_elses_business_is_never_kept(place: Place):
    mine = place.desk.administrator(place.address)
    form = place.desk.forms[0]
    preview = form.replace("change/", "preview/en/")
    for path in (form, preview, place.desk.images):
        assert [(mine.get(path).status, mine.get(path).headers["X-Cache"]) for _ in range(2)] == [(200, "MISS")] * 2
        assert place.visitor().get(path).status in (302, 404)  # a stranger is not shown what was shown before
    for path in ("/healthz", "/readyz", f"/en/feedback/?page={place.desk.pages[0]}", "/"):
        assert {place.visitor().get(path).headers["X-Cache"] for _ in range(3)} == {"MISS"}
    posted = [place.visitor(Origin=place.address).post("/en/letter/", {"country": "x"}) for _ in range(2)]
    assert {each.headers["X-Cache"] for each in posted} <= {None, "MISS", "BYPASS"}


def test_what_sets_a_cookie_is_never_kept(place: Place):
    signing_in = [place.visitor().get(place.desk.images.split("guides/")[0] + "login/") for _ in range(2)]
    assert [each.headers["X-Cache"] for each in signing_in] == ["MISS", "MISS"]
    assert len({each.headers["Set-Cookie"] for each in signing_in}) == 2


def test_the_visitors_address_is_nginxs_word_and_not_the_visitors(place: Place):
    """One who writes another address into every request is counted as the one he is."""
    statuses = []
    for number in range(10):
        visitor = place.visitor(Origin=place.address, X_Forwarded_For=f"10.9.8.{number}")
        form = visitor.get(f"/en/feedback/?page={place.desk.pages[1]}")
        ticket = re.search(r'name="ticket" value="([^"]+)"', form.text)[1]
        statuses.append((visitor, ticket))
    time.sleep(3.2)
    values = {"page": place.desk.pages[1], "verdict": "useful", "text": "", "website": ""}
    answered = [who.post("/en/feedback/", {**values, "ticket": ticket}).status for who, ticket in statuses]
    assert (answered[:8], answered[-1]) == ([303] * 8, 429)


def test_a_picture_of_ten_megabytes_comes_through_and_one_of_thirteen_does_not(place: Place):
    mine = place.desk.administrator(place.address)
    mine.headers["Origin"] = place.address
    large = files.png((500, 400)) + b"\0" * 9_900_000
    assert mine.save(place.desk.images, large, slug="large", alt_en="Large").status in (200, 302)  # the site's word
    with suppress(OSError):  # nginx hangs up on who goes on sending
        assert mine.save(place.desk.images, b"\0" * 13_000_000, slug="larger", alt_en="Larger").status == 413


def test_who_sends_slowly_holds_no_worker(place: Place):
    page = f"/en{place.desk.pages[1]}"
    direct = place.directly(1)
    with sending_slowly(direct.address, 8), pytest.raises(TimeoutError):  # so it is where nothing stands in front
        Visitor(direct.address, headers=direct.headers, seconds=3).get(page)
    with sending_slowly(place.address, 30):
        visitor = Visitor(place.address, seconds=HANG)
        assert {visitor.get(f"{page}?asked={number}").status for number in range(12)} == {200}


@contextmanager
def sending_slowly(address: str, count: int) -> Iterator[None]:
    """So many who have begun a request and do not go on: half of them in its head, half in its body."""
    parts = urlsplit(address)
    with ExitStack() as stack:
        for number in range(count):
            held = socket.create_connection((parts.hostname, parts.port), HANG)
            if parts.scheme == "https":
                held = ssl._create_unverified_context().wrap_socket(held)
            stack.enter_context(held)
            head = f"POST /en/feedback/ HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 1000\r\n"
            held.sendall((head + ("\r\npage=" if number % 2 else "X-Slow: ")).encode())
        yield


def test_one_of_two_that_is_killed_under_load_costs_only_what_it_had_in_hand(place: Place):
    """Last, because there is one less from here on. What only reads is asked again of the other one."""
    editor = place.editor()
    askers = [Asker(number, place.desk, place.address, Newest()) for number in range(8)]
    threading.Timer(2.5, kill, [place.sites[0].pid]).start()
    press(6, [editor], askers)
    assert [fault for each in askers for fault in each.faults] == []
    assert len(editor.faults) + len(editor.cut) <= 1
    assert (min(each.asked for each in askers) > 0, len(editor.acknowledged) > 0) == (True, True)
    assert {place.visitor().get(f"/en{place.desk.pages[0]}?after={number}").status for number in range(20)} == {200}
