"""manage.py export: the database as content bundles."""

import pathlib
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext

from guides.exchange.exporting import everything, text_of
from guides.exchange.gathering import unsourced
from guides.models import Country


class Command(BaseCommand):
    help = "Writes the content as bundles (docs/bundles.md): a file per country, general.yaml and letters.yaml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=pathlib.Path, metavar="DIR")
        parser.add_argument("--country", metavar="SLUG", help="only this country's file")

    def handle(self, *args: object, directory: pathlib.Path, country: str | None, **options: object) -> None:
        with transaction.atomic():  # one moment of the database, whoever is editing
            if country and not Country.objects.filter(slug=country).exists():
                raise CommandError(gettext("There is no country “%(slug)s”.") % {"slug": country})
            texts = {country: text_of(country)} if country else everything()
            left_out = unsourced()
        directory.mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            file = directory / f"{slug}.yaml"
            file.write_text(text, encoding="utf-8", newline="\n")
            self.stdout.write(str(file))
        for item in left_out:
            self.stderr.write(gettext("Left out, because it has no source: %(item)s") % {"item": item})
