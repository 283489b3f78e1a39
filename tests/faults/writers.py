"""Those who write while others read. Each mark is written once and unlike every other; what the site says it has kept
is noted as acknowledged, and must be found afterwards."""

import contextlib
import itertools
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from tests.admin.forms import values_of
from tests.faults.desk import Desk
from tests.faults.visitor import Answer, Visitor
from tests.images import files
from tests.running import ROOT, environment

LONG_ENOUGH = 3.2  # seconds between a reader's form and its post; what is quicker is taken for a program
PAUSE = 0.25  # seconds between two imports: without it nobody else would get a word in
BUNDLE = """
format: 1
country:
  code: IS
  slug: iceland
  region: europe
  name: {zh-hans: 冰岛, zh-hant: 冰島, en: Iceland}
  summary: {zh-hans: MARK, zh-hant: MARK, en: MARK}
providers:
  - slug: MARK
    name: MARK
    kind: carrier
"""
IMPORT = f"""
import sys
from pathlib import Path
from guides.articles.file import read_file
from guides.articles.reading import read_article
from guides.articles.storing import store
from guides.languages import BY_CODE
from guides.models import Country
article = read_article(read_file(Path("{ROOT}/tests/samples/japan.md")), BY_CODE["zh-hans"])
country = Country.objects.get(slug="norway")
for line in sys.stdin:
    store(article, country, line.strip())
    print("kept", line.strip(), flush=True)
"""
_networks = itertools.count(1)


def from_elsewhere() -> dict[str, str]:
    """An address that nobody has used yet: how much one visitor may send is not what is tried here."""
    number = next(_networks)
    return {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}


@dataclass
class Newest:
    """The highest acknowledged number of each guide: who asks from now on must not be shown an older one."""

    numbers: dict[int, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def raise_to(self, guide: int, number: int) -> None:
        with self._lock:
            self.numbers[guide] = max(number, self.numbers.get(guide, 0))


class Cut(Exception):  # noqa: N818  it is what happened
    """A process was killed while it wrote: nobody knows whether it has."""


class Writer:
    """write() writes one mark. What the site answers otherwise than it should is noted in `faults`."""

    def __init__(self) -> None:
        self.tried: set[str] = set()
        self.acknowledged: set[str] = set()
        self.faults: list[str] = []
        self.cut: list[str] = []  # what was not answered at all

    def act(self) -> None:
        try:
            self.write()
        except (OSError, HTTPException, Cut) as error:
            self.cut.append(repr(error))
            time.sleep(0.1)

    def write(self) -> None:
        raise NotImplementedError

    @property
    def pids(self) -> list[int]:
        """Its process that writes, if it has one at this moment."""
        process = getattr(self, "process", None)
        return [process.pid] if process and process.poll() is None else []

    def close(self) -> None:
        """What it has started ends."""


class Editor(Writer):
    """Saves a guide's form with a change note. The number in a mark is the version that the save makes."""

    def __init__(self, name: str, guide: int, desk: Desk, address: str, newest: Newest) -> None:
        super().__init__()
        self.name, self.guide, self.newest = name, guide, newest
        self.form, self.visitor = desk.forms[guide], desk.administrator(address)

    def write(self) -> None:
        opened = self.visitor.get(self.form)
        if opened.status != 200:
            self.faults.append(f"{self.form}: {opened.status}")
            return
        saved = self._save(values_of(opened))
        if current := _overtaken_by(saved):
            # On top of it, as the site offers. Who only began anew could be overtaken by the same colleague each time.
            self._save({**values_of(saved), "overwrite": current})

    def _save(self, values: dict[str, str]) -> Answer:
        number = int(values["overwrite"] or values["base_version"]) + 1
        mark = f"mark-{self.guide}-{number}-{self.name}"
        self.tried.add(mark)
        saved = self.visitor.post(self.form, {**values, "short_answer_en": f"Answer {mark}.", "note_en": mark})
        if saved.status == 302:
            self.acknowledged.add(mark)
            self.newest.raise_to(self.guide, number)
        elif not _overtaken_by(saved):
            self.faults.append(f"{mark}: {saved.status}")
        return saved


@contextlib.contextmanager
def closing_all(writers: list[Writer]) -> Iterator[None]:
    try:
        yield
    finally:
        for each in writers:
            each.close()


def _overtaken_by(saved: Answer) -> str:
    """The version that a colleague saved while the form was open, if one did: the site asks, and keeps nothing of this
    save."""
    asked = re.search(r'<input type="checkbox" name="overwrite" value="(\d+)"', saved.text)
    return asked[1] if saved.status == 200 and asked else ""


class Reader(Writer):
    """Says what is out of date, from another place each time."""

    def __init__(self, name: str, page: str, address: str) -> None:
        super().__init__()
        self.name, self.page, self.visitor = name, page, Visitor(address)
        self._forms: list[str] = []
        self._ready_at = 0.0

    def write(self) -> None:
        if not self._forms:
            self._open_forms()
        time.sleep(max(0.0, self._ready_at - time.monotonic()))
        mark = f"said-{self.name}-{len(self.tried)}"
        self.tried.add(mark)
        values = {"page": self.page, "ticket": self._forms.pop(), "verdict": "outdated", "text": mark, "website": ""}
        said = self.visitor.post("/en/feedback/", values, **from_elsewhere())
        if said.status == 303:
            self.acknowledged.add(mark)
        else:
            self.faults.append(f"{mark}: {said.status}")

    def _open_forms(self, count: int = 4) -> None:
        shown = [self.visitor.get(f"/en/feedback/?page={self.page}", **from_elsewhere()) for _ in range(count)]
        self.faults += [f"feedback form: {each.status}" for each in shown if each.status != 200]
        self._forms = [
            re.search(r'name="ticket" value="([^"]+)"', each.text)[1] for each in shown if each.status == 200
        ]
        self._ready_at = time.monotonic() + LONG_ENOUGH


class Uploader(Writer):
    """A new image with a picture that nobody has uploaded before."""

    def __init__(self, name: str, desk: Desk, address: str) -> None:
        super().__init__()
        self.name, self.form, self.visitor = name, desk.images, desk.administrator(address)

    def write(self) -> None:
        mark = f"uploaded-{self.name}-{len(self.tried)}"
        self.tried.add(mark)
        picture = files.png((900, 600 + len(self.tried)))
        saved = self.visitor.save(self.form, picture, slug=mark, alt_en=mark)
        if saved.status == 302:
            self.acknowledged.add(mark)
        else:
            self.faults.append(f"{mark}: {saved.status}")


class Seeder(Writer):
    """manage.py seed --overwrite: one country again and again, each time with a provider that was not there."""

    def __init__(self, name: str, desk: Desk, folder: Path) -> None:
        super().__init__()
        self.name, self.desk, self.file = name, desk, folder / f"{name}.yaml"
        self.process: subprocess.Popen | None = None

    def write(self) -> None:
        mark = f"seeded-{self.name}-{len(self.tried)}"
        self.tried.add(mark)
        self.file.write_text(BUNDLE.replace("MARK", mark), encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "seed", str(self.file), "--overwrite"],
            cwd=ROOT, env=environment(self.desk.data, **self.desk.environment), text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        _, said = self.process.communicate(timeout=120)
        if self.process.returncode == -signal.SIGKILL:
            raise Cut(mark)
        if self.process.returncode == 0:
            self.acknowledged.add(mark)
        else:
            self.faults.append(f"{mark}: {said}")


class Importer(Writer):
    """Articles into drafts, one after another in one process that keeps its connection to the database."""

    def __init__(self, name: str, desk: Desk) -> None:
        super().__init__()
        self.name, self.desk, self.process = name, desk, self._start(desk)

    @staticmethod
    def _start(desk: Desk) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", IMPORT],
            cwd=ROOT, env=environment(desk.data, **desk.environment), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def write(self) -> None:
        time.sleep(PAUSE)
        mark = f"imported-{self.name}-{len(self.tried)}"
        self.tried.add(mark)
        with contextlib.suppress(BrokenPipeError):  # killed since the last one: seen when it is read
            self.process.stdin.write(f"{mark}\n")
            self.process.stdin.flush()
        said = self.process.stdout.readline()
        if said == f"kept {mark}\n":
            self.acknowledged.add(mark)
            return
        said, _ = self.process.communicate(timeout=60)
        killed = self.process.returncode == -signal.SIGKILL
        self.process = self._start(self.desk)
        if killed:
            raise Cut(mark)
        self.faults.append(f"{mark}: {said}")

    def close(self) -> None:
        self.process.communicate(timeout=60)
