"""Thousands of made-up addresses: they take no memory that stays, and no place of a page that exists."""

import http.client
import json
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import pytest

from guides.languages import LANGUAGES
from tests.databases import own_database
from tests.running import Running, running

pytestmark = pytest.mark.slow

WORKERS = 2
VISITORS = 4  # who ask at once
WARM_UP, FLOOD = 1_000, 8_000  # together fewer than a worker answers in its life
GROWTH = 12 * 1024  # kB of each worker: its bounded memories fill up, and no more
CODES = [language.code for language in LANGUAGES]
PAGES = [
    f"/{code}/{path}"
    for code in CODES
    for path in ("", "destinations/", "south-korea/", "providers/kt/", "about/", "plan/", "glossary/")
]
SIGNS = "      abcdefghijklmnopqrstuvwxyz0123456789注銷销电話号码手机卡éßñ한국 .-&'"
Asked = tuple[str, dict[str, str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("flood")
    with (
        own_database("flood") as database,
        running(
            folder / "data", folder / "output.txt", WORKERS=str(WORKERS), THROTTLE="0", PAGE_CACHE_MB="4", **database
        ) as started,
    ):
        yield started


def made_up(chance: random.Random, longest: int) -> str:
    return "".join(chance.choices(SIGNS, k=chance.randint(1, longest)))


def query(chance: random.Random, **fields: int) -> str:
    return urlencode({name: made_up(chance, longest) for name, longest in fields.items()})


def nonsense(number: int) -> Asked:
    """An address that nobody has asked for, and headers of which the like was never sent."""
    chance = random.Random(number)
    code, page, kind = chance.choice(CODES), chance.choice(PAGES), number % 8
    address = {
        0: lambda: f"/{code}/{quote(made_up(chance, 60), safe='')}/",
        1: lambda: f"/{code}/south-korea/{quote(made_up(chance, 200), safe='')}/",
        2: lambda: f"/{quote(made_up(chance, 40), safe='')}",
        3: lambda: f"{page}?{query(chance, x=300)}",
        4: lambda: f"/{code}/search/?{query(chance, q=220)}",
        5: lambda: f"/{code}/search/suggestions/?{query(chance, q=40)}",
        6: lambda: f"/{code}/plan/?{query(chance, provider=40, country=20, departure=12, ends=12)}",
        7: lambda: page,
    }[kind]()
    headers = {
        "Accept-Language": f"{quote(made_up(chance, 30))}-{chance.randint(0, 10**9)},{code};q=0.{chance.randint(1, 9)}",
        "If-None-Match": f'W/"{chance.getrandbits(96):x}", "{"y" * chance.randint(0, 2_000)}"',
        "X-Forwarded-For": f"10.{chance.randint(0, 255)}.{chance.randint(0, 255)}.{chance.randint(0, 255)}",
        "User-Agent": f"Mozilla/{chance.getrandbits(64)}",
    }
    if kind == 7:
        headers["Host"] = f"{chance.getrandbits(64):x}{'h' * chance.randint(0, 4_000)}.example.org"
    return address, headers


def ask(site: Running, asked: Asked) -> tuple[int, str]:
    """Status and number. On a connection of its own, so that any worker may answer."""
    to = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
    try:
        to.request("GET", asked[0], headers=asked[1])
        answer = to.getresponse()
        answer.read()
        return answer.status, answer.headers["X-Request-ID"]
    finally:
        to.close()


def ask_all(site: Running, all_asked: Iterator[Asked] | list[Asked]) -> Iterator[tuple[int, str]]:
    with ThreadPoolExecutor(VISITORS) as pool:
        yield from pool.map(lambda asked: ask(site, asked), all_asked)


def memory(site: Running) -> dict[int, int]:
    """Of each worker, in kB."""
    workers = Path(f"/proc/{site.pid}/task/{site.pid}/children").read_text().split()
    found = {}
    for worker in workers:
        lines = Path(f"/proc/{worker}/status").read_text().splitlines()
        found[int(worker)] = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:"))
    return found


def written(site: Running) -> list[dict]:
    """The access log so far."""
    lines = [json.loads(line) for line in site.output.read_text().splitlines() if line.startswith("{")]
    return [line for line in lines if line["logger"] == "access"]


def ask_pages(site: Running, times: int) -> Counter:
    """How often they were answered from memory and how often not."""
    answers = list(ask_all(site, [(page, {}) for page in PAGES * times]))
    assert {status for status, _ in answers} == {200}
    numbers = {number for _, number in answers}
    return Counter(line["cache"] for line in written(site) if line["request_id"] in numbers)


def keep_pages(site: Running) -> None:
    """Until each worker has made each of them once."""
    for _ in range(50):
        ask_pages(site, 2)
        made = Counter(line["path"] for line in written(site) if line["cache"] == "miss")
        if all(made[page] == WORKERS for page in PAGES):
            return
    pytest.fail(f"not every worker was asked for every page: {made}")


def test_a_flood_of_made_up_addresses_takes_no_memory_and_no_pages_place(site: Running):
    keep_pages(site)
    list(ask_all(site, map(nonsense, range(WARM_UP))))
    before = memory(site)
    statuses = Counter(status for status, _ in ask_all(site, map(nonsense, range(WARM_UP, WARM_UP + FLOOD))))
    after = memory(site)
    assert (len(before), set(after)) == (WORKERS, set(before))  # none was replaced, which would hide what it took
    assert (statuses.total(), {status for status in statuses if status >= 500}) == (FLOOD, set())
    assert {200, 400, 404} <= set(statuses)
    grown = {worker: after[worker] - before[worker] for worker in before}
    assert {worker: kilobytes for worker, kilobytes in grown.items() if kilobytes > GROWTH} == {}
    assert ask_pages(site, 8) == {"hit": 8 * len(PAGES)}
