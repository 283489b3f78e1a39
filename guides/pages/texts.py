"""Pages whose text is whole documents, one template per language: not cut into gettext sentences."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages
from guides.discovery import versions
from guides.head import Head, render_page


def about(request: HttpRequest) -> HttpResponse:
    return _document(
        request, "about", gettext("About this site"), gettext("Who this site is for, and how its facts are checked.")
    )


def privacy(request: HttpRequest) -> HttpResponse:
    return _document(
        request, "privacy", gettext("Privacy"), gettext("Reading sets no cookie; nothing is handed to third parties.")
    )


def _document(request: HttpRequest, name: str, title: str, description: str) -> HttpResponse:
    head = Head(title, description, versions.of(reverse(name)), trail=[(title, reverse(name))])
    return render_page(request, "pages/text.html", head, {"document": f"texts/{name}.{languages.current().code}.html"})
