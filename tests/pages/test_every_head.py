"""What every page says about itself to browsers, search engines and other machines."""

from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urldefrag

import pytest
from django.conf import settings

from guides.languages import BY_CODE, LANGUAGES
from tests.pages.crawl import Page, Site

# Marked for the database, though a page once read needs it no more: it is made only for tests that say so.
pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]


def test_every_page_has_a_title_of_its_own(site: Site):
    assert _shared([page for page in site if "?" not in page.path], lambda page: page.title) == []


def test_every_indexed_page_has_a_description_of_its_own(site: Site):
    assert [page.path for page in site if not "".join(_description(page)).strip()] == []
    assert _shared([page for page in site if page.is_indexed], lambda page: _description(page)[0]) == []


def test_canonical_is_the_page_itself(site: Site):
    offenders = [(page.path, page.canonical) for page in site if page.canonical != [page.address]]
    assert offenders == []


def test_alternates_are_the_versions_that_exist_and_agree(site: Site):
    offenders = []
    for page in site:
        versions = [f"/{language.code}{page.rest.partition('?')[0]}" for language in LANGUAGES]
        exist = {
            BY_CODE[path.split("/")[1]].html_lang: settings.SITE_URL + path for path in versions if path in site.pages
        }
        named = {tag: address for tag, address in page.alternates.items() if tag != "x-default"}
        if named != exist:
            offenders.append((page.path, named, exist))
        offenders += [
            (page.path, address) for address in named.values() if site.get(address).alternates != page.alternates
        ]
    assert offenders == []


def test_x_default_exists(site: Site):
    offenders = []
    for page in site:
        address = page.alternates.get("x-default", "")
        is_home = page.rest == "/" and address == f"{settings.SITE_URL}/"
        if not is_home and (page.rest == "/" or address not in [page.alternates[tag] for tag in _tags(page)]):
            offenders.append((page.path, address))
    assert offenders == []


def test_versions_that_nothing_links_to_do_not_exist(site: Site):
    assert {path: page.status for path, page in site.missing.items() if page.status != 404} == {}
    assert [path for path, page in site.missing.items() if page.alternates or page.canonical] == []


def test_open_graph_says_what_the_head_says(site: Site):
    offenders = []
    for page in site:
        expected = {
            "og:url": page.canonical,
            "og:description": _description(page),
            "og:locale": [page.language.og_locale],
            "og:locale:alternate": [
                language.og_locale
                for language in LANGUAGES
                if language != page.language and language.html_lang in page.alternates
            ],
        }
        found = {name: page.values(f'meta[property="{name}"]', "content") for name in expected}
        titles = page.values('meta[property="og:title"]', "content")
        kinds = page.values('meta[property="og:type"]', "content")
        if (
            found != expected
            or len(titles) != 1
            or titles[0] not in page.title
            or kinds not in (["website"], ["article"])
        ):
            offenders.append((page.path, found, titles, kinds))
    assert offenders == []


def test_the_site_has_one_name_per_language(site: Site):
    """In the title, in Open Graph and in the header."""
    offenders = []
    for page in site:
        brand = page.all(".brand")[0].to_text().strip()
        named = page.values('meta[property="og:site_name"]', "content")
        if named != [brand] or not page.title.endswith(f" · {brand}"):
            offenders.append((page.path, brand, named, page.title))
    assert offenders[:6] == []


def test_structured_data_names_pages_of_this_language_that_exist(site: Site):
    offenders = []
    for page in site:
        for address in _addresses(page.structured):
            url, fragment = urldefrag(address)
            target = site.get(url)
            known = target and target.canonical == [url] and target.language == page.language
            if not known or (fragment and fragment not in target.ids):
                offenders.append((page.path, address))
    assert offenders == []


def test_structured_data_is_complete(site: Site):
    offenders = []
    for page in site:
        for data in page.structured:
            kind, url = data.get("@type"), page.canonical[0]
            complete = data.get("@context") == "https://schema.org" and {
                "Article": lambda data, url=url: (
                    data["mainEntityOfPage"] == url and data["dateModified"] and data["headline"]
                ),
                "BreadcrumbList": lambda data, url=url: data["itemListElement"][-1]["item"] == url,
                "DefinedTermSet": lambda data, url=url: (
                    data["url"] == url and all(each["name"] and each["description"] for each in data["hasDefinedTerm"])
                ),
                "FAQPage": lambda data: all(each["acceptedAnswer"]["text"] for each in data["mainEntity"]),
                "HowTo": lambda data: all(step["text"] for step in data["step"]),
            }[kind](data)
            if not complete or data.get("inLanguage", page.language.html_lang) != page.language.html_lang:
                offenders.append((page.path, kind))
    assert offenders == []


def test_guides_are_described_as_articles(site: Site):
    guides = [page for page in site if page.all("article") and page.is_indexed]
    kinds = {page.path: {data["@type"] for data in page.structured} for page in guides}
    assert [path for path, found in kinds.items() if not {"Article", "BreadcrumbList", "FAQPage"} <= found] == []
    assert guides


def _shared(pages, text) -> list[tuple[str, list[str]]]:
    """Texts that are empty or that more than one page of a language has, with those pages."""
    found = defaultdict(list)
    for page in pages:
        found[page.language.code, text(page)].append(page.path)
    return [(text, paths) for (_, text), paths in found.items() if len(paths) > 1 or not text.strip()]


def _description(page: Page) -> list[str]:
    return page.values('meta[name="description"]', "content")


def _tags(page: Page) -> list[str]:
    return [tag for tag in page.alternates if tag != "x-default"]


def _addresses(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for each in data:
            yield from _addresses(each)
    elif isinstance(data, str) and data.startswith(settings.SITE_URL):
        yield data
