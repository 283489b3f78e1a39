"""Workers, the master, seeds and imports are killed while they write: each save is there whole or not at all."""

import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

import pytest

from tests.databases import own_database
from tests.faults.desk import Desk, prepare
from tests.faults.killing import Killer, all_workers_of, have_ended, kill, workers_of
from tests.faults.ledger import Ledger, read
from tests.faults.pressure import SHOWN, press
from tests.faults.visitor import Visitor
from tests.faults.watching import Seen, watched
from tests.faults.writers import Editor, Importer, Newest, Seeder, Uploader, Writer, closing_all
from tests.running import Running, free_port, running

pytestmark = pytest.mark.slow

SEED = 20261121
WORKERS_DIE = 10  # seconds; more than ten processes are killed
MASTER_DIES = 2  # times, each after some seconds of work


@dataclass
class Outcome:
    ledger: Ledger
    seen: Seen
    writers: list[Writer]
    killed: int
    answered: list[
        tuple[int, int]
    ]  # status, and workers of the site that was started again after its master had been killed
    shown: dict[int, set[int]]
    stored: dict[int, int]

    def of(self, kind: type[Writer], what: str) -> set[str]:
        return set(chain.from_iterable(getattr(each, what) for each in self.writers if isinstance(each, kind)))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> Iterator[Outcome]:
    folder, seen = tmp_path_factory.mktemp("killed"), Seen()
    with own_database("killed") as database:
        desk, port = prepare(folder / "data", database, guides=2), free_port()
        writers = _writers(desk, folder, f"http://127.0.0.1:{port}")

        def start(number: int) -> AbstractContextManager[Running]:
            return running(desk.data, folder / f"output-{number}.txt", port, **database)

        with closing_all(writers), watched(desk, seen):
            answered, killed = _rounds(desk, writers, start)
        with start(1 + MASTER_DIES) as site:
            shown = {guide: _numbers(site.address, page) for guide, page in enumerate(desk.pages)}
        ledger = read(desk)
        yield Outcome(ledger, seen, writers, killed, answered, shown, _stored(ledger))


def _rounds(desk: Desk, writers: list[Writer], start: Callable[[int], AbstractContextManager[Running]]) -> tuple:
    """First everybody but the master dies, again and again; then the master, and the site is started at once."""
    chance, answered, killed = random.Random(SEED), [], 0
    for number in range(1 + MASTER_DIES):
        with start(number) as site:
            answered.append((Visitor(site.address).get(f"/en{desk.pages[0]}").status, len(all_workers_of(site.pid))))
            if number:
                longest = chance.uniform(1.0, 3.0)
                press(longest + 0.5, [*writers, Killer(chance, partial(_master, site), longest)])
            else:
                killer = Killer(chance, partial(_all_but_the_master, site, writers))
                press(WORKERS_DIE, [*writers, killer])
                killed = len(killer.tried)
    return answered, killed


def _master(site: Running) -> list[int]:
    return [site.pid]


def _all_but_the_master(site: Running, writers: list[Writer]) -> list[int]:
    return [*workers_of(site.pid), *chain.from_iterable(each.pids for each in writers)]


def _writers(desk: Desk, folder: Path, address: str) -> list[Writer]:
    editors = [Editor(name, guide, desk, address, Newest()) for guide, name in enumerate(("anna", "bert"))]
    return [*editors, Uploader("uploader", desk, address), Seeder("seeder", desk, folder), Importer("importer", desk)]


def _numbers(address: str, page: str) -> set[int]:
    return {int(SHOWN.search(Visitor(address).get(f"/en{page}").text)[2]) for _ in range(8)}


def _stored(ledger: Ledger) -> dict[int, int]:
    """The highest number of each guide in its history."""
    numbers: dict[int, int] = {}
    for mark in ledger.history:
        _, guide, number, _ = mark.split("-")
        numbers[int(guide)] = max(int(number), numbers.get(int(guide), 0))
    return numbers


def test_they_were_killed_in_the_middle_of_it(outcome: Outcome):
    assert outcome.killed >= 5
    assert [each.name for each in outcome.writers if not each.acknowledged] == []
    assert [each.name for each in outcome.writers if isinstance(each, Editor | Uploader) and not each.cut] == []


def test_the_database_passes_its_own_check_and_the_search_index_is_complete(outcome: Outcome):
    assert (outcome.ledger.integrity, outcome.ledger.index) == ([], [])


@pytest.mark.parametrize(
    ("kind", "name"),
    [(Editor, "notes"), (Editor, "history"), (Uploader, "images"), (Seeder, "seeded"), (Importer, "imported")],
)
def test_what_was_acknowledged_is_there_and_nothing_that_nobody_wrote(outcome: Outcome, kind: type[Writer], name: str):
    found = getattr(outcome.ledger, name)
    assert len(found) == len(set(found))
    assert outcome.of(kind, "acknowledged") - set(found) == set()
    assert set(found) - outcome.of(kind, "tried") == set()


def test_a_guide_has_all_its_parts_its_note_and_its_revision_or_none_of_them(outcome: Outcome):
    assert sorted(outcome.ledger.history) == sorted(outcome.ledger.notes)
    assert (outcome.ledger.broken, len(outcome.ledger.sections)) == ([], 1)


def test_the_revision_is_raised_if_and_only_if_something_is_saved(outcome: Outcome):
    assert (outcome.seen.changed_without_revision, outcome.seen.revised_without_change) == ([], [])
    assert len(outcome.seen.contents) >= 5


def test_every_image_has_all_its_files(outcome: Outcome):
    assert outcome.ledger.without_file == []


def test_the_site_starts_again_at_once_on_its_port_and_shows_the_newest(outcome: Outcome):
    assert outcome.answered == [(200, 2)] * (1 + MASTER_DIES)
    assert outcome.shown == {guide: {number} for guide, number in outcome.stored.items()}


def test_no_request_was_answered_with_an_error(outcome: Outcome):
    assert {each.name: each.faults for each in outcome.writers} == {each.name: [] for each in outcome.writers}


def test_no_worker_outlives_its_master(tmp_path):
    """It would hold the port against the site that is started next, and write beside it."""
    with own_database("orphans") as database, running(tmp_path / "data", tmp_path / "out.txt", **database) as site:
        Visitor(site.address).get("/en/")
        workers, port = all_workers_of(site.pid), int(site.address.rpartition(":")[2])
        kill(site.pid)
        assert have_ended(workers, seconds=2)  # before the next start: one of them could still answer for it
        with running(tmp_path / "data", tmp_path / "again.txt", port, **database) as again:
            assert len(all_workers_of(again.pid)) == 2
