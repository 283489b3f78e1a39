"""What holds on every page of the shipped content in every language. A test names all offenders at once."""

import re
from collections import Counter
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from guides.languages import LANGUAGES
from tests.pages.crawl import Page, Site

# Marked for the database, though a page once read needs it no more: it is made only for tests that say so.
pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]

HEADINGS = "h1, h2, h3, h4, h5, h6"


def test_the_crawl_meets_every_kind_of_page_in_every_language(site: Site):
    for language in LANGUAGES:
        rests = {page.rest for page in site if page.language == language}
        assert {"/", "/destinations/", "/guides/", "/changes/", "/glossary/", "/about/", "/privacy/"} <= rests
        for pattern in (
            r"/guides/[\w-]+/",
            r"/guides/[\w-]+/print/",
            r"/guides/[\w-]+/history/",
            r"/providers/[\w-]+/",
            r"/(?!guides/)[\w-]+/[\w-]+/",
            r"/(?!guides/)[\w-]+/[\w-]+/print/",
            r"/(?!guides/)[\w-]+/[\w-]+/history/",
        ):
            assert [rest for rest in rests if re.fullmatch(pattern, rest)], (language.code, pattern)


def test_every_link_leads_to_a_page(site: Site):
    broken = {path: page.status for path, page in site.broken.items()}
    assert [(page.path, path, broken[path]) for page in site for path, _ in page.links if path in broken] == []


def test_every_page_that_search_engines_are_told_of_is_linked_from_another(site: Site, client):
    index = client.get("/sitemap.xml").content.decode()
    parts = [client.get(urlsplit(each).path).content.decode() for each in re.findall(r"<loc>(.*?)</loc>", index)]
    told = {urlsplit(each).path for part in parts for each in re.findall(r"<loc>(.*?)</loc>", part)}
    linked = {path for page in site for path, _ in page.links if path != page.path}
    assert (told - linked, len(told) > 100) == (set(), True)


def test_html_is_valid(site: Site):
    assert [(page.path, str(error)) for page in site for error in page.document.errors] == []


def test_html_lang_is_that_of_the_address(site: Site):
    assert [page.path for page in site if page.values("html", "lang") != [page.language.html_lang]] == []
    assert [page.path for page in site if page.headers.get("Content-Language") != page.language.html_lang] == []


def test_one_first_heading(site: Site):
    assert [page.path for page in site if len(page.all("h1")) != 1] == []


def test_headings_skip_no_level(site: Site):
    offenders = []
    for page in site:
        levels = [int(heading.name[1]) for heading in page.all(HEADINGS)]
        if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
            offenders.append((page.path, levels))
    assert offenders == []


def test_no_heading_is_empty(site: Site):
    assert [page.path for page in site for heading in page.all(HEADINGS) if not heading.to_text().strip()] == []


def test_no_id_stands_twice(site: Site):
    offenders = [(page.path, name) for page in site for name, count in Counter(page.ids).items() if count > 1]
    assert offenders == []


def test_every_fragment_leads_somewhere(site: Site):
    offenders = []
    for page in site:
        for path, fragment in page.links:
            target = site.pages.get(path)
            if fragment and target and fragment not in target.ids:
                offenders.append((page.path, f"{path}#{fragment}"))
    assert offenders == []


def test_labels_point_at_something(site: Site):
    offenders = []
    for page in site:
        for attribute in ("aria-labelledby", "aria-describedby", "for"):
            for value in page.values(f"[{attribute}]", attribute):
                offenders += [(page.path, attribute, name) for name in value.split() if name not in page.ids]
    assert offenders == []


def test_no_markup_is_shown_as_text(site: Site):
    """A directive, Markdown mark or template variable that nobody turned into anything."""
    left = re.compile(r"\[\[|\]\]|\*\*|\{\{|\{%|&lt;\w|\bNone\b(?= ·)|%\(\w+\)")
    offenders = [(page.path, left.search(_words(page))[0]) for page in site if left.search(_words(page))]
    assert offenders == []


def test_reading_sets_no_cookie(site: Site):
    assert [(page.path, page.cookies) for page in site if page.cookies] == []


def test_pages_vary_on_nothing_but_encoding(site: Site):
    offenders = [(page.path, page.headers["Vary"]) for page in site if "Vary" in page.headers]
    assert [offender for offender in offenders if offender[1].lower() != "accept-encoding"] == []


def _words(page: Page) -> str:
    return page.all("body")[0].to_text()
