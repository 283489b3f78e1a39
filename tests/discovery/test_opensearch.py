import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from guides.languages import LANGUAGES, Language
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

NAMES = {"o": "http://a9.com/-/spec/opensearch/1.1/"}


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_browser_can_search_the_site_in_the_language_of_the_page(client: Client, language: Language):
    response = client.get(f"/{language.code}/opensearch.xml")
    assert response["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = etree.fromstring(response.content)
    assert root.tag == f"{{{NAMES['o']}}}OpenSearchDescription"
    urls = {url.get("type"): url.get("template") for url in root.findall("o:Url", NAMES)}
    base = f"{settings.SITE_URL}/{language.code}"
    assert urls == {
        "text/html": f"{base}/search/?q={{searchTerms}}",
        "application/opensearchdescription+xml": f"{base}/opensearch.xml",
    }
    assert root.findtext("o:Language", namespaces=NAMES) == language.html_lang
    assert 1 <= len(root.findtext("o:ShortName", namespaces=NAMES)) <= 16


def test_pages_name_the_description_of_their_language(client: Client):
    for language in LANGUAGES:
        shown = Shown(client, f"/{language.code}/about/")
        assert shown.values("link[rel=search]", "href") == [f"/{language.code}/opensearch.xml"]
