import json
import sys
import textwrap
from argparse import ArgumentParser
from collections import Counter

from django.core.management.base import BaseCommand

from guides.upkeep.checkup.checking import examine
from guides.upkeep.checkup.findings import Finding, Level

STYLES = {Level.OK: "SUCCESS", Level.WARNING: "WARNING", Level.ERROR: "ERROR"}
INDENT = " " * 25


class Command(BaseCommand):
    help = "Looks at everything that the site needs and says what to do. Exit status 1 if there is an error."
    requires_system_checks = []  # they are among what it looks at

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="a list of objects, for programs")

    def handle(self, *, json: bool, **options: object) -> None:
        findings = list(examine())
        if json:
            self.stdout.write(as_json(findings))
        else:
            for finding in findings:
                self._tell(finding)
            counts = Counter(finding.level for finding in findings)
            self.stdout.write(f"\n{counts[Level.ERROR]} errors, {counts[Level.WARNING]} warnings")
        if any(finding.level is Level.ERROR for finding in findings):
            sys.exit(1)

    def _tell(self, finding: Finding) -> None:
        level = getattr(self.style, STYLES[finding.level])(f"{finding.level:8}")
        self.stdout.write(f"{level} {finding.part:15} {finding.found}")
        if finding.advice:
            self.stdout.write(textwrap.indent(f"→ {finding.advice}", INDENT))


def as_json(findings: list[Finding]) -> str:
    return json.dumps([finding._asdict() for finding in findings], indent=1, ensure_ascii=False)
