"""What translators hand in: judged entry by entry, then written in one transaction. What cannot be taken is named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import polib
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext

from guides.languages import BY_CODE, Language
from guides.models import Guide, TranslationState

from .likeness import differences, in_words
from .naming import UnknownGuide, named
from .pictures import picture_places
from .places import Place, fresh, places, raise_version, tidy, write
from .returned import Returned, Unreadable
from .states import is_answered, note_answers, states_of

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Skipped:
    """An entry that was not taken, and why."""

    file: str
    line: int
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.place}: {self.message}"


@dataclass(frozen=True)
class Taken:
    """A translation that is written, or, if old and new are the same, read by somebody against the present source."""

    guide: str
    language: Language
    place: str
    old: str
    new: str


@dataclass
class Report:
    skipped: list[Skipped] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    empty: int = 0  # entries without a translation, neither in the file nor on the site
    guides: list[Guide] = field(default_factory=list)  # those of which something was taken


def take(files: Iterable[Returned], user: AbstractBaseUser | None, *, dry_run: bool = False) -> Report:
    """Write what can be taken and bring the states up to date. Raises Unreadable if a file is for no guide here.

    dry_run: report only.
    """
    files = sorted(files, key=lambda file: (file.guide, file.language.code))
    for one, other in pairwise(files):
        if (one.guide, one.language) == (other.guide, other.language):
            message = gettext("%(one)s and %(other)s are for the same guide and language.")
            raise Unreadable(message % {"one": one.name, "other": other.name})
    report = Report()
    with transaction.atomic():
        for file in files:
            _take(file, user, report, dry_run=dry_run)
    return report


def _take(file: Returned, user: AbstractBaseUser | None, report: Report, *, dry_run: bool) -> None:
    try:
        guide = fresh(named([file.guide]).get())
    except UnknownGuide as error:
        raise Unreadable(f"{file.name}: {error}") from error
    state = next(each for each in states_of(guide) if each.language == file.language.code)
    source, known = BY_CODE[file.language.source], places(guide) | picture_places(guide)
    accepted: list[tuple[Place, str]] = []
    for entry in file.entries:
        place, new = known.get(entry.msgctxt or ""), tidy(entry.msgstr)
        if objection := _objection(entry, place, file.language):
            report.skipped.append(Skipped(file.name, entry.linenum, entry.msgctxt or entry.msgid[:40], objection))
        elif not new:
            report.empty += 1
        elif new != tidy(place.text(file.language)) or _is_unread(place, state, source):
            accepted.append((place, new))
    if accepted:
        changed = [(place, new) for place, new in accepted if new != tidy(place.text(file.language))]
        report.guides.append(guide)
        report.taken += [
            Taken(file.guide, file.language, place.key, place.text(file.language), new) for place, new in accepted
        ]
        if not dry_run:
            write(changed, file.language)
            raise_version(guide)
            keys = {place.key for place, _new in accepted if place.has_state}
            if keys:
                rewritten = any(place.has_state for place, _new in changed)
                note_answers(guide, file.language, places=keys, user=user, rewritten=rewritten)


def _is_unread(place: Place, state: TranslationState, source: Language) -> bool:
    return place.has_state and not is_answered(state, place.key, place.text(source))


def _objection(entry: polib.POEntry, place: Place | None, language: Language) -> str:
    """Why the entry cannot be taken; empty if it can, or if there is nothing to take."""
    if place is None:
        return gettext("the guide has no such text.")
    source, new = tidy(place.text(BY_CODE[language.source])), tidy(entry.msgstr)
    if tidy(entry.msgid) != source:
        return gettext("the source text has changed since this file was written. Export it again.")
    if not new:
        return gettext("is empty; the translation on the site stays.") if place.text(language) else ""
    if entry.fuzzy:
        return gettext("is marked as fuzzy (needs work).")
    if entry.msgid_plural or entry.msgstr_plural:
        return gettext("has plural forms, which guides have not.")
    return _damage(new, source, place, language)


def _damage(new: str, source: str, place: Place, language: Language) -> str:
    if _CONTROL.search(new):
        return gettext("has a control character.")
    if place.is_one_line and "\n" in new:
        return gettext("must be one line.")
    if place.max_length and len(new) > place.max_length:
        return gettext("has %(length)d characters; at most %(count)d fit.") % {
            "length": len(new),
            "count": place.max_length,
        }
    found = differences(source, new, markdown=place.is_markdown)
    return " ".join(
        in_words(kind, {gettext("the source"): in_source, gettext("the translation"): in_new})
        for kind, in_source, in_new in found
    )
