"""/llms.txt: what this site holds, for assistants, with the Markdown form of every guide."""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from guides.languages import LANGUAGES, Language
from guides.models import Guide

from .markdown import link, words

GUIDES = 300  # named per language; the sitemap names the rest


def llms() -> str:
    """One query per language; the file itself is in English, the names of guides in their own languages."""
    context = {"site_url": settings.SITE_URL, "languages": [(each, *_guides(each)) for each in LANGUAGES]}
    with override("en"):
        return render_to_string("discovery/llms.txt", context)


def _guides(language: Language) -> tuple[list[str], bool]:
    """Lines of a Markdown list, and whether there are more guides than these."""
    readable = Guide.objects.published().complete_in(language).select_related("country").in_reading_order()
    found = list(readable[: GUIDES + 1])
    with override(language.code):
        lines = list(_lines(found[:GUIDES]))
    return lines, len(found) > GUIDES


def _lines(guides: list[Guide]) -> Iterator[str]:
    for guide in guides:
        title = words(f"{guide.country.label} · {guide.title}" if guide.country else guide.title)
        yield f"- {link(title, settings.SITE_URL + guide.url('guide-markdown'))}: {words(guide.summary)}"
