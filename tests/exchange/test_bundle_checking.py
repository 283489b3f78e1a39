import pytest

_UNDEFINED = "“nowhere” is not among the sources of this file."


def line_of(text: str, part: str) -> int:
    assert text.count(part) == 1, part
    return text.count("\n", 0, text.index(part)) + 1


def test_a_bundle_without_fault_passes(faults, full):
    assert faults(cambodia=full) == []


def test_a_source_that_is_not_defined_is_named(faults, full):
    text = full.replace("metfone-revoking\n        confidence: unconfirmed", "nowhere\n        confidence: unconfirmed")
    assert faults(cambodia=text) == [
        f"cambodia.yaml:{line_of(text, 'source: nowhere')}: providers[0].facts[1].source: {_UNDEFINED}"
    ]


def test_a_source_that_is_not_cited_is_named(faults, full):
    source = (
        "  - slug: idle\n    url: https://example.org\n    publisher: X\n    language: en\n    seen_on: 2026-11-21\n"
    )
    text = full.replace("providers:\n  - slug: metfone", f"{source}providers:\n  - slug: metfone")
    assert faults(cambodia=text) == [
        f"cambodia.yaml:{line_of(text, 'slug: idle')}: sources[2].slug: nothing in this file cites “idle”."
    ]


_TOO_LONG = "is too long: at most 60 Latin letters or 30 Han characters."
_NO_DAYS = "“0” is not a value of “Number can be restored for”: a whole number of days, 1 to 9999."
_NO_PHONE = "“+85 97” cannot be a telephone number."
_NOT_FROM_ABROAD = "A number that works from abroad begins with + and the country's code."


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("code: KH", "code: XY", "country.code: “XY” is not an ISO 3166-1 code of a country."),
        ("slug: cambodia", "slug: plan", "country.slug: “plan” is an address of the site itself."),
        ("slug: later", "slug: print", "guides[1].slug: “print” is an address of the site itself."),
        ("website: https://www.metfone.com.kh", "website: metfone", "providers[0].website: Enter a valid URL."),
        (
            "dated: '2019-12-10'",
            "dated: '10.12.2019'",
            "sources[1].dated: Write a date as 2019, 2019-12 or 2019-12-10.",
        ),
        ("value: '90'", "value: '0'", f"providers[0].facts[0].value: {_NO_DAYS}"),
        ("value: +855 97 197 1097", "value: +85 97", f"providers[0].channels[0].value: {_NO_PHONE}"),
        ("value: +855 97 197 1097", "value: 097 197 1097", f"providers[0].channels[0].value: {_NOT_FROM_ABROAD}"),
        ("[cellcard, metfone]", "[cellcard, smart]", "guides[0].providers[1]: there is no provider “smart”."),
        ("[cellcard, metfone]", "[metfone, metfone]", "guides[0].providers[1]: “metfone” stands here twice."),
        ("en: Nothing renews", f"en: {'N' * 61}", f"guides[0].verdicts.renewal.reason.en: {_TOO_LONG}"),
        ("zh-hans: 怎样结束旅行卡", f"zh-hans: {'卡' * 30}e", f"guides[0].title.zh-hans: {_TOO_LONG}"),
    ],
)
def test_a_value_out_of_its_limits_is_named(faults, full, right, wrong, fault):
    text = full.replace(right, wrong, 1)
    line = full.count("\n", 0, full.index(right)) + 1
    assert f"cambodia.yaml:{line}: {fault}" in faults(cambodia=text)
