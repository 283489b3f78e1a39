"""The help for somebody new, in every language and one step away from every page."""

import re

import pytest

from guides.admin.guide_help import abilities
from guides.directives import BLOCK_DIRECTIVES
from guides.languages import LANGUAGES
from guides.models import TranslationState
from guides.roles import ROLES
from tests.admin.forms import document
from tests.admin.people import person

pytestmark = pytest.mark.django_db
HELP = "/admin/guides/guide/help/"


def help_in(client, language):
    client.cookies["django_language"] = language.code
    return document(client.get(HELP))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_heading_of_the_help_is_in_its_contents_and_every_link_leads_somewhere(admin_client, language):
    html = help_in(admin_client, language)
    headings = [each.attrs["id"] for each in html.query(".desk-help h2")]
    assert headings == [each.attrs["href"].removeprefix("#") for each in html.query(".desk-help nav a")]
    links = {each.attrs["href"] for each in html.query(".desk-help a")} - {f"#{name}" for name in headings}
    assert {link: admin_client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_the_help_says_the_same_in_every_language(admin_client):
    def shape(language):
        html = help_in(admin_client, language)
        return [(name, len(html.query(f".desk-help {name}"))) for name in ("h2", "ol", "ul", "li", "dt", "dd", "p")]

    shapes = {language.code: shape(language) for language in LANGUAGES}
    assert shapes == dict.fromkeys(shapes, shapes["en"])


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_directive_and_every_chip_is_explained(admin_client, language):
    html = help_in(admin_client, language)
    written = " ".join(each.to_text() for each in html.query(".desk-help dt code"))
    assert set(re.findall(r"\[\[(\w+):", written)) >= {*BLOCK_DIRECTIVES, "fact"}
    chips = [each.attrs["class"].removeprefix("chip chip-") for each in html.query(".desk-help dt .chip")]
    assert chips == list(TranslationState.State.values)


def test_the_table_of_roles_is_the_one_in_force(admin_client):
    rows = document(admin_client.get(HELP, headers={"Accept-Language": "en"})).query(".roles tbody tr")
    shown = [[cell.to_text() == "yes" for cell in row.query("td")] for row in rows]
    assert shown == [[permission in role.permissions for role in ROLES] for _what, permission in abilities()]
    assert not [row for row in shown if not any(row)]


@pytest.mark.parametrize("address", ["/admin/", "/admin/guides/guide/", "/admin/guides/guide/add/", HELP])
def test_the_help_is_linked_from_every_page(admin_client, address):
    links = [each.attrs.get("href") for each in document(admin_client.get(address)).query("#user-tools a")]
    assert HELP in links


def test_everybody_at_the_desk_may_read_it_and_nobody_else(client):
    assert person("theo", "Translator en").get(HELP).status_code == 200
    assert client.get(HELP).headers["Location"] == f"/admin/login/?next={HELP}"
