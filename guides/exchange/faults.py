"""What is wrong in a bundle, and where, in words for an editor."""

from collections.abc import Iterable
from typing import NamedTuple

Path = tuple[str | int, ...]
Finding = tuple[Path, str]  # where in a bundle, and what is wrong there


def key_of(path: Path) -> str:
    """guides[0].sections[2].body.zh-hant"""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


class Fault(NamedTuple):
    file: str
    line: int
    path: Path
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        return f"{place}: {key_of(self.path)}: {self.message}" if self.path else f"{place}: {self.message}"


class Refused(Exception):  # noqa: N818  it is what happened, and the faults are why
    """Bundles that cannot be used; nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(map(str, self.faults)))
