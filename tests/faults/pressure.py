"""Writers and askers at once, for so many seconds and no longer."""

import random
import re
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

from tests.faults.desk import Desk
from tests.faults.visitor import Visitor
from tests.faults.writers import Newest, Writer, from_elsewhere

MOST = 2_000  # times that one of them writes or asks
SHOWN = re.compile(r"Answer mark-(\d+)-(\d+)-")


def press(seconds: float, writers: Iterable[Writer], askers: Iterable["Asker"] = ()) -> None:
    """Everybody begins together. What is in flight at the end is waited for."""
    everybody = [*(each.act for each in writers), *(each.ask for each in askers)]
    begin = threading.Barrier(len(everybody))
    with ThreadPoolExecutor(len(everybody)) as pool:
        until = time.monotonic() + seconds
        for done in [pool.submit(_repeat, each, begin, until) for each in everybody]:
            done.result()


def _repeat(act: Callable[[], None], begin: threading.Barrier, until: float) -> None:
    begin.wait(60)
    for _ in range(MOST):
        if time.monotonic() > until:
            return
        act()


def _numbers(text: str, guide: int) -> list[int]:
    """What the page shows of this guide: a list or a search shows others beside it, or nothing of it at all."""
    return [int(number) for shown, number in SHOWN.findall(text) if int(shown) == guide]


class Asker:
    """Reads pages, cold and kept, and searches. What is not answered as it should be is noted in `faults`."""

    def __init__(self, number: int, desk: Desk, address: str, newest: Newest) -> None:
        self.visitor, self.pages, self.newest = Visitor(address), desk.pages, newest
        self.chance = random.Random(number)
        self.asked = 0
        self.faults: list[str] = []

    def ask(self) -> None:
        guide = self.chance.randrange(len(self.pages))
        known = self.newest.numbers.get(guide, 0)
        path = self._path(guide)
        try:
            answer = self.visitor.get(path, **from_elsewhere())
        except (OSError, HTTPException) as error:
            self.faults.append(f"{path}: {error!r}")
            return
        self.asked += 1
        if answer.status != 200:
            self.faults.append(f"{path}: {answer.status}")
        elif any(number < known for number in _numbers(answer.text, guide)):
            self.faults.append(f"{path}: shows {_numbers(answer.text, guide)} although {known} is saved")

    def _path(self, guide: int) -> str:
        """A page that may be kept, the same made anew (nothing with a query is kept), or something else."""
        page = f"/en{self.pages[guide]}"
        number = self.chance.randrange(1_000_000)
        other = self.chance.choice(["/en/", "/zh-hans/destinations/", "/zh-hant/south-korea/", "/en/changes/"])
        return self.chance.choice([page, page, f"{page}?cold={number}", other, f"/en/search/?q=leave+{number}"])
