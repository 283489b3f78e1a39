"""/metrics of the real site, with two workers: what they counted together, for whoever holds the token."""

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import Running, running

TOKEN = "t" * 40
TIMES = 60


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("metrics")
    with running(folder / "data", folder / "output.txt", METRICS_TOKEN=TOKEN, THROTTLE="0") as started:
        yield started


def get(address: str, token: str = TOKEN):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30)


def counted(site: Running, labels: str) -> int:
    with get(f"{site.address}/metrics") as answer:
        found = re.findall(r"^esimsite_requests_total\{(.*)\} (\S+)$", answer.read().decode(), re.MULTILINE)
    return sum(int(float(value)) for told, value in found if labels in told)


def ask(site: Running, times: int = TIMES) -> None:
    for _ in range(times):
        get(f"{site.address}/healthz").close()


def until_counted(site: Running, labels: str, wanted: int) -> int:
    """A request is counted when its answer has been sent, so the reader may be quicker."""
    until = time.monotonic() + 10
    while (count := counted(site, labels)) < wanted and time.monotonic() < until:
        time.sleep(0.05)
    return count


HEALTH = 'cache="none",method="GET",status="200"'


def workers(site: Running) -> list[int]:
    told = subprocess.run(["ps", "-o", "pid=", "--ppid", str(site.pid)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in told.stdout.split()]


def test_the_workers_count_together_and_go_on_after_one_has_ended(site: Running):
    before = until_counted(site, HEALTH, 0)
    ask(site)
    asked = before + TIMES + 1  # and the look before
    assert until_counted(site, HEALTH, asked) >= asked
    pid = workers(site)[0]
    os.kill(pid, signal.SIGTERM)
    until = time.monotonic() + 20
    while pid in workers(site) or len(workers(site)) < 2:
        assert time.monotonic() < until
        time.sleep(0.1)
    known = counted(site, HEALTH)
    assert known >= asked
    ask(site)
    assert until_counted(site, HEALTH, known + TIMES + 1) >= known + TIMES + 1


def test_each_request_counts_once(site: Running):
    for _ in range(TIMES):
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            get(f"{site.address}/robots-none.txt")
        refused.value.close()
    assert until_counted(site, 'status="404"', TIMES) == TIMES


def test_hits_and_misses_are_counted_apart(site: Running):
    for _ in range(12):
        get(f"{site.address}/en/privacy/").close()
    hits = until_counted(site, 'cache="hit"', 10)
    assert hits >= 10
    assert 1 <= counted(site, 'cache="miss"') <= 4


def test_an_invented_method_makes_no_new_series(site: Running):
    for number in range(3):
        request = urllib.request.Request(f"{site.address}/healthz", method=f"INVENTED{number}")
        with pytest.raises(urllib.error.HTTPError, match="405") as refused:
            urllib.request.urlopen(request, timeout=30)
        refused.value.close()
    assert until_counted(site, 'method="other",status="405"', 3) == 3
    with get(f"{site.address}/metrics") as answer:
        assert b"INVENTED" not in answer.read()


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], TOKEN + "t"])
def test_nobody_else_sees_them(site: Running, token: str):
    with pytest.raises(urllib.error.HTTPError, match="401") as refused:
        get(f"{site.address}/metrics", token)
    assert (refused.value.read(), refused.value.headers["Cache-Control"]) == (b"", "no-store")
    refused.value.close()


def test_without_the_setting_there_is_no_such_page(tmp_path: Path):
    with running(tmp_path / "data", tmp_path / "output.txt") as plain:
        with pytest.raises(urllib.error.HTTPError, match="404") as refused:
            get(f"{plain.address}/metrics")
        refused.value.close()
