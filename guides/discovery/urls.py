"""Addresses for machines: below the language prefix, and (at_root) those that every site has at its root."""

from django.urls import path, re_path

from . import views

_VERSION = "(?P<version>[0-9a-f]{16})"

urlpatterns = [
    path("feed.atom", views.feed, name="feed"),
    path("opensearch.xml", views.opensearch_description, name="opensearch"),
    re_path(rf"^card-{_VERSION}\.png$", views.card, name="card"),
    re_path(rf"^guides/(?P<slug>[-\w]+)/card-{_VERSION}\.png$", views.guide_card, name="general-guide-card"),
    path("<slug:country>/feed.atom", views.country_feed, name="country-feed"),
    re_path(rf"^(?P<country>[-\w]+)/(?P<slug>[-\w]+)/card-{_VERSION}\.png$", views.guide_card, name="guide-card"),
]

at_root = [
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", views.sitemap_part, name="sitemap-part"),
    path("robots.txt", views.robots_txt, name="robots"),
    path("llms.txt", views.llms_txt, name="llms"),
]
