"""Whether guides are whole: verdicts, anchors, texts in every language that claims to exist."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext

from guides.languages import SOURCE, TARGETS
from guides.models import Guide, TranslationState
from guides.vocabulary import Meaning

from . import schema
from .faults import Finding
from .known import Known

_CLAIMED = (TranslationState.State.MACHINE, TranslationState.State.CURRENT)


def unfinished(bundle: schema.Bundle, known: Known) -> Iterator[Finding]:
    for number, guide in enumerate(bundle.guides):
        findings = (
            *_providers(guide, known),
            *_anchors(guide),
            *_translations(guide),
            *(_publication(guide) if guide.status == Guide.Status.PUBLISHED else ()),
        )
        for path, message in findings:
            yield ("guides", number, *path), message


def _providers(guide: schema.Guide, known: Known) -> Iterator[Finding]:
    for index, slug in enumerate(guide.providers):
        if slug not in known.providers:
            yield ("providers", index), gettext("there is no provider “%(slug)s”.") % {"slug": slug}
        if slug in guide.providers[:index]:
            yield ("providers", index), gettext("“%(slug)s” stands here twice.") % {"slug": slug}


def _anchors(guide: schema.Guide) -> Iterator[Finding]:
    counts = Counter(part.anchor for part in (*guide.sections, *guide.questions))
    for key in ("sections", "questions"):
        for index, part in enumerate(getattr(guide, key)):
            if counts[part.anchor] > 1:
                message = gettext("“%(anchor)s” is the anchor of %(count)d parts of this guide.")
                yield (key, index, "anchor"), message % {"anchor": part.anchor, "count": counts[part.anchor]}


def _publication(guide: schema.Guide) -> Iterator[Finding]:
    if not guide.published_at:
        yield ("published_at",), gettext("a published guide needs a date of publication.")
    for meaning in Meaning:
        if meaning not in guide.verdicts and meaning != Meaning.REGISTRATION:
            yield ("verdicts", meaning.value), gettext("a published guide needs this verdict.")
    if not guide.sections:
        yield ("sections",), gettext("a published guide needs a section.")
    for path, texts in guide.needed_texts():
        if SOURCE.code not in texts:
            yield (*path, SOURCE.code), gettext("a published guide needs this text.")


def _translations(guide: schema.Guide) -> Iterator[Finding]:
    for language in TARGETS:
        state = guide.translations.get(language.code)
        if not state and guide.is_written_in(language.code):
            yield ("translations", language.code), gettext("is missing: say machine or current, for there are texts.")
        for path, texts in guide.needed_texts():
            if state in _CLAIMED and texts and language.code not in texts:
                yield (
                    (*path, language.code),
                    gettext("is missing, although “translations” says “%(state)s”.") % {"state": state},
                )
