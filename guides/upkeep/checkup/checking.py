"""All checks, in the order in which faults should be mended: later ones need what earlier ones look at."""

from collections.abc import Iterator

from django.db import Error

from . import backups, clock, configuration, content, database, files, people
from .findings import Check, Finding, Level

CHECKS: dict[str, Check] = {
    "settings": configuration.configuration,
    "secret key": configuration.secret_key,
    "release": configuration.release,
    "disk": files.disk,
    "messages": files.messages,
    "static files": files.static_files,
    "database": database.database,
    "migrations": database.migrations,
    "clock": clock.clock,
    "pictures": files.pictures,
    "search index": content.search_index,
    "facts": content.facts,
    "font": content.font,
    "administrators": people.administrators,
    "backups": backups.backups,
}


def examine() -> Iterator[Finding]:
    for part, check in CHECKS.items():
        try:
            yield from check()
        except (Error, OSError) as error:
            said = " ".join(str(error).split())
            yield Finding(part, Level.ERROR, f"cannot be looked at: {said}", "mend what stands above, then ask again")
