from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from guides import languages
from guides.discovery import versions
from guides.head import Head, render_page
from guides.models import ChangeNote, Country, Guide
from guides.models.countries import Region

from .finder import found_by, variants

NEWEST = 5  # change notes on the home page
PER_PAGE = 60  # guides


def negotiate(request: HttpRequest) -> HttpResponse:
    """The bare address: to the home page in the language that the browser asks for."""
    language = languages.negotiate(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(f"/{language.code}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def home(request: HttpRequest) -> HttpResponse:
    language = languages.current()
    head = Head(
        title=gettext("End your travel SIM or eSIM for good"),
        description=gettext(
            "How to end a travel SIM or eSIM safely and stop paying, per country and per carrier, "
            "with a source and a date behind every fact."
        ),
        versions=versions.of(reverse("home")),
    )
    countries = _by_interest(language)
    return render_page(
        request,
        "pages/home.html",
        head,
        {
            "countries": countries,
            "variants": variants(countries),
            "general_guides": Guide.objects.published().complete_in(language).filter(country=None).in_reading_order(),
            "changes": ChangeNote.objects.readable_in(language)[:NEWEST],
        },
    )


def _by_interest(language: languages.Language) -> list[Country]:
    """Countries with guides first, then those with the most carriers."""
    countries = Country.objects.complete_in(language).with_counts(language)
    return sorted(countries, key=lambda each: (-min(each.guide_count, 1), -each.provider_count, each.slug))


def destinations(request: HttpRequest) -> HttpResponse:
    language = languages.current()
    query = request.GET.get("q", "").strip()[:80]
    countries = list(Country.objects.complete_in(language).with_counts(language))
    shown = found_by(query, countries) if query else countries
    shown.sort(key=lambda each: (Region.values.index(each.region), each.slug))
    head = Head(
        title=gettext("Destinations"),
        description=gettext("All countries and regions with sourced facts on how to end a travel SIM or eSIM there."),
        versions=versions.of(reverse("destinations")),
        trail=[(gettext("Destinations"), reverse("destinations"))],
        indexed=not query,
    )
    return render_page(
        request,
        "pages/destinations.html",
        head,
        {
            "query": query,
            "variants": variants(countries),
            "regions": [
                (Region(region).label, list(group)) for region, group in groupby(shown, key=lambda each: each.region)
            ],
        },
    )


def guides(request: HttpRequest) -> HttpResponse:
    language = languages.current()
    readable = Guide.objects.published().complete_in(language).in_reading_order()
    # Only the numbers are put in order, not the texts.
    page = Paginator(readable.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page", "1")[:9])
    found = Guide.objects.filter(pk__in=list(page)).select_related("country").in_reading_order()
    head = Head(
        title=gettext("All guides"),
        description=gettext("Every guide of this site: by country, and general guides on phones, accounts and scams."),
        versions=versions.of(reverse("guides")),
        trail=[(gettext("All guides"), reverse("guides"))],
        indexed=page.number == 1,
    )
    groups = [(country, list(group)) for country, group in groupby(found, key=lambda each: each.country)]
    context = {"groups": groups, "page": page, "withdrawn": "withdrawn" in request.GET}
    return render_page(request, "pages/guides.html", head, context)
