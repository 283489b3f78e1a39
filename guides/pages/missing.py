from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from guides.discovery.versions import Versions
from guides.head import Head, render_page


def other_languages(request: HttpRequest, name: str, found: Versions) -> HttpResponse:
    """The page does not exist in this language: a 404 in this language that links to those in which it does."""
    head = Head(
        title=gettext("Not available in this language"),
        description=gettext("This page has not been written in this language yet."),
        versions=Versions(found.path, ()),
        indexed=False,
    )
    context = {"name": name, "choices": [(each, found.url(each)) for each in found.languages]}
    return render_page(request, "pages/other_languages.html", head, context, status=404)
