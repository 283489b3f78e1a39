"""The stock Django admin, a module per noun; translated fields stand together by language, without outside scripts."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from . import addresses, contacts, countries, evidence, feedback, guides, images, letters, people, providers

__all__ = [
    "addresses",
    "contacts",
    "countries",
    "evidence",
    "feedback",
    "guides",
    "images",
    "letters",
    "people",
    "providers",
]

admin.site.site_header = admin.site.site_title = _("SIM Exit Guide")
admin.site.index_title = _("Editorial desk")
