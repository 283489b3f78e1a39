from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages
from guides.discovery import feeds, versions
from guides.evidence.comparison import comparison
from guides.evidence.facts import at_a_glance, sources_of
from guides.evidence.placing import with_evidence
from guides.head import Head, render_page
from guides.languages import LANGUAGES, Language
from guides.models import ChangeNote, Country, Guide, Provider

from .missing import other_languages


def country(request: HttpRequest, country: str) -> HttpResponse:
    shown = get_object_or_404(Country, slug=country)
    language = languages.current()
    found = versions.of(shown.get_absolute_url(), [each for each in LANGUAGES if _text(shown, each)])
    if language not in found.languages:
        return other_languages(request, shown.label, found)
    guides = (
        Guide.objects.published()
        .complete_in(language)
        .filter(country=shown)
        .select_related("country")
        .in_reading_order()
    )
    providers = list(with_evidence(shown.providers.complete_in(language).values("slug")))
    facts = shown.facts.sourced().select_related("source")
    head = Head(
        title=gettext("%(country)s: end a SIM or eSIM") % {"country": shown.label},
        description=shown.summary,
        versions=found,
        trail=country_trail(shown),
        own_feeds=[feeds.of_country(shown)],
    )
    return render_page(
        request,
        "pages/country.html",
        head,
        {
            "country": shown,
            "withdrawn": "withdrawn" in request.GET,
            "guides": guides,
            "groups": at_a_glance(facts),
            "sources": sources_of(facts),
            "providers": providers,
            "rows": comparison(providers),
            "pages": _pages_of(shown, language),
            "save_as": f"{shown.slug}.{language.code}",
            "changes": ChangeNote.objects.readable_in(language).filter(guide__country=shown)[:5],
        },
    )


def _pages_of(shown: Country, language: Language) -> list[str]:
    """What a reader takes along: this page, its guides and those they build on, every provider, the glossary."""
    guides = Guide.objects.published().complete_in(language).filter(Q(country=shown) | Q(country=None))
    providers = Provider.objects.complete_in(language).filter(
        Q(country=shown) | Q(pk__in=guides.filter(country=shown).values("providers"))
    )
    owners = [*guides.select_related("country").in_reading_order(), *providers]
    return [shown.get_absolute_url(), *(each.get_absolute_url() for each in owners), reverse("glossary")]


def country_trail(shown: Country) -> list[tuple[str, str]]:
    return [(gettext("Destinations"), reverse("destinations")), (shown.label, shown.get_absolute_url())]


def _text(shown: Country, language: languages.Language) -> str:
    return getattr(shown, f"summary_{language.suffix}") or ""
