import pytest

from guides import models
from guides.exchange.loading import load
from guides.exchange.reading import read_bytes
from guides.exchange.schema import parse

SOURCE = """sources:
  - slug: cellcard-faqs
    url: https://www.cellcard.com.kh/en/faqs
    publisher: Cellcard
    language: en
    seen_on: 2026-11-21
    old: true
"""
GENERAL = f"""format: 1
{SOURCE}providers:
  - slug: airalo
    name: Airalo
    kind: platform
    channels:
      - kind: web
        value: https://www.airalo.com/help
        reach: anywhere
        source: cellcard-faqs
        confidence: official
        checked_how: live_page
        checked_on: 2026-11-21
"""


def repeated(text: str, begin: str, end: str) -> str:
    """The text with what stands from begin up to end written twice."""
    start = text.index(begin)
    part = text[start : text.index(end, start + 1)]
    return text.replace(part, part * 2)


def test_a_source_may_stand_in_two_files(faults, full):
    assert faults(cambodia=full, general=GENERAL) == []


def test_a_source_is_the_same_in_every_file(faults, full):
    assert faults(cambodia=full, general=GENERAL.replace("publisher: Cellcard", "publisher: Someone")) == [
        "general.yaml:5: sources[0].publisher: cambodia.yaml has “Cellcard” for the source “cellcard-faqs”."
    ]


def test_an_address_belongs_to_one_source(faults, full):
    assert faults(cambodia=full, general=GENERAL.replace("cellcard-faqs", "other")) == [
        "general.yaml:4: sources[0].url: this address is already the source “cellcard-faqs” in cambodia.yaml."
    ]


def test_a_source_stands_once_in_a_file(faults):
    text = GENERAL.replace(SOURCE, SOURCE + SOURCE.removeprefix("sources:\n"))
    assert faults(general=text) == ["general.yaml:9: sources[1].slug: “cellcard-faqs” is defined twice."]


def test_a_provider_exists_once_in_a_run(faults, full):
    assert faults(cambodia=full, general=GENERAL.replace("slug: airalo", "slug: cellcard")) == [
        "general.yaml:10: providers[0].slug: is already defined in cambodia.yaml, line 87."
    ]


def test_a_guide_exists_once_in_its_country(faults, full):
    assert faults(cambodia=full.replace("slug: later", "slug: cancel-travel-esim")) == [
        "cambodia.yaml:205: guides[1].slug: is already defined in cambodia.yaml, line 94."
    ]


def test_a_country_has_one_file_and_its_own_code(faults, full):
    again = "format: 1\ncountry:\n  code: KH\n  slug: cambodia\n  region: europe\n"
    assert faults(cambodia=full, second=again) == [
        "second.yaml:3: country.code: is already defined in cambodia.yaml, line 3.",
        "second.yaml:4: country.slug: is already defined in cambodia.yaml, line 4.",
    ]


@pytest.mark.parametrize(
    ("begin", "end", "key"),
    [
        ("      - topic: balance", "  - slug: cellcard\n    name", "providers[0].facts[2].topic"),
        ("    - topic: identity", "sources:", "country.facts[1].topic"),
        ("      - kind: short_code", "    facts:", "providers[0].channels[2].value"),
    ],
)
def test_evidence_is_given_once(faults, full, begin, end, key):
    found = faults(cambodia=repeated(full, begin, end))
    assert [(fault.split(": ")[1], "is already defined" in fault) for fault in found] == [(key, True)]


def test_the_same_topic_may_differ_by_billing(faults, full):
    text = repeated(full, "      - topic: balance", "  - slug: cellcard\n    name")
    assert (
        faults(cambodia=text.replace("billing: any\n        value: 'no'", "billing: contract\n        value: 'no'", 1))
        == []
    )


def test_the_database_may_hold_what_a_file_defines(faults, full):
    load([parse(read_bytes("x.yaml", full.encode()))])
    assert faults(cambodia=full) == []


def test_what_the_database_knows_under_another_slug_is_named(faults, full):
    load([parse(read_bytes("x.yaml", full.encode()))])
    models.Source.objects.filter(slug="cellcard-faqs").update(slug="renamed")
    models.Country.objects.update(slug="kampuchea")
    assert faults(cambodia=full) == [
        "cambodia.yaml:3: country.code: belongs to “kampuchea” in the database.",
        "cambodia.yaml:26: sources[0].url: belongs to “renamed” in the database.",
    ]


def test_a_country_that_an_editor_renamed_keeps_its_code(faults, full):
    load([parse(read_bytes("x.yaml", full.encode()))])
    country = models.Country.objects.get()
    country.slug = "kampuchea"
    country.save()
    assert faults(cambodia=full) == []


def test_what_only_the_database_holds_may_be_referred_to(faults, full):
    load([parse(read_bytes("x.yaml", GENERAL.encode()))])
    text = full.replace("providers: [cellcard, metfone]", "providers: [airalo, metfone]")
    assert faults(cambodia=text.replace("(/destinations/)", "(/providers/airalo/)")) == []
