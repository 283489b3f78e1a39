import pytest

from guides.drafting.board import GROUPS, board, in_state
from guides.drafting.states import refresh
from guides.languages import EN, ZH_HANS, ZH_HANT
from guides.models import Guide
from tests.factory import make_guide

pytestmark = pytest.mark.django_db
State = GROUPS["missing"][0].__class__


@pytest.fixture
def three(no_content, user) -> None:
    """One guide without states, one current in English, one whose English is machine-made; none in zh-Hant."""
    make_guide("none", languages=[ZH_HANS])
    make_guide("current", languages=[ZH_HANS, EN])
    make_guide("machine", languages=[ZH_HANS, EN])
    for guide in Guide.objects.exclude(slug="none"):
        refresh(guide, "major", {ZH_HANS, EN}, user)
    Guide.objects.get(slug="machine").translation_states.filter(language="en").update(state="machine")


def test_the_board_shows_each_guide_in_each_language(three):
    shown = {row.guide.slug: [(cell.language, cell.state, cell.exists) for cell in row.cells] for row in board().rows}
    assert shown == {
        "none": [(ZH_HANT, "missing", False), (EN, "missing", False)],
        "current": [(ZH_HANT, "missing", False), (EN, "current", True)],
        "machine": [(ZH_HANT, "missing", False), (EN, "machine", True)],
    }


def test_the_board_counts_each_state_also_those_that_are_nowhere(three):
    assert {(each.language.code, each.state.value): each.count for each in board().totals} == {
        ("zh-hant", "missing"): 3,
        ("zh-hant", "machine"): 0,
        ("zh-hant", "current"): 0,
        ("zh-hant", "outdated_minor"): 0,
        ("zh-hant", "outdated_major"): 0,
        ("en", "missing"): 1,
        ("en", "machine"): 1,
        ("en", "current"): 1,
        ("en", "outdated_minor"): 0,
        ("en", "outdated_major"): 0,
    }


def test_the_board_says_who_and_when(three, user):
    cell = next(row for row in board().rows if row.guide.slug == "current").cells[1]
    assert (cell.updated_by, cell.updated_at is not None) == (user, True)


def test_a_guide_without_states_counts_as_missing(three):
    assert [guide.slug for guide in in_state(Guide.objects.all(), GROUPS["missing"], [EN])] == ["none"]


@pytest.mark.parametrize(
    ("group", "slugs"),
    [
        ("missing", {"none", "current", "machine"}),
        ("machine", {"machine"}),
        ("current", {"current"}),
        ("outdated", set()),
    ],
)
def test_guides_are_found_by_the_state_of_any_language(three, group, slugs):
    assert {guide.slug for guide in in_state(Guide.objects.all(), GROUPS[group])} == slugs


def test_every_state_belongs_to_one_group():
    assert sorted(state for group in GROUPS.values() for state in group) == sorted(State)


@pytest.mark.parametrize("count", [1, 40])
def test_the_board_takes_two_queries_for_any_number_of_guides(no_content, django_assert_num_queries, count):
    for number in range(count):
        make_guide(f"guide-{number}")
    with django_assert_num_queries(2):
        assert len(board().rows) == count
