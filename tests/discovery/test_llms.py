import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from markdown_it import MarkdownIt

from guides.discovery import llms
from guides.languages import EN, LANGUAGES
from guides.models import Guide
from tests.factory import make_country, make_guide

pytestmark = pytest.mark.django_db


def read(client: Client) -> str:
    response = client.get("/llms.txt", headers={"accept-language": "zh-TW"})
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode()


def addresses(text: str) -> list[str]:
    tokens = MarkdownIt().parse(text)
    return [
        str(child.attrGet("href")) for token in tokens for child in token.children or () if child.type == "link_open"
    ]


def test_it_has_the_shape_that_assistants_expect(client: Client):
    """One title, a quotation that says what the site is, then lists of links under headings (llmstxt.org)."""
    lines = read(client).splitlines()
    assert [line for line in lines if line.startswith("# ")] == ["# SIM Exit Guide"]
    assert next(line for line in lines[1:] if line).startswith("> ")
    headings = [line[3:] for line in lines if line.startswith("## ")]
    assert headings == ["简体中文 (zh-Hans)", "繁體中文 (zh-Hant)", "English (en)", "Optional"]


def test_every_guide_is_named_in_every_language_in_which_it_exists(client: Client):
    make_guide(country=make_country(), languages=[EN])
    make_guide("draft", status="draft")
    named = [each for each in addresses(read(client)) if each.endswith("/guide.md")]
    guides = Guide.objects.published()
    assert len(named) == len(set(named)) == sum(len(guide.languages) for guide in guides)
    assert [each for each in named if "norway" in each] == [f"{settings.SITE_URL}/en/norway/leave/guide.md"]


def test_every_address_answers(client: Client):
    answers = {each: client.get(each.removeprefix(settings.SITE_URL)).status_code for each in addresses(read(client))}
    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 20


def test_a_long_list_is_cut_and_says_so(client: Client, monkeypatch):
    monkeypatch.setattr(llms, "GUIDES", 2)
    text = read(client)
    assert len(re.findall(r"/en/[\w/-]+/guide\.md", text)) == 2
    assert text.count("- More guides: see the sitemap.") == len(LANGUAGES)


def test_titles_cannot_end_a_link(client: Client):
    make_guide("odd", title_en="[x](https://evil.example) <b>", summary_en="`a` *b*")
    assert "https://evil.example" not in addresses(read(client))


def test_more_guides_take_no_more_queries(client: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    before = queries()
    for number in range(5):
        make_guide(f"guide-{number}")
    assert queries() == before
