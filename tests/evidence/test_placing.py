import pytest
from django.utils import translation

from guides.evidence.placing import Block, Placing, faults
from guides.languages import EN, ZH_HANS
from tests.factory import make_channel, make_fact, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nordic():
    source = make_source()
    provider = make_provider()
    make_fact(provider, "validity_days", "30", source, billing="prepaid")
    make_fact(provider, "number_kept_days", "90", source, billing="prepaid")
    make_fact(provider, "auto_renews", "no")
    make_channel(provider, "short_code", "812", source)
    make_provider("silent")
    return provider


def placed(text: str, **options) -> list[Block]:
    return Placing([text], EN).blocks(text, **options)


def test_contacts_stand_where_they_are_asked_for():
    before, contacts, after = placed("Before\n\n[[contacts: nordic, silent]]\n\nAfter")
    assert (str(before.html).strip(), str(after.html).strip()) == ("<p>Before</p>", "<p>After</p>")
    assert [(row.provider.slug, row.shown) for row in contacts.contacts] == [("nordic", "812")]
    assert (contacts.html, contacts.lifecycle) == ("", None)


def test_a_lifecycle_stands_where_it_is_asked_for():
    (block,) = placed("[[lifecycle: nordic]]")
    assert [stage.topic for stage in block.lifecycle.stages] == ["validity_days", "number_kept_days"]


def test_a_fact_is_written_in_the_language_of_the_page():
    text = "Kept for [[fact: nordic number_kept_days]]."
    assert str(placed(text)[0].html).strip() == "<p>Kept for 90 days.</p>"
    with translation.override("zh-hans"):
        shown = str(Placing([text], ZH_HANS).blocks(text)[0].html)
    assert ("90" in shown, "days" in shown.removeprefix("<p>Kept")) == (True, False)


@pytest.mark.parametrize(
    "directive",
    [
        "[[contacts: nobody]]",
        "[[contacts: silent]]",
        "[[contacts:]]",
        "[[contacts: , ,]]",
        "[[lifecycle: nobody]]",
        "[[lifecycle: silent]]",
        "[[lifecycle:]]",
    ],
)
def test_a_directive_without_evidence_leaves_nothing_behind(directive):
    assert placed(directive) == []
    assert [str(block.html).strip() for block in placed(f"A\n\n{directive}\n\nB")] == ["<p>A</p>", "<p>B</p>"]


@pytest.mark.parametrize(
    "directive",
    [
        "[[fact: nobody number_kept_days]]",
        "[[fact: nordic no_such_topic]]",
        "[[fact: nordic auto_renews]]",
        "[[fact: nordic]]",
        "[[fact:]]",
        "[[weather: nordic]]",
        "[[weather:]]",
    ],
)
def test_an_unknown_name_in_a_sentence_leaves_nothing_behind(directive):
    assert [str(block.html).strip() for block in placed(f"A{directive}B")] == ["<p>AB</p>"]
    assert placed(directive) == []


def test_a_block_directive_inside_a_sentence_leaves_nothing_behind():
    assert [str(block.html).strip() for block in placed("A [[contacts: nordic]] B")] == ["<p>A  B</p>"]


def test_steps_count_on_across_a_directive():
    text = "1. One\n2. Two\n\n[[contacts: nordic]]\n\n1. Three\n"
    first, _contacts, last = placed(text, kind="steps", anchor="end")
    assert ('id="end-2"' in first.html, 'id="end-3"' in last.html, 'id="end-1"' in last.html) == (True, True, False)


def test_steps_and_plain_words_hold_the_facts():
    text = "1. Wait [[fact: nordic validity_days]]\n\n[[contacts: nordic]]"
    placing = Placing([text], EN)
    assert (placing.steps(text), placing.plain(text)) == (("Wait 30 days",), "Wait 30 days")


def test_a_text_without_directives_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert len(placed("Nothing but words")) == 1


def test_any_number_of_directives_costs_three_queries(django_assert_num_queries):
    make_provider("third")
    with django_assert_num_queries(3):
        placed("[[contacts: nordic, third]]\n\n[[lifecycle: nordic]]\n\n[[fact: third validity_days]]")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[contacts: nordic]] [[fact: nordic validity_days]]", []),
        ("[[weather: nordic]]", ["unknown directive “weather”"]),
        ("[[contacts: nordic, nobody]]", ["unknown provider “nobody”"]),
        ("[[fact: nordic]]", ["a fact is written [[fact: provider topic]]"]),
        ("[[fact: nordic weather]]", ["unknown topic “weather”"]),
        ("[[fact: nordic notice_days]]", ["“nordic” has no fact “notice_days”"]),
    ],
)
def test_an_editor_is_told_what_is_wrong_with_a_directive(text, found):
    assert faults(text, {"nordic": {"validity_days"}}) == found
