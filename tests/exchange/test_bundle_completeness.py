import pytest


def without(text: str, begin: str, end: str) -> str:
    """The text without what stands from begin up to end."""
    start = text.index(begin)
    return text[:start] + text[text.index(end, start) :]


def messages(found: list[str]) -> list[str]:
    return [fault.split(": ", 1)[1] for fault in found]


def test_a_published_guide_needs_every_verdict_but_deregistration(faults, full):
    text = without(full, "      money:\n", "      device:\n")
    text = without(text, "      registration:\n", "    sections:\n")
    assert messages(faults(cambodia=text)) == ["guides[0].verdicts.money: a published guide needs this verdict."]


def test_a_published_guide_is_whole_in_simplified_chinese(faults, full):
    text = full.replace("          zh-hans: 步骤\n", "").replace("      zh-hans: 一句话。\n", "")
    assert messages(faults(cambodia=text)) == [
        "guides[0].summary.zh-hans: a published guide needs this text.",
        "guides[0].sections[1].heading.zh-hans: a published guide needs this text.",
    ]


def test_a_published_guide_has_a_date_of_publication_and_a_section(faults, full):
    text = without(full, "    published_at:", "    facts_checked_on:")
    text = without(text, "    sections:\n", "    questions:\n")
    assert messages(faults(cambodia=text)) == [
        "guides[0].published_at: a published guide needs a date of publication.",
        "guides[0].sections: a published guide needs a section.",
    ]


def test_a_draft_may_be_unfinished(faults, full):
    text = without(full, "      money:\n", "      device:\n").replace("      zh-hans: 一句话。\n", "")
    assert faults(cambodia=text.replace("status: published", "status: draft")) == []


@pytest.mark.parametrize("state", ["current", "machine"])
def test_a_language_that_claims_to_exist_is_whole(faults, full, state):
    text = full.replace("          en: Steps\n", "").replace("en: current", f"en: {state}")
    assert messages(faults(cambodia=text)) == [
        f"guides[0].sections[1].heading.en: is missing, although “translations” says “{state}”."
    ]


def test_an_outdated_language_need_not_be_whole(faults, full):
    text = full.replace("          en: Steps\n", "").replace("en: current", "en: outdated_major")
    assert faults(cambodia=text) == []


def test_texts_without_a_state_are_named(faults, full):
    text = without(full, "    translations:\n", "  - slug: later\n")
    assert messages(faults(cambodia=text)) == [
        "guides[0].translations.en: is missing: say machine or current, for there are texts."
    ]


def test_an_anchor_stands_once_in_a_guide(faults, full):
    assert messages(faults(cambodia=full.replace("anchor: reactivate", "anchor: steps"))) == [
        "guides[0].sections[1].anchor: “steps” is the anchor of 2 parts of this guide.",
        "guides[0].questions[0].anchor: “steps” is the anchor of 2 parts of this guide.",
    ]
