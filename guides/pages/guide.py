from django.db.models import DateTimeField, QuerySet, SlugField
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from guides import languages
from guides.discovery.dates import dated_guides
from guides.head import render_page
from guides.models import Guide
from guides.prepared import Parameter, Prepared

from .missing import other_languages
from .reading import Reading, guide_head, guide_versions


def guide(request: HttpRequest, slug: str, country: str | None = None, page: str = "guide") -> HttpResponse:
    """One of a guide's pages: guide, guide-print, guide-history. Without a country it is a general guide."""
    found = next(iter(_PUBLISHED.rows(bool(country), slug=slug, country=country, now=timezone.now())), None)
    if found is None or not found.languages:
        return _withdrawn(Guide.objects.filter(slug=slug, country__slug=country), country)
    if languages.current() not in found.languages:
        return other_languages(request, found.country.label if found.country else "", guide_versions(found, page))
    return show(request, found, page)


def _published(in_country: bool) -> QuerySet[Guide]:
    """The one at an address, with all that tells when its page changed."""
    slug, country, now = Parameter("slug", SlugField()), Parameter("country", SlugField()), DateTimeField()
    at_address = Guide.objects.filter(slug=slug, country__slug=country if in_country else None)
    return dated_guides(at_address.published(Parameter("now", now))).select_related("country").order_by()[:1]


_PUBLISHED = Prepared(_published)


def show(request: HttpRequest, found: Guide, page: str = "guide") -> HttpResponse:
    """The page as readers see it, whatever the guide's status; the caller has made sure that they may."""
    reading = Reading(found, languages.current())
    title = gettext("Changes to “%(guide)s”") % {"guide": found.title} if page == "guide-history" else ""
    template = f"pages/{page.replace('-', '_')}.html"
    return render_page(request, template, guide_head(reading, page, title), {"guide": found, "reading": reading})


def _withdrawn(at_address: QuerySet[Guide], country: str | None) -> HttpResponse:
    """An archived guide leads to its country, which says so; anything else was never here."""
    archived = at_address.filter(status=Guide.Status.ARCHIVED).values_list("slug", flat=True).first()
    if archived is None:
        raise Http404
    address = reverse("country", args=[country]) if country else reverse("guides")
    return HttpResponseRedirect(f"{address}?withdrawn={archived}")
