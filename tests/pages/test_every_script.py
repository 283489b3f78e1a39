"""What browsers run, fetch and pronounce: nothing inline, nothing from elsewhere, nothing in the wrong tongue."""

import re
from collections.abc import Iterator

import pytest
from justhtml import Element

from guides.languages import BY_CODE
from tests.pages.crawl import Page, Site

# Marked for the database, though a page once read needs it no more: it is made only for tests that say so.
pytestmark = [pytest.mark.xdist_group("crawl"), pytest.mark.django_db]

# Letters by script, and the languages that are written with them.
_SCRIPTS = {
    re.compile("[\u3040-\u30ff\u3400-\u9fff]"): ("zh", "ja"),
    re.compile("[\uac00-\ud7a3]"): ("ko",),
    re.compile("[\u1780-\u17ff]"): ("km",),
    re.compile("[\u0400-\u04ff]"): ("ru", "kk", "uk"),
    re.compile("[A-Za-z\u00c0-\u024f]"): ("",),  # names in Latin letters are at home everywhere
}


def test_no_script_or_style_is_written_into_a_page(site: Site):
    offenders = []
    for page in site:
        inline = [script for script in page.all("script") if not script.attrs.get("src")]
        offenders += [(page.path, "script") for each in inline if each.attrs.get("type") != "application/ld+json"]
        offenders += [(page.path, "style element") for _each in page.all("style")]
        for element in page.all("*"):
            offenders += [
                (page.path, element.name, name) for name in element.attrs if name == "style" or name.startswith("on")
            ]
    assert offenders == []


def test_nothing_is_fetched_from_elsewhere(site: Site):
    fetched = "link[rel=stylesheet], link[rel=icon], link[rel=preload], link[rel=manifest]"
    offenders = []
    for page in site:
        addresses = [*page.values(fetched, "href"), *page.values("script, img, iframe, source, video, audio", "src")]
        offenders += [(page.path, address) for address in addresses if address and not re.match(r"/[^/]", address)]
        offenders += [(page.path, value) for value in page.values("[srcset]", "srcset")]
    assert offenders == []


def test_external_links_say_so(site: Site):
    offenders = []
    for page in site:
        links = [(link.attrs["href"], (link.attrs.get("rel") or "").split()) for link in page.all('a[href^="http"]')]
        offenders += [(page.path, href) for href, rel in links if not {"external", "noopener"} <= set(rel)]
    assert offenders == []


def test_links_are_safe_and_complete(site: Site):
    known = re.compile(r"(?:https?://[^\s/]+|mailto:[^\s@]+@[^\s@]+|tel:[\d+*#;=a-z%-]+|/|#.|\?.)", re.IGNORECASE)
    offenders = [(page.path, href) for page in site for href in page.values("a", "href") if not known.match(href)]
    assert offenders == []


def test_the_language_switcher_names_each_language_in_itself(site: Site):
    offenders = []
    for page in site:
        for link in page.all(".language-switcher a"):
            target = link.attrs["href"].split("/")[1]
            tags = {BY_CODE[target].html_lang}
            if {link.attrs.get("lang"), link.attrs.get("hreflang")} != tags or target == page.language.code:
                offenders.append((page.path, link.attrs["href"]))
        named = [each.attrs.get("lang") for each in page.all(".language-switcher [lang]")]
        if sorted(named) != sorted(tag for tag in page.alternates if tag != "x-default"):
            offenders.append((page.path, named))
    assert offenders == []


def test_texts_in_a_foreign_script_are_marked_with_their_language(site: Site):
    """Else a speech program is silent and the font is wrong. A foreign word in a sentence is no such text."""
    offenders = {(page.path, text) for page in site for text, lang in _texts(page) if _is_foreign(text, lang)}
    assert sorted(offenders) == []


def _is_foreign(text: str, lang: str) -> bool:
    letters = {tags: len(script.findall(text)) for script, tags in _SCRIPTS.items()}
    return sum(count for tags, count in letters.items() if not lang.startswith(tags)) * 2 > sum(letters.values())


def _texts(page: Page) -> Iterator[tuple[str, str]]:
    """(text, language in force) of every piece of text in the body."""
    yield from _texts_in(page.all("body")[0], page.language.html_lang)


def _texts_in(element: Element, lang: str) -> Iterator[tuple[str, str]]:
    lang = element.attrs.get("lang") or lang
    for child in element.children:
        if child.name == "#text" and child.data.strip():
            yield child.data.strip(), lang
        elif isinstance(child, Element) and child.name != "script":
            yield from _texts_in(child, lang)
