import pytest

from guides.exchange.faults import Refused
from guides.exchange.reading import read_bytes
from guides.exchange.schema import parse


def faults(text: str) -> list[str]:
    try:
        parse(read_bytes("x.yaml", text.encode()))
    except Refused as refused:
        return list(map(str, refused.faults))
    return []


def test_every_key_of_the_format_is_known(full):
    assert faults(full) == []


_NO_SLUG = "must be a slug: lower-case Latin letters, digits and hyphens."
_NO_TEXT = "must be text; if it looks like a number, a date or yes and no, put it in quotes."
_MEANINGS = "must be one of: renewal, accounts, line, money, device, registration."
_STATES = "must be one of: missing, machine, current, outdated_minor, outdated_major."


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("app: MyMetfone", "apps: MyMetfone", "providers[0].apps: this key is not known here."),
        ("slug: cambodia", "slug: Cambodia", f"country.slug: {_NO_SLUG}"),
        ("value: '90'", "value: 90", f"providers[0].facts[0].value: {_NO_TEXT}"),
        ("value: '90'", "value: yes", f"providers[0].facts[0].value: {_NO_TEXT}"),
        ("dated: '2019-12-10'", "dated: 2019-12-10", f"sources[1].dated: {_NO_TEXT}"),
        ("kind: mvno", "kind: seller", "providers[1].kind: must be one of: carrier, mvno, platform."),
        ("official: true", "official: 'yes'", "sources[1].official: must be true or false, without quotes."),
        (
            "recheck_every: 90",
            "recheck_every: '90'",
            "guides[0].recheck_every: must be a whole number, without quotes.",
        ),
        ("recheck_every: 90", "recheck_every: 0", "guides[0].recheck_every: must be at least 1."),
        (
            "edited_on: 2026-11-19",
            "edited_on: '2026-11-19'",
            "guides[0].edited_on: must be a date such as 2026-11-21, without quotes.",
        ),
        ("synonyms: [柬国, 金边]", "synonyms: 柬国", "country.synonyms: must be a list."),
        ("registration:\n        need", "leaving:\n        need", f"guides[0].verdicts.leaving: {_MEANINGS}"),
        ("en: current", "en: fresh", f"guides[0].translations.en: {_STATES}"),
    ],
)
def test_a_fault_is_named_with_line_and_key(full, right, wrong, fault):
    assert full.count(right) == 1
    line = full.count("\n", 0, full.index(right)) + 1
    assert faults(full.replace(right, wrong)) == [f"x.yaml:{line}: {fault}"]


def test_a_missing_key_is_named_where_it_belongs(full):
    assert faults(full.replace("  code: KH\n", "")) == ["x.yaml:2: country.code: is missing."]


def test_an_unknown_language_is_named(full):
    assert faults(full.replace("zh-hans: 以后再写", "zh: 以后再写")) == [
        "x.yaml:211: guides[1].title: “zh” is none of the languages zh-hans, zh-hant, en."
    ]


def test_all_faults_are_named_at_once():
    assert len(faults("format: 1\ncountry: {}\nprovider: []\nsources: [{}]\n")) == 9


def test_one_string_is_the_name_in_all_languages():
    text = "format: 1\nproviders:\n  - slug: metfone\n    name: Metfone\n    kind: carrier\n"
    names = parse(read_bytes("x.yaml", text.encode())).providers[0].name
    assert names == {"zh-hans": "Metfone", "zh-hant": "Metfone", "en": "Metfone"}


def test_one_string_is_not_a_text_in_all_languages():
    text = "format: 1\nproviders:\n  - slug: metfone\n    name: Metfone\n    kind: carrier\n    summary: Metfone\n"
    assert faults(text) == [
        "x.yaml:6: providers[0].summary: must be a mapping, as a rule of languages: zh-hans, zh-hant, en."
    ]
