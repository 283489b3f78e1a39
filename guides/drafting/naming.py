"""Guides as commands and files name them: cambodia/cancel-travel-esim, guides/remove-esim, as in their addresses."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext

from guides.models import Guide

GENERAL = "guides"  # no country can have this slug


class UnknownGuide(ValueError):  # noqa: N818  it is what the name stands for
    """Nothing has that name; the message says so."""


def name_of(guide: Guide) -> str:
    """Costs a query unless the country was fetched with the guide."""
    return f"{guide.country.slug if guide.country_id else GENERAL}/{guide.slug}"


def named(names: Iterable[str] = ()) -> QuerySet[Guide]:
    """The guides of those names with their country, all guides if there are none. Raises UnknownGuide."""
    guides = Guide.objects.select_related("country").in_reading_order()
    names = list(names)
    if not names:
        return guides
    stored = Guide.objects.values_list("country__slug", "slug", "pk")
    known = {f"{country or GENERAL}/{slug}": pk for country, slug, pk in stored}
    for name in names:
        if name not in known:
            raise UnknownGuide(
                gettext("There is no guide “%(name)s”. Write cambodia/cancel-travel-esim or guides/remove-esim.")
                % {"name": name}
            )
    return guides.filter(pk__in=[known[name] for name in names])
