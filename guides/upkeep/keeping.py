"""Which old backups are still worth their room: the newest of each of the last days, weeks and months."""

import contextlib
import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

NAME = re.compile(r"esimsite-(\d{8}T\d{6})Z\.tar")
LAST = "last_backup"  # a file in DATA_DIR
FORMAT = "%Y%m%dT%H%M%S"


class Rule(NamedTuple):
    days: int = 7
    weeks: int = 4
    months: int = 12


def name_of(moment: datetime.datetime) -> str:
    return f"esimsite-{moment.astimezone(datetime.UTC).strftime(FORMAT)}Z.tar"


def moment_of(name: str) -> datetime.datetime | None:
    """When a backup of that name was made; None if it is not named like one."""
    match = NAME.fullmatch(name)
    return datetime.datetime.strptime(match[1], FORMAT).replace(tzinfo=datetime.UTC) if match else None


def remember(path: Path, data_dir: Path) -> None:
    """Where the last backup was made, for the check-up. That it cannot be noted is no reason to have no backup."""
    with contextlib.suppress(OSError):
        (data_dir / LAST).write_text(f"{path.resolve()}\n", encoding="utf-8")


def last(data_dir: Path) -> Path | None:
    try:
        path = Path((data_dir / LAST).read_text(encoding="utf-8").strip())
    except FileNotFoundError:
        return None
    return path if moment_of(path.name) else None


def expired(names: Iterable[str], rule: Rule) -> list[str]:
    """The names that the rule no longer keeps, oldest first. What is not named like a backup is left alone."""
    made = {name: moment for name in names if (moment := moment_of(name))}
    newest_first = sorted(made, key=made.get, reverse=True)
    kept = set(newest_first[:1])
    for period, count in (("%Y%j", rule.days), ("%G%V", rule.weeks), ("%Y%m", rule.months)):
        first_of = {}
        for name in newest_first:
            first_of.setdefault(made[name].strftime(period), name)
        kept |= set(list(first_of.values())[:count])
    return [name for name in reversed(newest_first) if name not in kept]


def remove_expired(folder: Path, rule: Rule) -> list[str]:
    gone = expired((path.name for path in folder.iterdir()), rule)
    for name in gone:
        (folder / name).unlink()
    return gone
