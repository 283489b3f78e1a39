from collections.abc import Sequence
from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from guides import languages
from guides.discovery import cards, feeds
from guides.discovery.cards import Picture
from guides.discovery.feeds import Feed
from guides.discovery.structured import Json, breadcrumbs
from guides.discovery.versions import Versions

Trail = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Head:
    """What a page says about itself to browsers and machines; the language is the active one."""

    title: str
    description: str
    versions: Versions
    trail: Trail = ()  # (name, path) from below the home page to this page
    kind: str = "website"  # Open Graph's type
    structured: list[Json] = field(default_factory=list)
    indexed: bool = True
    own_feeds: Sequence[Feed] = ()  # beside the feed of all guides
    markdown: str = ""  # the path of the page as Markdown
    own_picture: Picture | None = None

    @property
    def feeds(self) -> Sequence[Feed]:
        return [feeds.of_site(), *self.own_feeds]

    @property
    def picture(self) -> Picture:
        return self.own_picture or cards.default_picture()

    @property
    def language(self) -> languages.Language:
        return languages.current()

    @property
    def has_search(self) -> bool:
        """In its header, where the page has no large field for it anyway."""
        return self.versions.path not in ("/", "/search/")

    @property
    def breadcrumbs(self) -> Trail:
        return [(gettext("Home"), reverse("home")), *self.trail] if self.trail else []

    @property
    def json_ld(self) -> list[Json]:
        trail = [breadcrumbs(self.breadcrumbs)] if self.trail and self.indexed else []
        return [*self.structured, *trail]


def render_page(
    request: HttpRequest, template: str, head: Head, context: dict | None = None, status: int = 200
) -> HttpResponse:
    return render(request, template, {"head": head, **(context or {})}, status=status)
