"""What has changed in the guides, newest first."""

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages
from guides.discovery import feeds, versions
from guides.head import Head, render_page
from guides.languages import Language
from guides.models import ChangeNote, Country, Guide

from .shelf import PER_PAGE, walked


def changes(request: HttpRequest) -> HttpResponse:
    """An unknown country or an impossible page number shows what there is instead of refusing."""
    language = languages.current()
    countries = _countries(language)
    wanted = request.GET.get("country", "")
    country = next((each for each in countries if each.slug == wanted), None)
    notes = ChangeNote.objects.readable_in(language, country)
    # Those of all countries are never counted: that would take longer than the page.
    page = Paginator(notes, PER_PAGE).get_page(_number(request)) if country else walked(notes, _number(request))
    head = Head(
        title=gettext("What has changed"),
        description=gettext("Every change to a guide in words: what is different now, when, and how much it matters."),
        versions=versions.of(reverse("changes"), query=f"country={country.slug}" if country else ""),
        trail=[(gettext("What has changed"), reverse("changes"))],
        own_feeds=[feeds.of_country(country)] if country else [],
        indexed=not country and page.number == 1,
    )
    return render_page(request, "pages/changes.html", head, {"page": page, "country": country, "countries": countries})


def _countries(language: Language) -> list[Country]:
    """Countries with a guide, in the order of the language's own names."""
    guides = Guide.objects.published().complete_in(language).filter(country=OuterRef("pk"))
    found = Country.objects.complete_in(language).filter(Exists(guides))
    return sorted(found, key=lambda each: (each.region, each.slug))


def _number(request: HttpRequest) -> str:
    """The page asked for; a number of a thousand digits is no number."""
    return request.GET.get("page", "1")[:9]
