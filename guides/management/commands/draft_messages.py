"""manage.py draft_messages: the interface in Traditional Chinese, drafted from the Simplified catalogue."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from guides import chinese

from .check_messages import foreign_markup, lost_placeholders

SOURCE, TARGET = "zh_Hans", "zh_Hant"


class Command(BaseCommand):
    help = "Drafts what has no Traditional Chinese yet from Simplified, marked as fuzzy for a person to review."
    requires_system_checks = []

    def handle(self, **options: object) -> None:
        for root in map(Path, settings.LOCALE_PATHS):
            source, target = (opened(root / name / "LC_MESSAGES" / "django.po") for name in (SOURCE, TARGET))
            drafted = draft(source, target)
            if drafted:
                target.save()
            for entry in drafted:
                self.stdout.write(f"{TARGET}: drafted: {texts_of(entry)[0]!r} for {entry.msgid!r}")
            self.stdout.write(f"{len(drafted)} messages drafted in {TARGET}, to be reviewed")


def opened(path: Path) -> polib.POFile:
    """As makemessages writes it: saving changes nothing but the entries that changed."""
    try:
        return polib.pofile(str(path), wrapwidth=0)
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error


def draft(source: polib.POFile, target: polib.POFile) -> list[polib.POEntry]:
    """Fill the target's empty entries from what is translated in the source; returns those that were filled."""
    known = {key_of(entry): entry for entry in source if entry.translated() and not entry.obsolete}
    return [
        entry
        for entry in target
        if not any(texts_of(entry)) and not entry.obsolete and _fill(entry, known.get(key_of(entry)))
    ]


def _fill(entry: polib.POEntry, source: polib.POEntry | None) -> bool:
    """Whether a draft was written: not without a source, nor if it would lose a placeholder or a tag."""
    if source is None:
        return False
    filled = polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural)
    filled.msgstr = chinese.draft(source.msgstr)
    filled.msgstr_plural = {number: chinese.draft(text) for number, text in source.msgstr_plural.items()}
    if lost_placeholders(filled) or foreign_markup(filled):
        return False
    entry.msgstr, entry.msgstr_plural = filled.msgstr, filled.msgstr_plural
    entry.flags.insert(0, "fuzzy")
    return True


def key_of(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def texts_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
