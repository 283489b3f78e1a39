import json

import pytest

from guides.discovery import structured
from guides.languages import EN, ZH_HANT
from guides.templatetags.site import json_ld


def test_breadcrumbs_are_numbered_and_absolute(settings):
    settings.SITE_URL = "https://example.org"
    assert structured.breadcrumbs([("Home", "/en/"), ("Cambodia", "/en/cambodia/")])["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://example.org/en/"},
        {"@type": "ListItem", "position": 2, "name": "Cambodia", "item": "https://example.org/en/cambodia/"},
    ]


def test_an_article_says_what_the_page_shows():
    found = structured.article(
        headline="Leave",
        description="How",
        url="https://example.org/zh-hant/leave/",
        language=ZH_HANT,
        published="2026-11-20T00:00:00+00:00",
        modified="2026-11-21",
    )
    assert found == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": "Leave",
        "description": "How",
        "mainEntityOfPage": "https://example.org/zh-hant/leave/",
        "inLanguage": "zh-Hant",
        "datePublished": "2026-11-20T00:00:00+00:00",
        "dateModified": "2026-11-21",
        "isAccessibleForFree": True,
    }


def test_questions_carry_their_answers():
    found = structured.faq([("Why?", "Because."), ("When?", "Now.")], EN)
    assert (found["@type"], found["inLanguage"]) == ("FAQPage", "en")
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in found["mainEntity"]] == [
        ("Why?", "Because."),
        ("When?", "Now."),
    ]


def test_steps_carry_their_addresses():
    found = structured.how_to(name="Leave", steps=[("Call", "https://example.org/#end-1")], language=EN)
    assert found["step"] == [{"@type": "HowToStep", "text": "Call", "url": "https://example.org/#end-1"}]


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a & b", '"\\', "\u2028", "中文 ﷽"])
def test_no_text_ends_the_block_of_data_and_every_text_survives(text):
    html = str(json_ld({"name": text}))
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert (set("<>&") & set(inside), json.loads(inside)) == (set(), {"name": text})
