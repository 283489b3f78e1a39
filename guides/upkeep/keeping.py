"""Which old backups are still worth their room: the newest of each of the last days, weeks and months."""

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

NAME = re.compile(r"esimsite-(\d{8}T\d{6})Z\.tar")
FORMAT = "%Y%m%dT%H%M%S"


class Rule(NamedTuple):
    days: int = 7
    weeks: int = 4
    months: int = 12


def name_of(moment: datetime.datetime) -> str:
    return f"esimsite-{moment.astimezone(datetime.UTC).strftime(FORMAT)}Z.tar"


def expired(names: Iterable[str], rule: Rule) -> list[str]:
    """The names that the rule no longer keeps, oldest first. What is not named like a backup is left alone."""
    made = {}
    for name in names:
        if match := NAME.fullmatch(name):
            made[name] = datetime.datetime.strptime(match[1], FORMAT).replace(tzinfo=datetime.UTC)
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
