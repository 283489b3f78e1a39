from argparse import ArgumentParser
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from tqdm import tqdm

from guides.models import Country, Feedback, Guide, Image, Letter, Provider, Source
from guides.upkeep import restore
from guides.upkeep.databases import DatabaseToolError

from .backup import FAILURES, in_one_line, progress

WRITTEN = (Guide, Country, Provider, Source, Letter, Image, Feedback, get_user_model())


class Command(BaseCommand):
    help = "Puts back what `backup` saved. Everything that is in the database now is replaced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="verify the file and change nothing")
        parser.add_argument("--replace", action="store_true", help="replace a database that has content")

    def handle(self, *, file: Path, check: bool, replace: bool, verbosity: int, **options: object) -> None:
        try:
            contents = restore.check(file)
            if check:
                self.stdout.write(f"{file} is sound: made {contents.made_at}, {sum(contents.rows.values()):,} rows")
                return
            if not replace and _has_content():
                raise CommandError("The database has content. Say --replace if it is to be replaced by the backup.")
            with tqdm(unit=" parts", desc="database", disable=None if verbosity else True, file=self.stderr) as bar:
                restore.put_back(file, progress(bar))
        except FAILURES as error:
            raise CommandError(f"Nothing was put back: {in_one_line(error)}") from error
        call_command("migrate", interactive=False, verbosity=0)
        if verbosity:
            self.stdout.write(f"Put back what was saved {contents.made_at}.")


def _has_content() -> bool:
    """Whether anything would be lost: texts, pictures, what readers said, an account. A database that was only migrated
    has none."""
    try:
        tables = set(connection.introspection.table_names())
        return any(model._meta.db_table in tables and model.objects.exists() for model in WRITTEN)
    except Error as error:
        advice = "; --replace puts the backup in its place" if connection.vendor == "sqlite" else ""
        raise DatabaseToolError(f"the database does not answer: {error}{advice}") from error
