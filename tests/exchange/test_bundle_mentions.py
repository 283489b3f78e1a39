import pytest

DESTINATIONS = "[destinations](/destinations/)"


def messages(found: list[str]) -> list[str]:
    return [fault.split(": ", 1)[1] for fault in found]


@pytest.fixture
def said(faults, full):
    """The faults of the bundle after a change in one English section, without its place; other languages left alone."""

    def run(wrong: str, right: str = "Open the app.") -> list[str]:
        assert full.count(right) == 1
        found = messages(faults(cambodia=full.replace(right, wrong)))
        place = "guides[0].sections[1].body.en: "
        return [one.removeprefix(place) for one in found if "does not refer" not in one]

    return run


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/destinations/",
        "/plan/?provider=metfone",
        "/letter/",
        "/cambodia/",
        "/cambodia/later/",
        "/cambodia/cancel-travel-esim/#steps",
        "/cambodia/feed/",
        "/providers/cellcard/",
        "https://example.org/x/",
        "#steps",
    ],
)
def test_links_that_lead_somewhere_pass(said, address):
    assert said(f"[x]({address})") == []


@pytest.mark.parametrize(
    "address",
    ["/laos/", "/cambodia/none/", "/guides/none/", "/providers/none/", "/cambodia", "/en/cambodia/", "/a/b/c/"],
)
def test_links_that_lead_nowhere_are_named(said, address):
    assert said(f"[x]({address})") == [
        f"{address} leads nowhere; links look like /guides/remove-esim/, without language."
    ]


def test_a_link_may_lead_into_another_file_of_the_run(faults, full):
    general = (
        "format: 1\nguides:\n  - slug: remove-esim\n    card: esim\n    status: draft\n    edited_on: 2026-11-21\n"
    )
    text = full.replace("(/destinations/)", "(/guides/remove-esim/)")
    assert faults(cambodia=text, general=general) == []
    assert len(faults(cambodia=text)) == 2


@pytest.mark.parametrize(
    ("directive", "reason"),
    [
        ("[[fact: none number_kept_days]]", "there is no provider “none”."),
        ("[[fact: metfone number_kept]]", "“number_kept” is no topic of facts."),
        ("[[fact: metfone notice_days]]", "“metfone” has no such fact."),
        ("[[fact: metfone]]", "write [[fact: provider topic]]."),
        ("[[facts: metfone]]", "there is no such directive."),
        ("[[menu: iphone]]", "write [[menu: platform label label]]."),
        ("[[menu: nokia settings]]", "there is no platform “nokia”; there are iphone, pixel, samsung."),
    ],
)
def test_a_directive_that_cannot_be_filled_is_named(said, directive, reason):
    assert said(directive) == [f"{directive}: {reason}"]


@pytest.mark.parametrize(
    ("directive", "reason"),
    [
        ("[[contacts: metfone, none]]", "there is no provider “none”."),
        ("[[lifecycle: none]]", "there is no provider “none”."),
        ("[[lifecycle: metfone, cellcard]]", "write [[contacts: provider, provider]] or [[lifecycle: provider]]."),
    ],
)
def test_a_block_that_cannot_be_filled_is_named(said, directive, reason):
    assert said(f"x\n\n            {directive}\n\n            y") == [f"{directive}: {reason}"]


def test_a_block_stands_alone_on_its_line(said):
    assert said("see [[contacts: metfone]]") == ["[[contacts: metfone]] must stand alone on its line."]


def test_a_menu_that_exists_passes_in_a_sentence(said):
    assert said("Go to [[menu: iphone settings cellular]] first.") == []


def test_brackets_that_begin_no_directive_are_named(said):
    assert said("see [[contacts metfone") == ["a “[[” does not begin a directive such as [[contacts: metfone]]."]


def test_languages_refer_to_the_same(faults, full):
    text = full.replace(DESTINATIONS, "destinations").replace(
        "is kept for [[fact: metfone number_kept_days]]", "is kept"
    )
    assert messages(faults(cambodia=text)) == [
        "guides[0].sections[0].body.en: does not refer to the same as zh-hans: [[fact: metfone number_kept_days]]",
        "guides[0].sections[1].body.en: does not refer to the same as zh-hans: /destinations/",
    ]


def test_the_order_of_references_does_not_matter(faults, full):
    text = full.replace("1. **Open the app.** See [destinations](/destinations/).", "1. **Open the app.**")
    text = text.replace("Take a screenshot first", f"Take a screenshot first: {DESTINATIONS}")
    assert faults(cambodia=text) == []
