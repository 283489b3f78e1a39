"""The glossary: every term explained and named everywhere, in the script of its language."""

import re
from collections import Counter

import pytest

from guides.chinese import foreign_characters
from guides.languages import LANGUAGES
from guides.words.wordings import REGIONS, terms

TERMS = list(terms().values())
CODES = [language.code for language in LANGUAGES]
ASKED_FOR = {
    "esim", "esim-profile", "physical-sim", "iccid", "eid", "imei", "apn", "roaming", "port-out", "top-up",
    "auto-renewal", "prepaid", "postpaid", "real-name", "sms-code", "number-recycling", "sim-lock",
}  # fmt: skip


def test_the_terms_that_guides_rest_on_are_there():
    assert ASKED_FOR - terms().keys() == set()


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_term_is_explained_in_every_language_in_one_or_two_sentences(term):
    assert set(term.explanations) == set(CODES)
    ends = {code: len(re.findall(r"[。.](?:[”」]|\s|$)|。", text)) for code, text in term.explanations.items()}
    assert {code: count for code, count in ends.items() if count not in (1, 2)} == {}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_a_term_has_a_word_in_every_place(term):
    assert [region for region in REGIONS if not term.wordings[region].text.strip()] == []


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_chinese_texts_are_in_one_script(term):
    words = {"zh-hans": term.wordings["zh-CN"].text, "zh-hant": term.wordings["zh-TW"].text}
    texts = {code: term.explanations[code] + words[code] + "".join(term.linked.get(code, ())) for code in words}
    assert {code: foreign_characters(text, code) for code, text in texts.items()} == {"zh-hans": "", "zh-hant": ""}
    assert foreign_characters(term.wordings["zh-HK"].text, "zh-hant") == ""


@pytest.mark.parametrize("code", CODES)
def test_no_form_belongs_to_two_terms(code):
    forms = Counter(form for term in TERMS for form in term.linked.get(code, ()))
    assert [form for form, count in forms.items() if count > 1] == []


def test_every_term_can_be_linked_in_every_language():
    assert [(term.id, code) for term in TERMS for code in CODES if not term.linked.get(code)] == []
