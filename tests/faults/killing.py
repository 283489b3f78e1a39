"""Processes that end as they do when the power goes or the memory is full: without a word."""

import os
import random
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from tests.faults.writers import Writer


def workers_of(master: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{master}/task/{master}/children").read_text().split()]


def all_workers_of(master: int, count: int = 2, seconds: float = 20) -> list[int]:
    """Once so many are there: the first answers before the last has been forked."""
    until = time.monotonic() + seconds
    while len(found := workers_of(master)) < count and time.monotonic() < until:
        time.sleep(0.05)
    return found


def is_alive(pid: int) -> bool:
    """What has ended and was not collected yet holds nothing any more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def have_ended(pids: list[int], seconds: float) -> bool:
    """Within so long."""
    until = time.monotonic() + seconds
    while any(map(is_alive, pids)):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


class Killer(Writer):
    """Waits a while that the chance decides, then kills one of the processes that are there at that moment."""

    name = "killer"

    def __init__(self, chance: random.Random, victims: Callable[[], list[int]], longest: float = 1.5) -> None:
        super().__init__()
        self.chance, self.victims, self.longest = chance, victims, longest

    def write(self) -> None:
        time.sleep(self.chance.uniform(0.1, self.longest))
        victims = self.victims()
        if victims:
            kill(self.chance.choice(victims))
            self.tried.add(str(len(self.tried)))
