"""A guide as one Markdown document: everything that the page says, in a form that programs and people can keep."""

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from markdown_it import MarkdownIt

from guides.languages import LANGUAGES, ZH_HANS, Language
from guides.models import ChangeNote, Guide, Section, TranslationState
from tests.factory import make_channel, make_country, make_fact, make_guide, make_provider, make_source, texts
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db

PATH = "/en/norway/leave/guide.md"


def read(client: Client, path: str = PATH) -> str:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    return response.content.decode()


def headings(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("#")]


def test_it_says_what_the_page_says_in_its_order(client: Client):
    guide = make_guide(country=make_country(), facts_checked_on=datetime.date(2026, 11, 20))
    guide.sources.add(make_source(title="Terms", dated="2019-12", seen_on=datetime.date(2026, 11, 1)))
    ChangeNote.objects.create(guide=guide, date="2026-11-03", significance="major", **texts(text="New fees."))
    text = read(client)
    assert headings(text) == [
        "# Title of leave (en)", "## What to do, and what you can leave", "## Heading before (en)",
        "## Heading steps (en)", "## Questions and answers", "### Question why? (en)", "### Question when? (en)",
        "## Sources", "## What changed",
    ]  # fmt: skip
    for line in (
        "Short answer. (en)",
        "- Country or region: Norway",
        "- Facts checked 2026-11-20",
        "- 1 source, 1 official",
        f"<{settings.SITE_URL}/en/norway/leave/>",
        "- **Stop renewing: Required** – Reason (en)",
        "1. Call\n2. Wait (en)",
        "Answer why. (en)",
        "- [Nordic: Terms](<https://nordic-terms.example.org/>) · Official · dated 2019-12 · seen 2026-11-01",
        "- 2026-11-03: New fees. (en)",
    ):
        assert line in text, line


def test_facts_contacts_and_lifecycles_stand_there_in_words_with_their_evidence(client: Client):
    source, provider = make_source(), make_provider()
    make_channel(provider, "phone", "+4723123456", source, reach="abroad", **texts(hours="09–18"))
    make_channel(provider, "phone", "unsourced")
    for topic, days in (("validity_days", "30"), ("number_kept_days", "90"), ("notice_days", "7")):
        make_fact(provider, topic, days, source)
    guide = make_guide(country=make_country())
    body = "It takes [[fact: nordic notice_days]].\n\n[[contacts: nordic]]\n\n[[lifecycle: nordic]]\n\n[[fact: gone x]]"
    Section.objects.filter(guide=guide, anchor="before").update(body_en=body)
    text = read(client)
    assert "[[" not in text
    evidence = "Official source · live page, 2026-11-21 · [Source: Nordic](<https://nordic-terms.example.org/>)"
    assert "It takes 7 days." in text
    assert f"- **Nordic (en): +47 23 12 34 56** – Phone · from abroad · 09–18 (en)\n  {evidence}" in text
    assert f"- **Works**: day 1 to 30\n- **Number kept for you**: day 31 to 120\n\n{evidence}" in text
    assert "unsourced" not in text


def test_editors_words_cannot_become_marks(client: Client):
    odd = {f"title_{language.suffix}": "# <b>Odd</b> [x](https://evil.example)" for language in LANGUAGES}
    make_guide(country=make_country(), short_answer_en="<script>alert(1)</script>\n1. *Pay*", **odd)
    tokens = MarkdownIt().parse(read(client))
    children = [child for token in tokens for child in token.children or ()]
    assert {"html_block", "html_inline"} & {token.type for token in (*tokens, *children)} == set()
    assert not any("evil" in str(child.attrGet("href")) for child in children)
    assert tokens[1].content == "\\# \\<b>Odd\\</b> \\[x\\](https://evil.example)"


def test_a_text_that_nobody_reviewed_says_so(client: Client):
    guide = make_guide(country=make_country())
    TranslationState.objects.create(guide=guide, language="zh-hant", state="machine")
    (warning,) = [line for line in read(client, "/zh-hant/norway/leave/guide.md").splitlines() if line.startswith("> ")]
    assert warning.endswith(f"<{settings.SITE_URL}/zh-hans/norway/leave/>")


def test_an_overdue_check_says_so(client: Client):
    make_guide(country=make_country(), facts_checked_on=datetime.date(2020, 1, 1))
    assert "- Check overdue, last on 2020-01-01" in read(client)


def test_search_engines_are_sent_to_the_page(client: Client):
    make_guide(country=make_country())
    response = client.get(PATH)
    assert response["Link"] == f'<{settings.SITE_URL}/en/norway/leave/>; rel="canonical"'
    assert response["Content-Language"] == "en"
    assert client.get(PATH, headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_shipped_guides_are_whole(client: Client, language: Language):
    for guide in Guide.objects.published().select_related("country"):
        base = f"/{language.code}/{guide.country.slug if guide.country else 'guides'}/{guide.slug}/"
        text, page = read(client, f"{base}guide.md"), Shown(client, base)
        html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
        assert (text.count("[["), text.count("](/"), text.count("](#")) == (0, 0, 0)
        assert html.count("<ol>") + html.count("<ol start") >= len(page.texts("ol.steps"))
        assert html.count("<table>") == len(page.texts(".prose table"))
        shown = [*page.texts("section h2"), *page.texts(".questions h3")]
        assert [heading for heading in shown if heading and f"# {heading}\n" not in text.replace("\\", "")][:3] == []


@pytest.mark.parametrize(("path", "more"), [
    (PATH, {"status": "draft"}),
    (PATH, {"status": "archived"}),
    (PATH, {"published_at": datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC)}),
    (PATH, {"languages": [ZH_HANS]}),
    ("/en/norway/other/guide.md", {}),
    ("/en/guides/leave/guide.md", {}),
    ("/norway/leave/guide.md", {}),
], ids=str)  # fmt: skip
def test_what_readers_cannot_open_is_not_there(client: Client, path: str, more: dict):
    make_guide(country=make_country(), **more)
    assert client.get(path).status_code == 404


def test_more_text_takes_no_more_queries(client: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client)
        return len(captured)

    guide, source = make_guide(country=make_country()), make_source()
    body = Section.objects.get(guide=guide, anchor="before")
    counts = []
    for number in range(3):
        provider = make_provider(f"provider-{number}")
        make_channel(provider, "phone", f"+472312345{number}", source)
        body.body_en += f"\n\n[[contacts: {provider.slug}]]\n"
        body.save()
        counts.append(queries())
    assert (len(set(counts)), counts[0] <= 20) == (1, True)
