"""Slugs that the site's own pages need: a country or guide of that name would never be reached."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guides.languages import meant_by

TOP = frozenset(
    {
        "about",
        "admin",
        "changes",
        "destinations",
        "feed",
        "feedback",
        "glossary",
        "guides",
        "healthz",
        "letter",
        "media",
        "metrics",
        "offline",
        "plan",
        "privacy",
        "providers",
        "readyz",
        "saved",
        "search",
        "static",
        "styleguide",
        "updates",
    }
)
INSIDE_COUNTRY = frozenset({"feed", "history", "plan", "print", "guides"})


def validate_top_slug(value: str) -> None:
    if value in TOP or meant_by(value):
        raise ValidationError(_("“%(value)s” is an address of the site itself."), params={"value": value})


def validate_guide_slug(value: str) -> None:
    if value in INSIDE_COUNTRY:
        raise ValidationError(_("“%(value)s” is an address of the site itself."), params={"value": value})
