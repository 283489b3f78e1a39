import sqlite3
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error
from tqdm import tqdm

from guides import outage
from guides.upkeep import backup, keeping
from guides.upkeep.archive import BadBackup
from guides.upkeep.databases import DatabaseToolError

FAILURES = (BadBackup, DatabaseToolError, Error, sqlite3.Error, OSError)


class Command(BaseCommand):
    help = "Saves database and uploaded files in one verified file, while the site serves; removes old ones by a rule."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups lie; made if it is not there")
        parser.add_argument(
            "--keep", type=_rule, default=keeping.Rule(), metavar="DAYS,WEEKS,MONTHS",
            help="keep the newest of so many days, weeks and months (7,4,12)",
        )  # fmt: skip
        parser.add_argument("--keep-all", action="store_true", help="remove nothing")

    def handle(self, *, folder: Path, keep: keeping.Rule, keep_all: bool, verbosity: int, **options: object) -> None:
        bar = tqdm(unit=" parts", desc="database", disable=None if verbosity else True, file=self.stderr)
        try:
            with outage.left_undone():
                call_command("clearsessions")  # nobody needs those again, neither here nor in a backup
            with bar:
                made = backup.make(folder, progress(bar))
        except FAILURES as error:
            raise CommandError(f"No backup was made: {in_one_line(error)}") from error
        try:
            gone = [] if keep_all else keeping.remove_expired(folder, keep)
        except OSError as error:
            raise CommandError(f"{made} was made, but old ones could not be removed: {in_one_line(error)}") from error
        if verbosity:
            self.stdout.write(f"{made} ({made.stat().st_size:,} bytes, verified)")
            for name in gone:
                self.stdout.write(f"removed {name}")


def progress(bar: tqdm) -> object:
    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return show


def in_one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _rule(text: str) -> keeping.Rule:
    try:
        days, weeks, months = map(int, text.split(","))
    except ValueError as error:
        raise ArgumentTypeError("three numbers are expected, such as 7,4,12") from error
    if min(days, weeks, months) < 0:
        raise ArgumentTypeError("a number of backups is not negative")
    return keeping.Rule(days, weeks, months)
