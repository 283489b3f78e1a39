"""manage.py export: the database as content bundles."""

import pathlib
import shutil
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext

from guides.exchange.exporting import everything, pictures_of, text_of
from guides.exchange.gathering import unsourced
from guides.models import Country


class Command(BaseCommand):
    help = "Writes the content as bundles (docs/bundles.md): a file per country, general.yaml, letters.yaml, images/."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=pathlib.Path, metavar="DIR")
        parser.add_argument("--country", metavar="SLUG", help="only this country's file")

    def handle(self, *args: object, directory: pathlib.Path, country: str | None, **options: object) -> None:
        with transaction.atomic():  # one moment of the database, whoever is editing
            if country and not Country.objects.filter(slug=country).exists():
                raise CommandError(gettext("There is no country “%(slug)s”.") % {"slug": country})
            texts = {country: text_of(country)} if country else everything()
            pictures = pictures_of(texts)
            left_out = unsourced()
        directory.mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            file = directory / f"{slug}.yaml"
            file.write_text(text, encoding="utf-8", newline="\n")
            self.stdout.write(str(file))
        for name, kept in pictures.items():
            self._copy(kept, directory / name)
        for item in left_out:
            self.stderr.write(gettext("Left out, because it has no source: %(item)s") % {"item": item})

    def _copy(self, kept: pathlib.Path, file: pathlib.Path) -> None:
        file.parent.mkdir(exist_ok=True)
        try:
            shutil.copyfile(kept, file)
        except FileNotFoundError:
            self.stderr.write(gettext("The file of a picture is lost: %(file)s") % {"file": kept})
        else:
            self.stdout.write(str(file))
