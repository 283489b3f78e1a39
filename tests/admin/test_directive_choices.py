"""What the picker beside a guide's Markdown fields offers, and whom."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from guides import directives
from guides.admin.directive_choices import KINDS, SOURCES, choices
from guides.evidence.placing import Placing, faults
from guides.languages import EN, LANGUAGES
from guides.models import Country, Fact, Provider
from guides.words import menus
from tests.admin.people import person
from tests.factory import make_country

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> str:
    return reverse("admin:guides_guide_directives")


def by_value(name: str) -> dict[str, dict]:
    return {choice["value"]: choice for choice in choices()["lists"][name]}


def test_every_directive_that_texts_may_hold_can_be_chosen():
    assert set(KINDS) == {*directives.BLOCK_DIRECTIVES, "fact", menus.NAME}
    assert {name for name, kind in KINDS.items() if kind.block} == set(directives.BLOCK_DIRECTIVES)
    assert {source for kind in KINDS.values() for source in kind.sources} == set(SOURCES)


def test_what_can_be_chosen_shows_something():
    offered = choices()["lists"]
    blocks = [
        f"[[{kind}: {each['value']}]]" for each in offered["provider"] for kind in each["kinds"] if kind != "fact"
    ]
    facts = [f"[[fact: {each['value']} {topic}]]" for each in offered["provider"] for topic in each["follows"]]
    known = {each["value"]: set(each["follows"]) for each in offered["provider"]}
    placing = Placing([*blocks, *facts], EN)
    assert (len(blocks) > 50, len(facts) > 50) == (True, True)
    assert [text for text in (*blocks, *facts) if not placing.blocks(text) or faults(text, known)] == []
    assert [text for text in facts if not placing.plain(text)] == []


def test_a_menu_word_can_stand_after_each_platform_that_has_it():
    words = by_value("menu")
    for platform in choices()["lists"]["platform"]:
        assert menus.objection([platform["value"], *platform["follows"]]) == ""
        assert set(platform["follows"]) <= set(words)


def test_names_are_there_in_every_language_that_has_them():
    topic = by_value("topic")["number_kept_days"]["names"]
    assert list(topic) == [language.code for language in LANGUAGES]
    assert (topic["en"], len(set(topic.values()))) == ("Number can be restored for", 3)
    provider = Provider.objects.get(slug="metfone")
    with translation.override("en"):
        chosen = by_value("provider")["metfone"]
    assert (chosen["names"]["en"], chosen["country"], chosen["detail"]) == ("Metfone", provider.country_id, "Cambodia")


def test_a_provider_without_a_sourced_fact_is_not_offered_for_facts():
    Provider.objects.create(slug="bare", country=make_country(), name_en="Bare", kind="carrier")
    assert by_value("provider")["bare"]["kinds"] == []


def test_the_answer_is_good_until_something_changes(address):
    editor = person("ed", "Editor")
    first = editor.get(address)
    tag = first["ETag"]
    assert (first.status_code, first["Cache-Control"]) == (200, "private, no-cache")
    assert editor.get(address, headers={"If-None-Match": tag}).status_code == 304
    Fact.objects.filter(provider__slug="metfone").first().save()
    assert editor.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_labels_are_in_the_language_of_the_desk(address):
    editor = person("ed", "Editor")
    chinese = editor.get(address, headers={"Accept-Language": "zh-TW"})
    english = editor.get(address)
    assert chinese["ETag"] != english["ETag"]
    assert english.json()["kinds"][0]["label"] == "Table of contacts"


@pytest.mark.parametrize(
    ("role", "status"),
    [("Editor", 200), ("Publisher", 200), ("Translator en", 200), ("Fact checker", 403), ("", 403)],
)
def test_only_those_who_write_guides_are_answered(address, role, status):
    assert person("somebody", role).get(address).status_code == status


def test_a_visitor_is_sent_to_log_in(address):
    answer = Client().get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('admin:login')}?next={address}")


def test_nothing_can_be_posted(address):
    assert person("ed", "Editor").post(address).status_code == 405


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_the_content(django_assert_num_queries, count):
    country = Country.objects.first()
    for number in range(count):
        Provider.objects.create(slug=f"p{number}", country=country, name_en="P", kind="carrier")
    with django_assert_num_queries(4):
        choices()
