"""The limits on the real server with two workers, which count together whatever visitors say of themselves."""

import http.client
import json
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode, urlsplit

import pytest

from guides.throttle import seconds_left
from tests.databases import own_database
from tests.running import Running, running

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
KINDS = {  # what is asked, and how often a minute allows it at a tenth of the usual
    "search": ("GET", "/zh-hans/search/?q=korea", "", 24),
    "suggestions": ("GET", "/zh-hans/search/suggestions/?q=korea", "", 60),
    "calendar": ("GET", "/zh-hans/plan.ics?provider=kt&billing=contract&departure={year}-12-01", "", 12),
    "letter": ("POST", "/zh-hans/letter/", urlencode({"provider": "kt", "name": "李伟"}), 12),
}
# Two workers that write one cell at the same moment may count one request for two.
LOST = 3


@pytest.fixture(scope="module", params=[0, 1], ids=["no proxy", "a proxy"])
def proxies(request: pytest.FixtureRequest) -> int:
    return request.param


@pytest.fixture(scope="module")
def site(proxies: int, tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("throttle")
    with (
        own_database("throttle") as database,
        running(folder / "data", folder / "output.txt", PROXY_COUNT=str(proxies), THROTTLE="10", **database) as started,
    ):
        yield started


def ask(site: Running, kind: str, forwarded: str) -> tuple[int, dict[str, str], str]:
    """On a connection of its own, so that any worker may answer."""
    method, path, body, _ = KINDS[kind]
    to = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    try:
        path = path.format(year=time.gmtime().tm_year + 1)
        to.request(method, path, body, {"X-Forwarded-For": forwarded, **(FORM if body else {})})
        answer = to.getresponse()
        return answer.status, dict(answer.headers.items()), answer.read().decode()
    finally:
        to.close()


def statuses(site: Running, kind: str, senders: list[str]) -> Counter:
    """Of four visitors at once, all within one minute of the server's clock."""
    if seconds_left(60) < 15:
        time.sleep(seconds_left(60) + 0.1)
    with ThreadPoolExecutor(4) as pool:
        return Counter(status for status, _, _ in pool.map(lambda sender: ask(site, kind, sender), senders))


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_all_workers_count_together_whatever_a_visitor_says_of_itself(site: Running, proxies: int, kind: str):
    allowed = KINDS[kind][3]
    own = ["203.0.113.1", "203.0.113.2"] if proxies else [""]
    for address in own:  # of which the proxy says only the last; without one all of it is the visitor's word
        answers = statuses(site, kind, [f"198.51.100.{n % 250}, {address}".strip(", ") for n in range(allowed + 40)])
        assert set(answers) == {200, 429}
        assert allowed <= answers[200] <= allowed + LOST


@pytest.mark.slow
def test_every_refusal_is_in_the_readers_language_and_loses_nothing(site: Running):
    sender = "198.51.100.9, 203.0.113.9"
    answers = {}
    for kind, (_, _, _, allowed) in KINDS.items():
        assert statuses(site, kind, [sender] * (allowed + LOST + 1))[429] > 0
        answers[kind] = ask(site, kind, sender)  # at once: the next minute begins anew
    assert {(status, headers["Cache-Control"]) for status, headers, _ in answers.values()} == {(429, "no-store")}
    assert all(1 <= int(headers["Retry-After"]) <= 3600 for _, headers, _ in answers.values())
    texts = {kind: text for kind, (_, _, text) in answers.items()}
    assert json.loads(texts.pop("suggestions")) == {"status": "", "suggestions": []}
    assert {kind: "你所在的网络发来的请求太多了" in text for kind, text in texts.items()} == dict.fromkeys(texts, True)
    assert ('value="korea"' in texts["search"], 'value="李伟"' in texts["letter"]) == (True, True)
