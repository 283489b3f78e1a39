import re
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import DateTimeField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from guides import languages
from guides.discovery import versions
from guides.head import Head, render_page
from guides.models import ChangeNote, Country, Guide, Provider
from guides.models.countries import Region
from guides.prepared import Parameter, Prepared

from .finder import found_by, variants
from .shelf import PER_PAGE, Shelf

NEWEST = 5  # change notes on the home page
GENERAL = 12  # guides for every country on the home page
_SLUG = re.compile(r"[a-z0-9-]{1,60}", re.ASCII)


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
    countries, now = _by_interest(language), timezone.now()
    general = _GENERAL.rows(language, now=now)
    return render_page(
        request,
        "pages/home.html",
        head,
        {
            "countries": countries,
            "variants": variants(countries),
            "general_guides": general[:GENERAL],
            "more_guides": len(general) > GENERAL,
            "changes": _CHANGES.rows(language, now=now),
        },
    )


_NOW = Parameter("now", DateTimeField())
_COUNTRIES = Prepared(lambda language: Country.objects.complete_in(language).with_counts(language, _NOW))
_GENERAL = Prepared(
    lambda language: (
        Guide.objects.published(_NOW)
        .complete_in(language)
        .filter(country=None)
        .order_by("position", "slug")[: GENERAL + 1]
    )
)
_CHANGES = Prepared(lambda language: ChangeNote.objects.readable_in(language, now=_NOW)[:NEWEST])


def _by_interest(language: languages.Language) -> list[Country]:
    """Countries with guides first, then those with the most carriers."""
    countries = _COUNTRIES.rows(language, now=timezone.now())
    return sorted(countries, key=lambda each: (-min(each.guide_count, 1), -each.provider_count, each.slug))


def destinations(request: HttpRequest) -> HttpResponse:
    language = languages.current()
    query = request.GET.get("q", "").strip()[:80]
    countries = _COUNTRIES.rows(language, now=timezone.now())
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
    """Of one country, if it is named; an unknown country or an impossible page number shows what there is."""
    wanted = request.GET.get("country", "")
    country = Country.objects.filter(slug=wanted).first() if _SLUG.fullmatch(wanted) else None
    page = Paginator(Shelf(languages.current(), country), PER_PAGE).get_page(request.GET.get("page", "1")[:9])
    is_first = page.number == 1 and not country
    head = Head(
        title=gettext("All guides"),
        description=gettext("Every guide of this site: by country, and general guides on phones, accounts and scams."),
        versions=versions.of(reverse("guides"), query=f"country={country.slug}" if country else ""),
        trail=[(gettext("All guides"), reverse("guides"))],
        indexed=is_first,
    )
    groups = [(country, list(group)) for country, group in groupby(page, key=lambda each: each.country)]
    # Those that sell for every country stand on no country's page, and some in no guide.
    sellers = Provider.objects.complete_in(languages.current()).filter(country=None) if is_first else ()
    context = {"groups": groups, "page": page, "sellers": sellers, "withdrawn": "withdrawn" in request.GET}
    return render_page(request, "pages/guides.html", head, context)
