from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages
from guides.discovery import feeds, versions
from guides.evidence.comparison import comparison
from guides.evidence.facts import at_a_glance, sources_of
from guides.evidence.placing import add_evidence
from guides.head import Head, render_page
from guides.languages import LANGUAGES, Language
from guides.models import ChangeNote, Country, Guide, Provider

from .missing import other_languages
from .shelf import PER_PAGE


def country(request: HttpRequest, country: str) -> HttpResponse:
    shown = get_object_or_404(Country, slug=country)
    language = languages.current()
    found = versions.of(shown.get_absolute_url(), [each for each in LANGUAGES if _text(shown, each)])
    if language not in found.languages:
        return other_languages(request, shown.label, found)
    guides = _guides(shown, language)
    listed = [each for each in guides if each.country]
    owners = _providers(shown, language)
    providers = [each for each in owners if each.country_id == shown.pk]
    add_evidence(providers)
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
            "guides": listed[:PER_PAGE],
            "more_guides": len(listed) > PER_PAGE,
            "groups": at_a_glance(facts),
            "sources": sources_of(facts),
            "providers": providers,
            "rows": comparison(providers),
            "pages": _pages_of(shown, guides, owners),
            "save_as": f"{shown.slug}.{language.code}",
            "changes": ChangeNote.objects.readable_in(language, shown)[:5],
        },
    )


def _guides(shown: Country, language: Language) -> list[Guide]:
    """Its guides and then those they build on, with what a card shows and no more: no row of all languages is read."""
    columns = ("slug", f"title_{language.suffix}", f"summary_{language.suffix}")
    found = Guide.objects.published().complete_in(language).filter(Q(country=shown) | Q(country=None))
    rows = list(found.order_by("position", "slug").values_list("country", *columns))
    rows.sort(key=lambda row: row[0] is None)
    return [Guide(country=shown if owner else None, **dict(zip(columns, texts, strict=True))) for owner, *texts in rows]


def _providers(shown: Country, language: Language) -> list[Provider]:
    """Its providers, and those of its guides."""
    guides = Guide.objects.published().complete_in(language).filter(country=shown).order_by()
    return list(Provider.objects.complete_in(language).filter(Q(country=shown) | Q(pk__in=guides.values("providers"))))


def _pages_of(shown: Country, guides: list[Guide], providers: list[Provider]) -> list[str]:
    """What a reader takes along: this page, its guides and those they build on, every provider, the glossary."""
    owners = (shown, *guides, *providers)
    return [*(each.get_absolute_url() for each in owners), reverse("glossary")]


def country_trail(shown: Country) -> list[tuple[str, str]]:
    return [(gettext("Destinations"), reverse("destinations")), (shown.label, shown.get_absolute_url())]


def _text(shown: Country, language: languages.Language) -> str:
    return getattr(shown, f"summary_{language.suffix}") or ""
