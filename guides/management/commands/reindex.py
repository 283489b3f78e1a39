"""manage.py reindex: what follows from the content, made anew: completeness of guides and the search index."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils.translation import gettext
from tqdm import tqdm

from guides.search import index


class Command(BaseCommand):
    help = "Makes the search index anew from what the database holds. Searching goes on meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-needed", action="store_true", help="do nothing if a cheap look finds it complete")
        parser.add_argument("--check", action="store_true", help="only say what is missing; change nothing")

    def handle(self, *, if_needed: bool, check: bool, verbosity: int, **options: object) -> None:
        faults = index.faults() if if_needed or check else []
        if check or (if_needed and not faults):
            for fault in faults:
                self.stdout.write(fault)
            if verbosity and not faults:
                self.stdout.write(gettext("The search index is complete."))
            sys.exit(1 if faults else 0) if check else None
            return
        with tqdm(unit=" pages", disable=verbosity == 0 or None, file=sys.stderr) as bar:
            for done, total in index.rebuild():
                bar.total = total
                bar.update(done - bar.n)
        if verbosity:
            self.stdout.write(gettext("The search index has been made anew."))
