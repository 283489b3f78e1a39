"""What keeps a guide from being published, and what an editor should know before publishing it all the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from guides.drafting import states
from guides.drafting.parity import guide_disparities
from guides.drafting.places import places, with_parts
from guides.exchange.known import Known
from guides.exchange.mentions import text_faults
from guides.languages import BY_CODE, LANGUAGES, SOURCE, TARGETS, Language
from guides.models import Fact, Guide, SupportChannel, TranslationState
from guides.models.evidence import SourceVisit
from guides.models.translations import guide_texts
from guides.vocabulary import Meaning

LONGEST_LIST = 6  # places that a message names


@dataclass(frozen=True)
class Fault:
    """Two faults are the same if their keys are: what a guide had before a save is not said again."""

    key: str
    message: str = field(compare=False)
    place: str = field(default="status", compare=False)  # the form's field that it is shown beside
    takes_away: bool = field(default=False, compare=False)  # a page that readers can see disappears


def stored(guide_id: int) -> Guide:
    """The guide as the database has it, with all that is read here."""
    return with_parts(Guide.objects.all()).prefetch_related("sources", "providers").get(pk=guide_id)


def obstacles(guide: Guide) -> list[Fault]:
    """What a published guide must have, as bundles demand it too. guide: from stored."""
    return [*_unfinished(guide), *_unproven(guide), *_broken_mentions(guide)]


def cautions(guide: Guide) -> list[Fault]:
    """What is stale or not whole; it can be published if somebody says so. guide: from stored."""
    return [*_vanished(guide), *_translations(guide), *_overdue(guide), *_gone_sources(guide), *_disparities(guide)]


def _unfinished(guide: Guide) -> Iterator[Fault]:
    if lacking := _lacking(guide, SOURCE):
        message = gettext("%(language)s, which the other languages answer, is not complete: %(places)s.")
        yield Fault("incomplete source", message % {"language": SOURCE.name, "places": _listed(lacking)})
    if not guide.sections.all():
        yield Fault("no section", gettext("A published guide needs a section."))
    found = {verdict.meaning for verdict in guide.verdicts.all()}
    missing = [meaning for meaning in Meaning if meaning not in found and meaning != Meaning.REGISTRATION]
    if missing:
        message = gettext("Verdicts are missing: %(meanings)s.")
        yield Fault("verdicts", message % {"meanings": ", ".join(str(meaning.label) for meaning in missing)})


def _unproven(guide: Guide) -> Iterator[Fault]:
    if not guide.sources.all():
        yield Fault("no source", gettext("A published guide needs a source."), "sources")
    if not guide.facts_checked_on:
        message = gettext("A published guide says when its facts were checked.")
        yield Fault("unchecked", message, "facts_checked_on")


def _broken_mentions(guide: Guide) -> Iterator[Fault]:
    texts = [(place, language) for place in places(guide).values() if place.is_markdown for language in LANGUAGES]
    known = Known.of_database()
    for place, language in texts:
        for problem in text_faults(place.text(language), known):
            message = f"{place.key} ({language.short_name}): {problem}"
            yield Fault(message, message)


def _vanished(guide: Guide) -> Iterator[Fault]:
    for language in TARGETS:
        if language in guide.languages:
            continue
        lacking = _lacking(guide, language)
        if any(guide_texts(guide, language).values()):
            message = gettext("%(language)s is not complete, so this page does not exist in it: %(places)s.")
        else:
            message = gettext("There is no text in %(language)s, so this page does not exist in it.")
        message %= {"language": language.name, "places": _listed(lacking)}
        yield Fault(f"incomplete {language.code}", message, takes_away=True)


def _translations(guide: Guide) -> Iterator[Fault]:
    for state in states.states_of(guide):
        language = BY_CODE[state.language]
        if language in guide.languages and state.state != TranslationState.State.CURRENT:
            words = gettext("%(language)s: %(state)s.")
            message = words % {"language": language.name, "state": state.get_state_display()}
            yield Fault(f"{state.state} {language.code}", message)


def _overdue(guide: Guide) -> Iterator[Fault]:
    today = timezone.now().date()
    appears = max(today, guide.published_at.date()) if guide.published_at else today
    if guide.due_on and guide.due_on < appears:
        message = gettext("The facts of this guide were due to be checked again on %(date)s.")
        yield Fault("overdue", message % {"date": date_format(guide.due_on)})
    for model in (Fact, SupportChannel):
        count = model.objects.sourced().filter(provider__in=guide.providers.all()).overdue(appears).count()
        if count:
            message = ngettext(
                "%(count)d of the %(what)s of its providers is overdue for a check.",
                "%(count)d of the %(what)s of its providers are overdue for a check.",
                count,
            )
            what = model._meta.verbose_name_plural
            yield Fault(f"overdue {model._meta.model_name}", message % {"count": count, "what": what})


def _gone_sources(guide: Guide) -> Iterator[Fault]:
    for source in guide.sources.all():
        if source.visit == SourceVisit.GONE:
            message = gettext("A source is no longer there: %(source)s.")
            yield Fault(f"gone {source.slug}", message % {"source": source})


def _disparities(guide: Guide) -> Iterator[Fault]:
    for each in guide_disparities(Guide.objects.filter(pk=guide.pk)):
        is_note = each.place.startswith("change.")  # told only in the languages in which something changed
        if each.language in guide.languages and not is_note:  # what is not complete has been said
            message = f"{each.place} ({each.language.short_name}): {each.message}"
            yield Fault(message, message)


def _lacking(guide: Guide, language: Language) -> list[str]:
    return [place for place, text in guide_texts(guide, language).items() if not text]


def _listed(found: list[str]) -> str:
    return ", ".join(found[:LONGEST_LIST]) + (" …" if len(found) > LONGEST_LIST else "")
