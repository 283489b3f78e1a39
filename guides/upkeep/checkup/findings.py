from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


class Finding(NamedTuple):
    part: str
    level: Level
    found: str
    advice: str = ""  # what to do, where possible a command; nothing where all is well


Check = Callable[[], Iterator[Finding]]
