"""The first use of a term on a page is linked to the glossary; nothing else of the page changes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guides import prose
from guides.languages import LANGUAGES
from guides.words.linking import FirstUses
from guides.words.wordings import terms

LINK = re.compile(r'<a class="term" href="/([a-z-]+)/glossary/#([a-z-]+)">([^<]*)</a>')


def linked(html: str, code: str = "en") -> list[tuple[str, str]]:
    """(term, words) of every link."""
    return [(found[2], found[3]) for found in LINK.finditer(FirstUses(code).link(html))]


def test_the_first_use_is_linked_and_no_other():
    assert FirstUses("en").link("<p>The ICCID, the ICCID.</p>") == (
        '<p>The <a class="term" href="/en/glossary/#iccid">ICCID</a>, the ICCID.</p>'
    )


def test_a_page_links_a_term_once_in_all_its_texts():
    page = FirstUses("en")
    assert ("<a" in page.link("<p>An APN.</p>"), "<a" in page.link("<p>An APN.</p>")) == (True, False)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("en", "Roaming costs.", [("roaming", "Roaming")]),
        ("en", "ESIM", [("esim", "ESIM")]),
        ("en", "Delete both eSIMs now", [("esim", "eSIMs")]),
        ("en", "a travel eSIM, not an eSIM", [("travel-esim", "travel eSIM"), ("esim", "eSIM")]),
        ("en", "the carrier’s page", [("carrier", "carrier")]),
        ("en", "Top-up, top up", [("top-up", "Top-up")]),
        ("zh-hans", "用短信验证码登录", [("sms-code", "短信验证码")]),
        ("zh-hans", "删除eSIM卡", [("esim", "eSIM")]),
        ("zh-hans", "eSIM配置文件", [("esim-profile", "eSIM配置文件")]),
        ("zh-hant", "電信業者的預付卡", [("carrier", "電信業者"), ("prepaid", "預付卡")]),
        ("zh-hant", "流動網絡供應商的儲值卡", [("carrier", "流動網絡供應商"), ("prepaid", "儲值卡")]),
        ("zh-hant", "儲值", [("top-up", "儲值")]),
    ],
)
def test_the_longest_form_is_linked_in_every_script(code, text, found):
    assert linked(f"<p>{text}</p>", code) == found


@pytest.mark.parametrize(
    "text",
    [
        "eSIMulate", "preSMS", "APNs2", "SMS_x", "eSIM.com.au", "www.esim.plus/eSIM", "me@eSIM", "eSIM-free", "x-EID",
        "iccid", "Esim", "KYCs1",
    ],
)  # fmt: skip
def test_no_part_of_a_longer_word_name_or_address_is_linked(text):
    assert linked(f"<p>{text}</p>") == []


@pytest.mark.parametrize(
    "html",
    [
        "<h3>Your eSIM</h3>",
        "<h3>Your <strong>eSIM</strong></h3>",
        '<p><a href="/en/x/">Your <strong>eSIM</strong> here</a></p>',
        "<p><code>eSIM</code></p>",
        "<pre><code>eSIM &lt;p&gt; eSIM</code></pre>",
        '<p><span class="menu" title="Pixel">“Erase eSIM”</span></p>',
        '<p><span class="menu" title="Pixel"><span lang="en">“Erase eSIM”</span> eSIM</span></p>',
        '<table><thead><tr><th scope="col">eSIM</th></tr></thead></table>',
        '<p title="eSIM" class="eSIM">x</p>',
        '<p title="a > eSIM">x</p>',
    ],
)
def test_headings_links_code_and_menus_stay_as_they_are(html):
    assert FirstUses("en").link(html) == html


def test_after_what_is_left_alone_the_text_is_linked_again():
    html = "<h3>eSIM</h3><p><code>eSIM</code> and eSIM</p>"
    assert linked(html) == [("esim", "eSIM")]
    assert FirstUses("en").link(html).startswith("<h3>eSIM</h3><p><code>eSIM</code> and <a")


def test_every_form_leads_to_its_term():
    for language in LANGUAGES:
        forms = [(term.id, form) for term in terms().values() for form in term.linked[language.code]]
        assert [linked(f"<p>{form}</p>", language.code) for _, form in forms] == [[each] for each in forms]


WORDS = st.sampled_from(
    [form for term in terms().values() for forms in term.linked.values() for form in forms]
    + ["<", "&", "**", "`", "[x](/y/)", "### ", "\n\n", "- ", "[[menu: pixel erase-esim]]", " ", "s", ".", "的", "<b>"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.one_of(WORDS, st.text(max_size=4)), max_size=30).map("".join),
    st.sampled_from([language.code for language in LANGUAGES]),
)
def test_links_change_no_word_and_nothing_but_links(text, code):
    before = str(prose.render(text, code))
    after = str(FirstUses(code).link(before))
    assert LINK.sub(r"\3", after) == before
    found = [each[1] for each in LINK.findall(after)]
    assert len(found) == len(set(found))
