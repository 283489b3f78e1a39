import re
from collections import Counter
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

# What a translation must hold as its source does: values to fill in. A stray % would break the filling in.
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?\.?\d*[sdf]|%%|%|\{[^{}]*\}")
# Templates trust catalogues as they trust themselves and escape nothing of them, neither in the text of a page nor in
# its attributes, which we write in straight quotation marks.
MARKUP = re.compile(r"<[a-z/!?][^>]*>?|\"", re.IGNORECASE)


class Command(BaseCommand):
    help = "Reports empty, fuzzy and placeholder-breaking entries of the interface catalogues; fails if there are any."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        faults, count = [], 0
        for root in settings.LOCALE_PATHS:
            for path in sorted(Path(root).glob("*/LC_MESSAGES/django.po")):
                catalogue = polib.pofile(str(path))
                count += len(catalogue)
                faults += [f"{path.relative_to(settings.BASE_DIR)}: {fault}" for fault in faults_of(catalogue)]
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults)} of {count} messages need a translator.")
        self.stdout.write(f"{count} messages, all translated")


def faults_of(catalogue: polib.POFile) -> list[str]:
    """What keeps a catalogue from being complete, each with its line."""
    faults = []
    for entry in catalogue:
        if entry.obsolete:
            faults.append(f"{entry.linenum}: obsolete: {entry.msgid!r}")
        elif entry.fuzzy:
            faults.append(f"{entry.linenum}: fuzzy: {entry.msgid!r}")
        elif not entry.translated():
            faults.append(f"{entry.linenum}: not translated: {entry.msgid!r}")
        elif lost := lost_placeholders(entry):
            faults.append(f"{entry.linenum}: placeholders differ ({', '.join(sorted(lost))}): {entry.msgid!r}")
        elif foreign := foreign_markup(entry):
            faults.append(f"{entry.linenum}: HTML differs ({', '.join(sorted(foreign))}): {entry.msgid!r}")
    return faults


def lost_placeholders(entry: polib.POEntry) -> set[str]:
    """Those that are on one side only."""
    wanted = set(PLACEHOLDER.findall(source_of(entry)))
    return set().union(*(wanted ^ set(PLACEHOLDER.findall(text)) for text in translations_of(entry)))


def foreign_markup(entry: polib.POEntry) -> set[str]:
    """Tags, with all that stands in them, and straight quotation marks that are not as often on both sides."""
    wanted = Counter(MARKUP.findall(source_of(entry)))
    found = (Counter(MARKUP.findall(text)) for text in translations_of(entry))
    return set().union(*((wanted - each) + (each - wanted) for each in found))


def source_of(entry: polib.POEntry) -> str:
    return entry.msgid_plural or entry.msgid


def translations_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
