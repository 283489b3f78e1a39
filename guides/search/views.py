from dataclasses import asdict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from guides import languages, throttle
from guides.discovery import versions
from guides.head import Head, render_page
from guides.languages import LANGUAGES, Language

from .finding import MOST, Found, count, find
from .nearest import nearest
from .paging import SIZE, asked_for, page_of
from .query import LONGEST_QUERY, Query, read
from .results import load, shown
from .snippet import marked
from .suggestions import suggest
from .words import runs

# A page for each search, a suggestion for nearly each key.
SEARCHES = throttle.Throttle("search", per_minute=240, per_hour=3600)
SUGGESTIONS = throttle.Throttle("suggestions", per_minute=600, per_hour=9000)
SUGGESTIONS_KEPT = 300  # seconds, by browsers and what stands between


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    language, query = languages.current(), read(request.GET.get("q", ""))
    if query.typed and (seconds := SEARCHES.wait(request)):
        context = {"query": query, "longest": LONGEST_QUERY, "refusal": throttle.in_words(seconds)}
        return throttle.refused(render_page(request, "search/search.html", _head(query), context, 429), seconds)
    number = page_of(MOST, asked_for(request.GET.get("page", ""))).number
    found = find(query, language, (number - 1) * SIZE, SIZE)
    page = page_of(found.total, number)
    if page.number != number:
        found = find(query, language, (page.number - 1) * SIZE, SIZE)
    context = {
        "query": query,
        "found": found,
        "page": page,
        "longest": LONGEST_QUERY,
        "results": shown(load(found.hits), found.query, language),
        "used": _used(found),
    }
    if query.typed and not found.total:
        context |= {"nearest": nearest(query, language), "elsewhere": _elsewhere(query, language)}
    return render_page(request, "search/search.html", _head(query), context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    if seconds := SUGGESTIONS.wait(request):  # quietly: the field works without
        return throttle.refused(JsonResponse({"status": "", "suggestions": []}, status=429), seconds)
    found = suggest(read(request.GET.get("q", "")), languages.current())
    status = ngettext("%(count)d suggestion", "%(count)d suggestions", len(found)) % {"count": len(found)}
    response = JsonResponse({"status": status, "suggestions": [asdict(each) for each in found]})
    patch_cache_control(response, public=True, max_age=SUGGESTIONS_KEPT)
    response["X-Robots-Tag"] = "noindex"
    return response


def _head(query: Query) -> Head:
    title = (
        gettext("Search: %(query)s") % {"query": Truncator(query.typed).chars(60)} if query.typed else gettext("Search")
    )
    return Head(
        title=title,
        description=gettext(
            "Search guides, destinations, providers and questions, in either Chinese script or English."
        ),
        versions=versions.of(reverse("search"), query=urlencode({"q": query.typed}) if query.typed else ""),
        trail=[(gettext("Search"), reverse("search"))],
        indexed=False,
    )


def _used(found: Found) -> list[str]:
    """The words that were looked for, where some had to be left out; in the script in which they were typed."""
    pieces = marked(found.query.typed, found.query.words, runs) if found.is_relaxed else []
    return [piece.text for piece in pieces if piece.is_marked]


def _elsewhere(query: Query, language: Language) -> list[tuple[Language, str, int]]:
    """Languages in which the same query finds something."""
    address = f"{reverse('search')}?{urlencode({'q': query.typed})}".removeprefix(f"/{language.code}")
    counted = [(each, f"/{each.code}{address}", count(query, each)) for each in LANGUAGES if each != language]
    return [each for each in counted if each[2]]
