"""Eight who write and thirty-two who read at once: nothing that was acknowledged is lost, nobody is turned away, and
no page shows less than what is saved."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import pytest

from tests.databases import own_database
from tests.faults.desk import Desk, prepare
from tests.faults.ledger import Ledger, read
from tests.faults.pressure import SHOWN, Asker, press
from tests.faults.visitor import Visitor
from tests.faults.writers import Editor, Importer, Newest, Reader, Seeder, Writer, closing_all, from_elsewhere
from tests.running import running

pytestmark = pytest.mark.slow

SECONDS = float(os.environ.get("FAULT_SECONDS", "60"))
READERS = 32


@dataclass
class Outcome:
    desk: Desk
    writers: list[Writer]
    askers: list[Asker]
    newest: Newest
    ledger: Ledger
    shown: dict[int, set[int]]  # of each guide, the numbers that its page showed when all was over
    printed: str  # by the server

    def of(self, kind: type[Writer]) -> list[str]:
        return sorted(chain.from_iterable(each.acknowledged for each in self.writers if isinstance(each, kind)))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory) -> Iterator[Outcome]:
    folder = tmp_path_factory.mktemp("many")
    with own_database("many") as database:
        desk, newest = prepare(folder / "data", database, guides=3), Newest()
        with running(desk.data, folder / "output.txt", PROXY_COUNT="1", **database) as site:
            writers = [
                Editor("alone", 0, desk, site.address, newest),
                *(Editor(name, 1, desk, site.address, newest) for name in ("anna", "bert")),
                *(Reader(f"reader{number}", desk.pages[2], site.address) for number in range(3)),
                Seeder("seeder", desk, folder),
                Importer("importer", desk),
            ]
            askers = [Asker(number, desk, site.address, newest) for number in range(READERS)]
            with closing_all(writers):
                press(SECONDS, writers, askers)
            shown = {guide: _numbers(site.address, page) for guide, page in enumerate(desk.pages[:2])}
        yield Outcome(desk, writers, askers, newest, read(desk), shown, (folder / "output.txt").read_text())


def _numbers(address: str, page: str) -> set[int]:
    """Asked often enough that every worker answers, from what it has kept and anew."""
    visitor = Visitor(address)
    paths = [f"/en{page}", f"/en{page}?cold=again"] * 8
    return {int(SHOWN.search(visitor.get(path, **from_elsewhere()).text)[2]) for path in paths}


def test_everybody_was_heard(outcome: Outcome):
    assert {each.name: each.faults + each.cut for each in outcome.writers} == {
        each.name: [] for each in outcome.writers
    }
    assert [each.name for each in outcome.writers if not each.acknowledged] == []


def test_everybody_could_read_and_saw_what_was_saved(outcome: Outcome):
    assert list(chain.from_iterable(each.faults for each in outcome.askers)) == []
    assert [number for number, each in enumerate(outcome.askers) if not each.asked] == []


def test_every_save_that_was_acknowledged_is_there_with_its_note_and_in_the_history(outcome: Outcome):
    assert sorted(outcome.ledger.notes) == outcome.of(Editor)
    assert sorted(outcome.ledger.history) == outcome.of(Editor)
    assert outcome.ledger.broken == []


def test_every_word_of_a_reader_is_there(outcome: Outcome):
    assert sorted(outcome.ledger.said) == outcome.of(Reader)


def test_every_seed_and_import_is_there(outcome: Outcome):
    assert sorted(outcome.ledger.seeded) == outcome.of(Seeder)
    assert sorted(outcome.ledger.imported) == outcome.of(Importer)
    assert len(outcome.ledger.sections) == 1


def test_every_page_shows_the_newest(outcome: Outcome):
    assert outcome.shown == {guide: {number} for guide, number in outcome.newest.numbers.items()}
    (seeder,) = (each for each in outcome.writers if isinstance(each, Seeder))
    assert outcome.ledger.country == f"seeded-{seeder.name}-{len(seeder.tried) - 1}"


def test_the_database_is_sound_and_the_server_had_nothing_to_complain_of(outcome: Outcome):
    assert (outcome.ledger.integrity, outcome.ledger.index) == ([], [])
    complaints = [line for line in outcome.printed.splitlines() if "locked" in line or "ERROR" in line]
    assert complaints == []
