"""The site as a visitor meets it: every page that can be reached by links from the home pages."""

import json
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urldefrag, urljoin

from django.conf import settings
from django.test import Client
from justhtml import Element, JustHTML

from guides.languages import BY_CODE, LANGUAGES, Language

UNCRAWLED = ("/static/", "/media/", "/admin/")


@dataclass(repr=False)
class Page:
    path: str  # with query, without host
    status: int
    headers: dict[str, str]
    cookies: list[str]
    html: str

    @cached_property
    def document(self) -> JustHTML:
        return JustHTML(self.html, sanitize=False, collect_errors=True)

    @property
    def language(self) -> Language:
        return BY_CODE[self.path.split("/")[1]]

    @property
    def address(self) -> str:
        """The absolute address without query: what the page is known by."""
        return settings.SITE_URL + self.path.partition("?")[0]

    @property
    def rest(self) -> str:
        """The path below the language: the same for all versions of a page."""
        return self.path.removeprefix(f"/{self.language.code}")

    @property
    def is_indexed(self) -> bool:
        return not self.all('meta[name="robots"]')

    def all(self, selector: str) -> list[Element]:
        return self.document.query(selector)

    def values(self, selector: str, attribute: str) -> list[str]:
        return [element.attrs.get(attribute) or "" for element in self.all(selector)]

    @property
    def title(self) -> str:
        return self.all("title")[0].to_text().strip()

    @cached_property
    def ids(self) -> list[str]:
        return self.values("[id]", "id")

    @property
    def canonical(self) -> list[str]:
        return self.values('link[rel="canonical"]', "href")

    @property
    def alternates(self) -> dict[str, str]:
        """hreflang → absolute address."""
        return {link.attrs["hreflang"]: link.attrs["href"] for link in self.all('link[rel="alternate"][hreflang]')}

    @property
    def structured(self) -> list[dict]:
        """Raises ValueError if a data block is not JSON."""
        return [json.loads(script.to_text()) for script in self.all('script[type="application/ld+json"]')]

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """(path with query, fragment) of every address of this site that the page names."""
        named = [
            *self.values("a[href], link[rel=alternate], link[rel=canonical]", "href"),
            *self.values("form", "action"),
        ]
        found = [urldefrag(urljoin(settings.SITE_URL + self.path, address)) for address in named]
        own = [each for each in found if each.url.startswith(settings.SITE_URL + "/")]
        return [(each.url.removeprefix(settings.SITE_URL), each.fragment) for each in own]


@dataclass(repr=False)
class Site:
    pages: dict[str, Page] = field(default_factory=dict)  # pages that exist, by path
    files: dict[str, Page] = field(default_factory=dict)  # what is linked and is no HTML: feeds, Markdown, calendars
    broken: dict[str, Page] = field(default_factory=dict)  # what is linked and is no page
    missing: dict[str, Page] = field(default_factory=dict)  # versions of pages in languages that nothing links to

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages.values())

    def get(self, address: str) -> Page | None:
        return self.pages.get(urldefrag(address.removeprefix(settings.SITE_URL))[0])


def crawl(client: Client) -> Site:
    site = Site()
    waiting = deque(f"/{language.code}/{page}" for page in ("", "search/?q=esim") for language in LANGUAGES)
    met = {"/"}
    while waiting:
        path = waiting.popleft()
        if _kind(path) in met or path.startswith(UNCRAWLED):
            continue
        met.add(_kind(path))
        page = fetch(client, path)
        if page.status == 200 and not page.headers["Content-Type"].startswith("text/html"):
            site.files[path] = page
        elif page.status == 200:
            site.pages[path] = page
            waiting += [linked for linked, _fragment in page.links]
        else:
            site.broken[path] = page
    for path in {f"/{language.code}{page.rest}" for page in site for language in LANGUAGES} - site.pages.keys():
        if "?" not in path:
            site.missing[path] = fetch(client, path)
    return site


def _kind(path: str) -> str:
    """Addresses that differ in their query only are one kind of page: the first that is met stands for the others."""
    path, question_mark, _query = path.partition("?")
    return path + question_mark


def fetch(client: Client, path: str) -> Page:
    response = client.get(path)
    return Page(path, response.status_code, dict(response.headers), list(response.cookies), response.content.decode())
