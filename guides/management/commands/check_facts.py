from argparse import ArgumentParser
from collections import Counter

from django.core.management.base import BaseCommand, CommandError

from guides.evidence.faults import evidence_faults
from guides.models import Fact, SupportChannel


class Command(BaseCommand):
    help = "Lists facts and contacts that are overdue, unsourced or contradictory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--strict", action="store_true", help="fail if there is any")

    def handle(self, *, strict: bool, **options: object) -> None:
        faults = evidence_faults()
        for fault in faults:
            self.stdout.write(str(fault))
        counts = Counter(fault.kind for fault in faults)
        checked = f"{Fact.objects.count()} facts and {SupportChannel.objects.count()} contacts checked"
        found = ", ".join(f"{counts[kind]} {kind}" for kind in ("overdue", "unsourced", "contradictory"))
        if faults and strict:
            raise CommandError(f"{checked}: {found}.")
        self.stdout.write(f"{checked}: {found}.")
