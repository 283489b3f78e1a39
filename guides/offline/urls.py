"""Addresses below the language prefix, and those at the root."""

from django.urls import path

from . import views

urlpatterns = [
    path("offline/", views.offline, name="offline"),
    path("site.webmanifest", views.web_manifest, name="manifest"),
]
# A worker rules over the folder it stands in: the whole site.
at_root = [
    path("sw.js", views.service_worker, name="service-worker"),
    path("site.webmanifest", views.web_manifest, name="negotiated-manifest"),
]
