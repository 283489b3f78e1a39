from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from guides import languages
from guides.discovery import versions
from guides.evidence.contacts import by_place, contact_rows
from guides.evidence.facts import at_a_glance, difficulty_reasons, sources_of
from guides.evidence.lifecycle import lifecycle
from guides.evidence.placing import with_evidence
from guides.head import Head, render_page
from guides.languages import LANGUAGES
from guides.models import Guide, Provider

from .country import country_trail
from .missing import other_languages


def provider(request: HttpRequest, slug: str) -> HttpResponse:
    shown = get_object_or_404(with_evidence([slug]).select_related("country"))
    language = languages.current()
    exists_in = [each for each in LANGUAGES if _text(shown, "name", each) and _text(shown, "summary", each)]
    found = versions.of(shown.get_absolute_url(), exists_in)
    if language not in found.languages:
        return other_languages(request, next((_text(shown, "name", each) for each in LANGUAGES), shown.slug), found)
    facts, channels = shown.facts.all(), shown.channels.all()
    head = Head(
        title=gettext("End a line of %(provider)s") % {"provider": shown.name},
        description=shown.summary,
        versions=found,
        trail=[*(country_trail(shown.country) if shown.country else []), (shown.name, shown.get_absolute_url())],
    )
    return render_page(
        request,
        "pages/provider.html",
        head,
        {
            "provider": shown,
            "groups": at_a_glance(facts),
            "lifecycle": lifecycle(shown, facts),
            "contacts": by_place(contact_rows([shown])),
            "reasons": difficulty_reasons(shown.difficulty, facts),
            "guides": Guide.objects.published().complete_in(language).filter(providers=shown).select_related("country"),
            "sources": sources_of(facts, channels),
        },
    )


def _text(shown: Provider, field: str, language: languages.Language) -> str:
    return getattr(shown, f"{field}_{language.suffix}") or ""
