"""Addresses of the pages, below the language prefix."""

from django.urls import path

from . import changes, country, glossary, guide, home, markdown, provider, texts

urlpatterns = [
    path("", home.home, name="home"),
    path("destinations/", home.destinations, name="destinations"),
    path("changes/", changes.changes, name="changes"),
    path("about/", texts.about, name="about"),
    path("privacy/", texts.privacy, name="privacy"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("guides/", home.guides, name="guides"),
    path("guides/<slug:slug>/", guide.guide, name="general-guide"),
    path("guides/<slug:slug>/print/", guide.guide, {"page": "guide-print"}, name="general-guide-print"),
    path("guides/<slug:slug>/history/", guide.guide, {"page": "guide-history"}, name="general-guide-history"),
    path("guides/<slug:slug>/guide.md", markdown.guide, name="general-guide-markdown"),
    path("providers/<slug:slug>/", provider.provider, name="provider"),
    path("<slug:country>/", country.country, name="country"),
    path("<slug:country>/<slug:slug>/", guide.guide, name="guide"),
    path("<slug:country>/<slug:slug>/print/", guide.guide, {"page": "guide-print"}, name="guide-print"),
    path("<slug:country>/<slug:slug>/history/", guide.guide, {"page": "guide-history"}, name="guide-history"),
    path("<slug:country>/<slug:slug>/guide.md", markdown.guide, name="guide-markdown"),
]
