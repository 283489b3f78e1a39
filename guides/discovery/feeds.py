"""Atom feeds of what changed: for all guides and per country, in each language."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext

from guides import languages
from guides.models import ChangeNote, Country

ENTRIES = 30
# A tag URI (RFC 4151) names its authority and a year in which that held; it never changes, wherever the pages move.
TAG_YEAR = 2026
BEFORE_ANYTHING = datetime.datetime(TAG_YEAR, 1, 1, tzinfo=datetime.UTC)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Feed:
    """A feed in the active language, as a page's head and footer name it."""

    title: str
    url: str  # path
    about: str  # path of the page that shows the same
    name: str  # in ids


def of_site() -> Feed:
    return Feed(gettext("What has changed in all guides"), reverse("feed"), reverse("changes"), "changes")


def of_country(country: Country) -> Feed:
    """Named after the country's code: an editor may change the address."""
    title = gettext("What has changed: %(country)s") % {"country": country.label}
    return Feed(
        title, reverse("country-feed", args=[country.slug]), country.get_absolute_url(), f"changes/{country.code}"
    )


def notes_for(country: Country | None = None) -> list[ChangeNote]:
    """What the feed tells in the active language: two queries at most."""
    return list(ChangeNote.objects.readable_in(languages.current(), country).numbered()[:ENTRIES])


def atom(feed: Feed, notes: Sequence[ChangeNote]) -> str:
    """The feed as a document; notes come from notes_for."""
    language = languages.current()
    document = _Atom(
        title=_clean(feed.title),
        link=settings.SITE_URL + feed.about,
        description="",
        language=language.html_lang,
        subtitle=_clean(gettext("How to end a travel SIM or eSIM: what changed in the guides, in words.")),
        author_name=gettext("SIM Exit Guide"),
        feed_url=settings.SITE_URL + feed.url,
        feed_guid=_tag(f"{feed.name}/{language.code}"),
    )
    for note in notes:
        moment = _moment(note.date)
        document.add_item(
            title=_clean(note.guide.title),
            link=settings.SITE_URL + note.guide.get_absolute_url(),
            description=escape(_clean(note.text)),
            unique_id=_tag(f"guide/{note.guide_id}/{note.date}/{note.number_of_day}/{language.code}"),
            pubdate=moment,
            updateddate=moment,
            categories=[note.get_significance_display()],
        )
    return document.writeString("utf-8")


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime.datetime:
        """Django's answers "now" for a feed without entries, which would then change with every request."""
        return super().latest_post_date() if self.items else BEFORE_ANYTHING


def _tag(name: str) -> str:
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{TAG_YEAR}:{name}"


def _moment(day: datetime.date) -> datetime.datetime:
    """The beginning of the day (UTC), but never a moment that is yet to come."""
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    return min(moment, timezone.now().replace(hour=0, minute=0, second=0, microsecond=0))


def _clean(text: str) -> str:
    """Without the control characters that an editor's clipboard may bring and XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
