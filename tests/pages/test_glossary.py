"""The glossary page, and how guides lead to it."""

import json

import pytest
from django.test import Client

from guides.languages import LANGUAGES
from guides.models import Section
from guides.words.wordings import platforms, terms
from tests.factory import make_country, make_guide
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_term_is_explained_under_its_own_address(client: Client, language):
    shown = Shown(client, f"/{language.code}/glossary/")
    assert shown.values(".term-entry", "id") == list(terms())
    assert shown.texts(".term-entry h3") == [term.name(language.code) for term in terms().values()]
    explained = shown.texts(".term-entry h3 + p")
    assert explained == [term.explanations[language.code] for term in terms().values()]


def test_the_words_of_each_place_stand_in_a_table_and_say_where_they_are_used(client: Client):
    shown = Shown(client, "/en/glossary/")
    table = shown.document.query("table.wordings")[0]
    row = next(each for each in table.query("tbody tr") if each.query("th")[0].to_text().strip() == "carrier")
    cells = [(each.attrs["lang"], each.to_text()) for each in row.query("td [lang]")]
    assert cells == [("zh-CN", "运营商"), ("zh-TW", "電信業者"), ("zh-HK", "流動網絡供應商"), ("en", "carrier")]
    heads = [each.to_text().strip() for each in table.query("thead th")]
    assert heads == ["Term", "Mainland China", "Taiwan", "Hong Kong", "English"]


def test_every_word_with_a_source_leads_to_it(client: Client):
    shown = Shown(client, "/en/glossary/")
    marks = shown.values(".wordings sup a", "href")
    ids = {f"#{each}" for each in shown.values(".sources li", "id")}
    labels = [
        word for platform in platforms().values() for label in platform.labels.values() for word in label.wordings
    ]
    assert (set(marks) == ids, len(marks) > len(labels)) == (True, True)


def test_what_was_not_found_is_said(client: Client):
    shown = Shown(client, "/en/glossary/")
    missing = sum(4 - len(label.wordings) for platform in platforms().values() for label in platform.labels.values())
    assert shown.texts(".wordings-unknown") == ["not found"] * missing


def test_machines_are_told_the_same(client: Client):
    shown = Shown(client, "/zh-hant/glossary/")
    data = [json.loads(each.to_text()) for each in shown.document.query('script[type="application/ld+json"]')]
    found = next(each for each in data if each["@type"] == "DefinedTermSet")
    assert (found["inLanguage"], len(found["hasDefinedTerm"])) == ("zh-Hant", len(terms()))
    roaming = next(each for each in found["hasDefinedTerm"] if each["url"].endswith("/zh-hant/glossary/#roaming"))
    assert (roaming["name"], roaming["alternateName"]) == ("漫遊", ["漫游", "roaming"])
    assert roaming["description"] == terms()["roaming"].explanations["zh-hant"]


def test_reading_it_asks_no_query_of_its_own(client: Client, django_assert_num_queries):
    client.get("/en/privacy/")
    with django_assert_num_queries(1):  # whether the site has changed
        client.get("/en/glossary/")


def test_a_guide_links_a_term_where_a_reader_first_meets_it(client: Client):
    guide = make_guide(country=make_country())
    first, second = Section.objects.filter(guide=guide).order_by("position")
    Section.objects.filter(pk=first.pk).update(body_en="Find the ICCID.\n\nWrite the ICCID down.")
    Section.objects.filter(pk=second.pk).update(body_en="1. Send the ICCID and the IMEI.")
    guide.questions.update(answer_en="The ICCID is on the phone; so is the EID.")
    shown = Shown(client, "/en/norway/leave/")
    assert shown.values("a.term", "href") == ["/en/glossary/#iccid", "/en/glossary/#imei", "/en/glossary/#eid"]
    assert shown.values(".guide-section-before a.term", "href") == ["/en/glossary/#iccid"]


def test_the_footer_leads_to_it(client: Client):
    assert "/zh-hans/glossary/" in Shown(client, "/zh-hans/about/").values(".site-footer a", "href")
