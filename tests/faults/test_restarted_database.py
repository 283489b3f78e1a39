"""PostgreSQL is restarted under load: who is being answered may be told to come again, and nobody restarts the site."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from guides.languages import LANGUAGES
from tests.faults.cluster import Cluster, cluster
from tests.faults.desk import Desk, prepare
from tests.faults.ledger import read
from tests.faults.pressure import Asker, press
from tests.faults.visitor import Visitor
from tests.faults.writers import Editor, Newest, Writer
from tests.running import Running, running

pytestmark = [pytest.mark.slow, pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is no server")]

SOON = 20  # seconds within which all must be as before
READERS = 16


@dataclass
class Place:
    desk: Desk
    site: Running
    cluster: Cluster


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("restarted")
    with cluster() as mine:
        desk = prepare(folder / "data", {"DATABASE_URL": mine.url}, guides=2)
        with running(desk.data, folder / "output.txt", PROXY_COUNT="1", **desk.environment) as site:
            yield Place(desk, site, mine)


class Timed(Asker):
    """Notes when each of its requests that was not answered as it should be began and ended."""

    def ask(self) -> None:
        count, began = len(self.faults), time.monotonic()
        super().ask()
        if len(self.faults) > count:
            self.failed.append((began, time.monotonic()))
            time.sleep(0.05)

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.failed: list[tuple[float, float]] = []


@pytest.mark.parametrize("mode", ["fast", "immediate"])
def test_after_a_restart_under_load_every_request_succeeds_again(place: Place, mode: str):
    newest = Newest()
    askers = [Timed(number, place.desk, place.site.address, newest) for number in range(READERS)]
    writers: list[Writer] = [Editor(f"{mode}{each}", each, place.desk, place.site.address, newest) for each in range(2)]
    down: list[float] = []

    def restart() -> None:
        time.sleep(2.5)
        down.append(time.monotonic())
        place.cluster.restart(mode)
        down.append(time.monotonic())

    restarting = threading.Thread(target=restart)
    restarting.start()
    press(7, writers, askers)
    restarting.join()
    began, ended = down
    # Only what was in flight while it was down has failed: no request that began when it was back, none that had ended.
    stray = [(start, end) for each in askers for start, end in each.failed if end < began or start > ended]
    assert stray == []
    assert {fault.rpartition(": ")[2] for each in askers for fault in each.faults} <= {"503"}
    assert min(each.asked for each in askers) > 0
    # What was acknowledged is there.
    ledger = read(place.desk)
    acknowledged = {mark for each in writers for mark in each.acknowledged}
    assert acknowledged - set(ledger.notes) == set()
    assert (ledger.integrity, ledger.index, ledger.broken) == ([], [], [])


def test_while_it_is_away_readers_are_told_so_in_their_language_and_afterwards_all_is_as_before(place: Place):
    visitor = Visitor(place.site.address)
    paths = [f"/{language.code}/destinations/" for language in LANGUAGES]
    before = {path: visitor.get(path).content for path in paths for _ in range(4)}
    place.cluster.stop("fast")
    try:
        answers = {path: visitor.get(path) for path in [*paths, "/en/?cold=1", "/en/search/?q=esim"]}
        health = visitor.get("/healthz").status
        static = visitor.get("/robots.txt").status
    finally:
        place.cluster.start()
    assert {(each.status, each.headers["Retry-After"], each.headers["Cache-Control"]) for each in answers.values()} == {
        (503, "30", "no-store")
    }
    told = [re.search(r'<html lang="([^"]+)"', answers[path].text)[1] for path in paths]
    assert told == [language.html_lang for language in LANGUAGES]
    assert len({answers[path].content for path in paths}) == 3
    assert (health, static) == (200, 200)
    _wait(lambda: all(visitor.get(path).content == before[path] for path in paths))
    printed = place.site.output.read_text()
    assert "the database cannot be used" in printed
    assert "Traceback" not in printed


def _wait(is_over) -> None:
    until = time.monotonic() + SOON
    while not is_over():
        assert time.monotonic() < until
        time.sleep(0.2)
