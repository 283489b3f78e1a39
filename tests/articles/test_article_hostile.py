"""Whatever comes, a guide with a true report or a refusal in one sentence, and nothing dangerous in the guide."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guides.articles.addresses import Worth, judge
from guides.articles.article import Article
from guides.articles.file import Unreadable, read_bytes, read_text
from guides.articles.reading import read_article
from guides.languages import LANGUAGES, ZH_HANS, Language
from tests.articles.articles import dropped, shared

STRICT = MarkdownIt("commonmark", {"html": True}).enable("table")
STRICT.validateLink = lambda _address: True

PIECES = """
# |## |### 一、|#### 1. |- |1. |  |    |**|问：|答：|？|。|，|[|](|)|![|https://a.example/x|@card_77|TG+ |微信：abc_1
<b>|</b>|<br>|<script>|</script>|<p>|</li>|<ul>|<li>|<!--|-->|&lt;|`|```|> |---|遠遊卡|注销|abc|\\|*|_|~|=|第一步：
常见问题|步骤|javascript:x
"""
pieces = [*PIECES.strip().replace("\n", "|").split("|"), "\n", "\n\n", "|", "\t"]
soup = st.lists(st.sampled_from(pieces), max_size=60).map("".join)
unhurried = settings(deadline=None)  # the first example loads the dictionaries


def dangers(found: Article) -> list[str]:
    """HTML, pictures and addresses that must not be in a guide, as a parser that allows everything finds them."""
    texts = [*(section.body for section in found.sections), *(each.answer for each in found.questions)]
    blocks = [token for text in texts for token in STRICT.parse(text)]
    tokens = [each for block in blocks for each in (block, *(block.children or ()))]
    html = [token.content for token in tokens if token.type in ("html_block", "html_inline", "image")]
    addresses = [str(token.attrGet("href")) for token in tokens if token.type == "link_open"]
    return html + [address for address in addresses if judge(address) is not Worth.KEPT]


def faults(data: bytes, language: Language) -> list[object]:
    """What is wrong with the guide or the refusal that the bytes lead to."""
    try:
        found = read_article(read_bytes(data, "a.md"), language)
    except Unreadable as refusal:
        return [] if len(str(refusal).splitlines()) == 1 else [refusal]
    anchors = [each.anchor for each in (*found.sections, *found.questions)]
    return [
        *dropped(found, "unread"),
        *(tally for tally in found.report.tallies.values() if not tally.adds_up),
        *dangers(found),
        *(anchor for anchor in set(anchors) if anchors.count(anchor) > 1),
        *([found.title] if not 0 < len(found.title) <= 120 else []),
    ]


@unhurried
@given(st.one_of(soup, st.text()), st.sampled_from(LANGUAGES))
@example("- ```遠遊卡\n### 一、# ", ZH_HANS)
@example("### 一、# \n<script>常见问题", ZH_HANS)
@example("> " * 100 + "遠遊卡", ZH_HANS)
def test_any_text_gives_a_guide_with_a_true_report_or_a_clear_refusal(text, language):
    assert faults(text.encode(), language) == []


@unhurried
@given(st.binary())
def test_any_bytes_give_a_guide_or_a_clear_refusal(data):
    assert faults(data, ZH_HANS) == []


def test_no_published_attack_gets_into_a_guide():
    payloads = shared("corpora", "xss_payloads.txt").read_text(encoding="utf-8").splitlines()[::10]
    naughty = json.loads(shared("corpora", "naughty_strings.json").read_text(encoding="utf-8"))
    for text in payloads + naughty:
        assert faults(f"# 标题\n\n正文。\n\n{text.replace(chr(0), '')}\n".encode(errors="replace"), ZH_HANS) == [], text


def test_what_is_nested_too_deep_for_the_parser_is_named_in_the_report():
    found = read_article(read_text("# 标题\n\n正文。\n\n" + "> " * 100 + "深\n"), ZH_HANS)
    assert "深" in [*dropped(found, "unread"), *"".join(found.texts)]
