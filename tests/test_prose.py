import pytest

from guides import directives, prose
from guides.directives import Directive


def html(text: str, language: str = "zh-hant", **options) -> str:
    return str(prose.render(text, language, **options)).strip()


@pytest.mark.parametrize(
    ("levels", "level", "shown"),
    [
        ("1 2 3", 3, "3 3 3"),
        ("3 3 4", 3, "3 3 4"),
        ("3 6", 3, "3 4"),
        ("6", 3, "3"),
        ("1 1 1", 3, "3 3 3"),
        ("3 4 5 6 6", 3, "3 4 5 6 6"),
        ("3 5 3 5", 3, "3 4 3 4"),
        ("1 2", 4, "4 4"),
        ("4 5 6", 4, "4 5 6"),
    ],
)
def test_headings_stand_below_the_pages_own_and_skip_no_level(levels, level, shown):
    text = "\n\n".join(f"{'#' * int(each)} Heading" for each in levels.split())
    assert html(text, level=level).splitlines() == [f"<h{each}>Heading</h{each}>" for each in shown.split()]


def test_numbered_steps_can_be_linked_in_the_pages_language():
    assert html("1. Call\n2. Wait", "en", kind="steps", anchor="end") == (
        '<ol class="steps">\n'
        '<li id="end-1">\n<a class="step-number" href="#end-1" aria-label="Step 1">1</a>Call</li>\n'
        '<li id="end-2">\n<a class="step-number" href="#end-2" aria-label="Step 2">2</a>Wait</li>\n'
        "</ol>"
    )
    assert "Step 1" not in html("1. Call", "zh-hant", kind="steps", anchor="end")


def test_steps_count_on_from_the_text_before_a_directive():
    shown = html("1. Third", kind="steps", anchor="end", after=2)
    assert '<ol class="steps" start="3">' in shown
    assert '<li id="end-3">' in shown


def test_lists_inside_steps_and_bullets_beside_them_are_no_steps():
    shown = html("1. Call\n   - or write\n   1. first\n2. Wait\n\n- aside", kind="steps", anchor="end")
    assert (shown.count('<li id="'), shown.count("<li>"), shown.count("step-number")) == (2, 3, 2)


def test_a_list_of_what_to_do_before_is_a_checklist():
    assert html("- Pay\n- Save", kind="before", anchor="ready") == (
        '<ul class="checklist">\n<li id="ready-1">Pay</li>\n<li id="ready-2">Save</li>\n</ul>'
    )


def test_other_sections_have_plain_lists():
    assert html("1. One", kind="after", anchor="x") == "<ol>\n<li>One</li>\n</ol>"


def test_an_image_becomes_the_words_it_shows():
    assert html('![a "QR" *code*](https://example.org/a.png "title")') == "<p>a &quot;QR&quot; code</p>".replace(
        "&quot;", '"'
    )
    assert html("![](https://example.org/a.png)") == "<p></p>"
    assert html("![<b>](/a.png)") == "<p>&lt;b&gt;</p>"


def test_html_is_shown_as_it_was_typed():
    assert html("<b>x</b> <script>alert(1)</script>") == (
        "<p>&lt;b&gt;x&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt;</p>"
    )
    assert html('<div onclick="x">\n\ntext') == '<p>&lt;div onclick="x"&gt;</p>\n<p>text</p>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("先**“到期”**之后", "先<strong>“到期”</strong>之后"),
        ("**注意：**不要删", "<strong>注意：</strong>不要删"),
        ("删除**（eSIM）**前", "删除<strong>（eSIM）</strong>前"),
        ("請**「停用」**它", "請<strong>「停用」</strong>它"),
        ("a **b** c", "a <strong>b</strong> c"),
        ("*斜*體", "<em>斜</em>體"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("号码 ** 不变", "号码 ** 不变"),
        ("snake_case_name", "snake_case_name"),
    ],
)
def test_emphasis_works_in_text_without_spaces(text, shown):
    assert html(text) == f"<p>{shown}</p>"


def test_a_wide_table_scrolls_by_itself_and_its_heads_are_named():
    shown = html("| A | B |\n|---|---|\n| 1 | 2 |")
    assert shown.startswith('<div class="table-scroll" tabindex="0">')
    assert (shown.count('<th scope="col">'), shown.endswith("</table>\n</div>")) == (2, True)


def test_directives_are_cut_out_where_they_stand_alone():
    text = "One\n\n[[contacts: metfone, cellcard]]\n\nTwo [[fact: metfone number_kept_days]]\n[[lifecycle:smart]]\n"
    assert list(directives.split(text)) == [
        "One\n\n",
        Directive("contacts", ("metfone", "cellcard")),
        "\n\nTwo [[fact: metfone number_kept_days]]\n",
        Directive("lifecycle", ("smart",)),
    ]
    assert [each.name for each in directives.find(text)] == ["contacts", "fact", "lifecycle"]


def test_a_directive_inside_a_sentence_cuts_nothing():
    assert list(directives.split("See [[contacts: a]] now")) == ["See [[contacts: a]] now"]


def test_facts_stand_in_the_sentence_and_unknown_ones_leave_nothing():
    known = {Directive("fact", ("metfone", "number_kept_days")): "90 days"}
    text = "kept [[fact: metfone  number_kept_days]], [[fact: a b]][[nonsense: x]]\n[[contacts: a]]"
    assert directives.replace_inline(text, known) == "kept 90 days, \n[[contacts: a]]"


def test_plain_words_have_neither_marks_nor_directives():
    text = "# **A** [b](/c/)\n\n- `d`\n- e\n  f\n\n[[contacts: x]]\n\n| g |\n|---|\n| h |"
    assert prose.plain(text) == "A b\nd\ne f\ng\nh"


def test_numbered_items_are_the_steps_in_plain_words():
    text = "Intro\n\n1. **Call** us\n   - or write\n2. Wait\n\n- aside\n\n3. End"
    assert prose.numbered_items(text) == ("Call us or write", "Wait", "End")
