import pytest
from django.utils import translation

from guides.evidence.lifecycle import lifecycle
from guides.models import Provider
from tests.factory import make_fact, make_provider, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn():
    """The lifecycle of a new provider with the given days by topic, all sourced."""
    source = make_source()
    provider = make_provider()

    def draw(billing: str = "prepaid", **days: int):
        for topic, value in days.items():
            make_fact(provider, f"{topic}_days", str(value), source, billing=billing)
        return lifecycle(provider, provider.facts.all())

    return draw


def spans(found) -> list[tuple[str, int, int | None]]:
    return [(stage.topic.removesuffix("_days"), stage.start, stage.days) for stage in found.stages]


def bars(found) -> list[tuple[int, int]]:
    return [(bar.x, bar.width) for bar in found.bars]


def test_stages_follow_one_another_in_the_order_of_a_lines_life(drawn):
    found = drawn(number_kept=90, validity=30, all_blocked=20, outgoing_blocked=10)
    assert spans(found) == [
        ("validity", 0, 30),
        ("outgoing_blocked", 30, 10),
        ("all_blocked", 40, 20),
        ("number_kept", 60, 90),
    ]
    assert [(stage.first, stage.last) for stage in found.stages] == [(1, 30), (31, 40), (41, 60), (61, 150)]


def test_bars_are_to_scale_and_fill_the_whole(drawn):
    assert bars(drawn(validity=30, outgoing_blocked=10, number_kept=60)) == [(0, 300), (300, 100), (400, 600)]


def test_bars_leave_no_gap_whatever_the_days(drawn):
    found = bars(drawn(validity=7, outgoing_blocked=3, all_blocked=11, number_kept=13))
    assert [x + width for x, width in found] == [x for x, _width in found[1:]] + [1000]


def test_the_resale_has_no_end_and_takes_the_last_tenth(drawn):
    found = drawn(validity=30, number_kept=60, resold_after=60)
    assert spans(found) == [("validity", 0, 30), ("number_kept", 30, 60), ("resold_after", 90, None)]
    assert bars(found) == [(0, 300), (300, 600), (900, 100)]


def test_a_resale_long_after_the_known_stages_begins_where_it_begins(drawn):
    found = drawn(validity=30, number_kept=30, resold_after=270)
    assert spans(found)[-1] == ("resold_after", 300, None)
    assert bars(found) == [(0, 90), (90, 90), (900, 100)]


def test_a_resale_before_the_end_of_another_stage_is_drawn_inside_the_whole(drawn):
    found = bars(drawn(validity=30, number_kept=70, resold_after=20))
    assert [0 <= x <= x + width <= 1000 for x, width in found] == [True, True, True]


def test_one_known_stage_is_no_timeline(drawn):
    assert drawn(validity=30) is None


def test_without_facts_there_is_no_timeline():
    provider = make_provider()
    assert lifecycle(provider, []) is None


def test_facts_without_source_are_not_drawn():
    provider = make_provider()
    for topic in ("validity_days", "number_kept_days"):
        make_fact(provider, topic, "30")
    assert lifecycle(provider, provider.facts.all()) is None


def test_stages_of_different_billings_are_not_mixed(drawn):
    drawn("contract", validity=365)
    found = drawn("prepaid", validity=30, number_kept=60)
    assert (found.billing, spans(found)) == ("prepaid", [("validity", 0, 30), ("number_kept", 30, 60)])


def test_other_topics_are_no_stages(drawn):
    found = drawn(validity=30, number_kept=60, notice=14, refund_window=7)
    assert len(found.stages) == 2


def test_stages_are_named_in_the_active_language(drawn):
    found = drawn(validity=30, number_kept=60)
    assert [stage.label for stage in found.stages] == ["Works", "Number kept for you"]
    with translation.override("zh-hant"):
        labels = [stage.label for stage in lifecycle(found.provider, found.provider.facts.all()).stages]
    assert not set(labels) & {"Works", "Number kept for you"}


def test_every_shipped_timeline_can_be_drawn():
    found = [lifecycle(provider, provider.facts.all()) for provider in Provider.objects.prefetch_related("facts")]
    drawn = [each for each in found if each]
    outside = [
        (each.provider.slug, bar)
        for each in drawn
        for bar in each.bars
        if bar.x < 0 or bar.width <= 0 or bar.x + bar.width > 1000
    ]
    assert (len(drawn) > 0, outside) == (True, [])
