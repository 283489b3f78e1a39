"""What a database holds and which revision it says, read in one statement again and again while others write."""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import psycopg

from tests.faults.desk import Desk

_READ = """
SELECT (SELECT number FROM guides_siterevision), (SELECT sum(version) FROM guides_guide),
       (SELECT count(*) FROM guides_guide), (SELECT count(*) FROM guides_provider),
       (SELECT summary_en FROM guides_country WHERE slug = 'iceland'), (SELECT count(*) FROM guides_image)
"""


@dataclass
class Seen:
    contents: dict[int, set[tuple]] = field(default_factory=lambda: defaultdict(set))  # by revision
    revisions: dict[tuple, set[int]] = field(default_factory=lambda: defaultdict(set))  # by content

    @property
    def changed_without_revision(self) -> list[int]:
        return [revision for revision, contents in self.contents.items() if len(contents) > 1]

    @property
    def revised_without_change(self) -> list[tuple]:
        return [content for content, revisions in self.revisions.items() if len(revisions) > 1]


@contextmanager
def watched(desk: Desk, seen: Seen) -> Iterator[None]:
    over = threading.Event()
    thread = threading.Thread(target=_watch, args=(desk, seen, over))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _watch(desk: Desk, seen: Seen, over: threading.Event) -> None:
    url = desk.environment.get("DATABASE_URL")
    opened = psycopg.connect(url, autocommit=True) if url else sqlite3.connect(desk.data / "esimsite.sqlite3")
    with closing(opened) as database:
        while not over.wait(0.02):
            revision, *content = database.execute(_READ).fetchone()
            seen.contents[revision].add(tuple(content))
            seen.revisions[tuple(content)].add(revision)
