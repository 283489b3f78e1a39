from django.db.models import DateTimeField, IntegerField, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from guides import languages
from guides.discovery import feeds, versions
from guides.evidence.comparison import comparison
from guides.evidence.facts import at_a_glance, sources_of
from guides.evidence.placing import add_evidence
from guides.head import Head, render_page
from guides.languages import LANGUAGES, Language
from guides.models import ChangeNote, Country, Fact, Guide, Provider
from guides.models.guides import ShownGuide, guide_url
from guides.prepared import Parameter, Prepared

from .missing import other_languages
from .shelf import PER_PAGE

CHANGES = 5  # newest notes of a country's guides


def country(request: HttpRequest, country: str) -> HttpResponse:
    shown = get_object_or_404(Country, slug=country)
    language = languages.current()
    found = versions.of(shown.get_absolute_url(), [each for each in LANGUAGES if _text(shown, each)])
    if language not in found.languages:
        return other_languages(request, shown.label, found)
    guides = _guides(shown, language)
    listed = [guide for owner, guide in guides if owner]
    owners = _PROVIDERS.rows(language, country=shown.pk, now=timezone.now())
    providers = [each for each in owners if each.country_id == shown.pk]
    add_evidence(providers, "facts")
    facts = _FACTS.rows(country=shown.pk)
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
            "guides": listed[:PER_PAGE],
            "more_guides": len(listed) > PER_PAGE,
            "groups": at_a_glance(facts),
            "sources": sources_of(facts),
            "providers": providers,
            "rows": comparison(providers),
            "pages": _pages_of(shown, [guide for _owner, guide in guides], owners),
            "save_as": f"{shown.slug}.{language.code}",
            "changes": _CHANGES.rows(language, country=shown.pk, now=timezone.now()),
        },
    )


def _guides(shown: Country, language: Language) -> list[tuple[int | None, ShownGuide]]:
    """Its guides and then those they build on, as cards, with the country of each."""
    rows = _GUIDES.rows(language, country=shown.pk, now=timezone.now())
    rows.sort(key=lambda row: row[0] is None)
    return [
        (owner, ShownGuide(title, guide_url("guide", shown.slug if owner else "", slug), summary))
        for owner, slug, title, summary in rows
    ]


def _guides_of(language: Language) -> QuerySet:
    """With what a card shows and no more: no row of all languages is read."""
    columns = ("country", "slug", f"title_{language.suffix}", f"summary_{language.suffix}")
    found = Guide.objects.published(_NOW).complete_in(language).filter(Q(country=_COUNTRY) | Q(country=None))
    return found.order_by("position", "slug").values_list(*columns)


def _providers_of(language: Language) -> QuerySet:
    """Its providers, and those of its guides."""
    guides = Guide.objects.published(_NOW).complete_in(language).filter(country=_COUNTRY).order_by()
    return Provider.objects.complete_in(language).filter(Q(country=_COUNTRY) | Q(pk__in=guides.values("providers")))


_COUNTRY, _NOW = Parameter("country", IntegerField()), Parameter("now", DateTimeField())
_GUIDES, _PROVIDERS = Prepared(_guides_of), Prepared(_providers_of)
_FACTS = Prepared(lambda: Fact.objects.sourced().filter(country=_COUNTRY).select_related("source"))
_CHANGES = Prepared(lambda language: ChangeNote.objects.readable_in(language, _COUNTRY, _NOW)[:CHANGES])


def _pages_of(shown: Country, guides: list[ShownGuide], providers: list[Provider]) -> list[str]:
    """What a reader takes along: this page, its guides and those they build on, every provider, the glossary."""
    pages = (each.get_absolute_url() for each in providers)
    return [shown.get_absolute_url(), *(each.url for each in guides), *pages, reverse("glossary")]


def country_trail(shown: Country) -> list[tuple[str, str]]:
    return [(gettext("Destinations"), reverse("destinations")), (shown.label, shown.get_absolute_url())]


def _text(shown: Country, language: languages.Language) -> str:
    return getattr(shown, f"summary_{language.suffix}") or ""
