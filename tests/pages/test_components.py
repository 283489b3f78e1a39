"""A component is three things: a template, a stylesheet that the site imports, an example in the style guide."""

import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from justhtml import JustHTML

from esimsite.examples import EXAMPLES
from guides.languages import LANGUAGES
from guides.pages.styleguide import styleguide

NAMES = sorted(file.stem for file in (settings.BASE_DIR / "templates/components").glob("*.html"))
CSS = settings.BASE_DIR / "static/css"


def test_every_component_has_a_stylesheet():
    assert sorted(file.stem for file in (CSS / "components").glob("*.css")) == NAMES


def test_the_site_imports_every_stylesheet_of_a_component_into_its_layer():
    imported = re.findall(
        r'^@import "components/([\w-]+)\.css" layer\(components\);$', (CSS / "site.css").read_text(), re.MULTILINE
    )
    assert sorted(imported) == NAMES


def test_every_stylesheet_is_imported():
    imported = re.findall(r'^@import "([^"]+)"', (CSS / "site.css").read_text(), re.MULTILINE)
    files = {str(file.relative_to(CSS)) for file in CSS.rglob("*.css")} - {"site.css"}
    files = {name for name in files if not name.startswith("admin")}
    assert sorted(imported) == sorted(files)


def test_every_component_has_an_example():
    assert sorted(EXAMPLES) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_example_is_shown_in_every_language_without_database(name: str, language):
    with override(language.code):
        html = render_to_string(f"components/{name}.html", EXAMPLES[name]())
    document = JustHTML(html, fragment=True, sanitize=False, collect_errors=True)
    assert (document.errors, bool(document.query("*"))) == ([], True)


def test_the_style_guide_shows_every_component():
    with override("en"):
        html = styleguide(RequestFactory().get("/styleguide/"), EXAMPLES).content.decode()
    document = JustHTML(html, sanitize=False, collect_errors=True)
    assert [element.attrs["id"] for element in document.query("main h2[id^=component-]")] == [
        f"component-{name}" for name in NAMES
    ]
