from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import conditional_page

from guides import languages
from guides.models import Country, Guide

from . import cards, drawing, feeds, llms, opensearch, robots, sitemap

XML = "application/xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
# Nothing here is personal; the answer's own ETag makes asking again cheap.
HOUR = "public, max-age=3600"
FOREVER = "public, max-age=31536000, immutable"


@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return _answer(sitemap.index(sitemap.parts()), XML)


@conditional_page
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    if (kind, number) not in sitemap.parts():
        raise Http404
    with override(languages.DEFAULT.code):
        return _answer(sitemap.urlset(sitemap.entries(kind, number)), XML)


@conditional_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    return _answer(robots.robots(), PLAIN)


@conditional_page
def llms_txt(request: HttpRequest) -> HttpResponse:
    return _answer(llms.llms(), PLAIN)


@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    return _answer(feeds.atom(feeds.of_site(), feeds.notes_for()), ATOM)


@conditional_page
def country_feed(request: HttpRequest, country: str) -> HttpResponse:
    shown = get_object_or_404(Country.objects.complete_in(languages.current()), slug=country)
    return _answer(feeds.atom(feeds.of_country(shown), feeds.notes_for(shown)), ATOM)


@conditional_page
def opensearch_description(request: HttpRequest) -> HttpResponse:
    return _answer(opensearch.description(), f"{opensearch.TYPE}; charset=utf-8")


def card(request: HttpRequest, version: str) -> HttpResponse:
    return _picture(request, cards.default_card(), version)


def guide_card(request: HttpRequest, slug: str, version: str, country: str | None = None) -> HttpResponse:
    guides = Guide.objects.published().complete_in(languages.current()).select_related("country")
    return _picture(request, cards.card_of(get_object_or_404(guides, slug=slug, country__slug=country)), version)


def _picture(request: HttpRequest, wanted: cards.Card, version: str) -> HttpResponse:
    """Only the address that the page names now is answered: made-up ones cost a query and draw nothing."""
    if version != wanted.version:
        raise Http404
    return _drawn(request, wanted)


@conditional_page
def _drawn(request: HttpRequest, wanted: cards.Card) -> HttpResponse:
    return HttpResponse(drawing.png(wanted), content_type="image/png", headers={"Cache-Control": FOREVER})


def _answer(text: str, content_type: str) -> HttpResponse:
    return HttpResponse(text, content_type=content_type, headers={"Cache-Control": HOUR})
