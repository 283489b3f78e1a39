"""The sitemap and the crawl of the site know the same pages; what pages name for machines is there."""

from functools import cache

import feedparser
import pytest
from django.conf import settings
from django.test import Client
from lxml import etree
from pyld import jsonld

from guides.languages import LANGUAGES
from tests.discovery.schemas import NAMES, atom, locations, sitemap
from tests.pages.crawl import Page, Site, fetch

pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]

# What schema.org's context says of the terms that are used: plain words, addresses, dates.
CONTEXT = {
    "@vocab": "https://schema.org/",
    "item": {"@type": "@id"}, "url": {"@type": "@id"}, "mainEntityOfPage": {"@type": "@id"},
    "itemListElement": {"@container": "@list"}, "step": {"@container": "@list"},
}  # fmt: skip


@pytest.fixture
def named(client: Client) -> dict[str, etree._Element]:
    """Address → its element, over all parts of the sitemap."""
    found = {}
    for part in locations(sitemap(client.get("/sitemap.xml").content)):
        root = sitemap(client.get(part.removeprefix(settings.SITE_URL)).content)
        found |= dict(zip(locations(root), root, strict=True))
    return found


@pytest.fixture
def pages(named, site: Site, client: Client) -> dict[str, Page]:
    """The page at every address of the sitemap, those that no other page links to as well."""
    return {each: site.get(each) or fetch(client, each.removeprefix(settings.SITE_URL)) for each in named}


def test_every_address_of_the_sitemap_is_an_indexable_page_that_names_itself(pages):
    found = {each: (page.status, page.is_indexed, page.canonical) for each, page in pages.items()}
    assert {address: said for address, said in found.items() if said != (200, True, [address])} == {}


def test_every_indexable_page_is_in_the_sitemap(site: Site, named):
    assert {page.address for page in site if page.is_indexed and "?" not in page.path} - named.keys() == set()


def test_the_sitemap_names_the_alternates_that_the_page_names(pages, named):
    offenders = []
    for address, element in named.items():
        alternates = {link.get("hreflang"): link.get("href") for link in element.findall("h:link", NAMES)}
        if alternates != pages[address].alternates:
            offenders.append((address, alternates))
    assert offenders == []


def test_every_page_names_the_feed_of_its_language_and_every_named_feed_is_valid(site: Site):
    selector = 'link[rel="alternate"][type="application/atom+xml"]'
    general = {language.code: f"/{language.code}/feed.atom" for language in LANGUAGES}
    assert [page.path for page in site if general[page.language.code] not in page.values(selector, "href")] == []
    feeds = {path for page in site for path in page.values(selector, "href")}
    for path in feeds:
        content = site.files[path].html.encode()
        atom(content)
        assert not feedparser.parse(content).bozo
    assert len(feeds) > len(general)


def test_every_indexed_guide_names_its_markdown(site: Site):
    offenders = []
    for page in site:
        (*paths,) = page.values('link[rel="alternate"][type="text/markdown"]', "href")
        is_guide = bool(page.all("article")) and page.is_indexed
        if paths != ([f"{page.path}guide.md"] if is_guide else []) or any(path not in site.files for path in paths):
            offenders.append((page.path, paths))
    assert offenders == []


def test_every_picture_of_a_page_is_there(site: Site, client: Client):
    @cache
    def answer(address: str) -> tuple[int, str]:
        response = client.get(address.removeprefix(settings.SITE_URL))
        return response.status_code, response["Content-Type"]

    named = {page.path: page.values('meta[property="og:image"]', "content") for page in site}
    assert [path for path, addresses in named.items() if len(addresses) != 1] == []
    assert {address for (address,) in named.values() if answer(address) != (200, "image/png")} == set()


def test_structured_data_loses_nothing_when_a_json_ld_processor_reads_it(site: Site):
    """What a processor cannot place under schema.org it drops: then less would come back than was there."""
    offenders = []
    for page in site:
        for data in page.structured:
            expanded = jsonld.expand({**data, "@context": CONTEXT})
            back = jsonld.compact(expanded, CONTEXT)
            if {**back, "@context": ""} != {**data, "@context": ""} or not jsonld.to_rdf(expanded)["@default"]:
                offenders.append((page.path, data["@type"]))
    assert offenders == []
