import datetime

import pytest
from django.utils import timezone

from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT
from guides.models import Guide, Question, Section, Verdict, completeness
from tests.factory import TODAY, make_country, make_guide

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def no_other_guides():
    Guide.objects.all().delete()


@pytest.mark.parametrize(
    ("status", "moment", "seen"),
    [
        ("published", -HOUR, True),
        ("published", HOUR, False),
        ("draft", -HOUR, False),
        ("in_review", -HOUR, False),
        ("archived", -HOUR, False),
    ],
)
def test_visitors_see_what_is_published_once_its_moment_has_come(status, moment, seen):
    make_guide(status=status, published_at=timezone.now() + moment)
    assert Guide.objects.published().exists() is seen


def test_a_guide_exists_in_the_languages_in_which_all_its_texts_are_written():
    make_guide("all")
    make_guide("simplified", languages=[ZH_HANS])
    make_guide("both", languages=[ZH_HANS, ZH_HANT])
    found = {language: {guide.slug for guide in Guide.objects.complete_in(language)} for language in LANGUAGES}
    assert found == {ZH_HANS: {"all", "simplified", "both"}, ZH_HANT: {"all", "both"}, EN: {"all"}}


@pytest.mark.parametrize("nothing", ["", None], ids=["empty", "null"])
@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Guide, "title"),
        (Guide, "short_answer"),
        (Guide, "summary"),
        (Section, "heading"),
        (Section, "body"),
        (Question, "question"),
        (Question, "answer"),
        (Verdict, "reason"),
    ],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_one_missing_text_of_any_kind_makes_a_language_incomplete(model, field, nothing):
    guide = make_guide()
    row = model.objects.latest("pk")
    setattr(row, f"{field}_zh_hant", nothing)
    row.save()
    assert [guide in Guide.objects.complete_in(language) for language in LANGUAGES] == [True, False, True]
    assert Guide.objects.get().languages == [ZH_HANS, EN]


def test_a_guide_without_sections_exists_in_no_language_but_needs_no_questions_or_verdicts():
    guide = make_guide()
    guide.questions.all().delete()
    guide.verdicts.all().delete()
    assert Guide.objects.get().languages == list(LANGUAGES)
    guide.sections.all().delete()
    assert Guide.objects.get().languages == []


def test_a_guide_is_not_made_incomplete_by_another():
    make_guide("whole")
    make_guide("part", languages=[EN])
    assert [guide.slug for guide in Guide.objects.complete_in(ZH_HANS)] == ["whole"]


def test_the_languages_of_many_guides_cost_one_query(django_assert_num_queries):
    for number in range(5):
        make_guide(f"guide-{number}")
    with django_assert_num_queries(1):
        assert [guide.languages for guide in Guide.objects.all()] == [list(LANGUAGES)] * 5


def test_a_save_from_an_old_copy_does_not_bring_back_what_was_judged_then():
    guide = make_guide()
    old = Guide.objects.get()
    guide.sections.all().delete()
    old.save()
    assert Guide.objects.get().languages == []


def test_what_was_written_past_the_program_is_counted_and_judged_anew():
    guide, other = make_guide(), make_guide("other")
    Question.objects.filter(guide=guide).update(answer_en="")
    assert (completeness.misjudged(), Guide.objects.get(pk=guide.pk).languages) == (1, list(LANGUAGES))
    completeness.judge()
    assert (completeness.misjudged(), Guide.objects.get(pk=guide.pk).languages) == (0, [ZH_HANS, ZH_HANT])
    assert Guide.objects.get(pk=other.pk).languages == list(LANGUAGES)


@pytest.mark.parametrize(("days", "overdue"), [(89, False), (90, False), (91, True)])
def test_a_guide_is_overdue_the_day_after_its_check_was_due(days, overdue):
    make_guide(facts_checked_on=TODAY, recheck_every=90)
    assert Guide.objects.overdue(TODAY + datetime.timedelta(days=days)).exists() is overdue


def test_overdue_means_today_unless_told_otherwise():
    long_ago = timezone.now().date() - datetime.timedelta(days=91)
    make_guide("old", facts_checked_on=long_ago)
    make_guide("new", facts_checked_on=timezone.now().date())
    make_guide("never", facts_checked_on=None)
    assert [guide.slug for guide in Guide.objects.overdue()] == ["old"]
    assert {guide.slug: guide.is_overdue for guide in Guide.objects.all()} == {
        "old": True,
        "new": False,
        "never": False,
    }


def chain(guides) -> list[str]:
    return [f"{guide.country.slug if guide.country else ''}/{guide.slug}" for guide in guides]


@pytest.fixture
def shelf():
    norway, sweden = make_country(), make_country("sweden", "SE")
    for slug, country, position in [
        ("general-b", None, 1),
        ("general-a", None, 1),
        ("late", norway, 2),
        ("early", norway, 1),
        ("early", sweden, 1),
        ("also-early", norway, 1),
    ]:
        make_guide(slug, country, position=position)
    return [
        "norway/also-early",
        "norway/early",
        "norway/late",
        "sweden/early",
        "/general-a",
        "/general-b",
    ]


def test_guides_are_read_country_by_country_and_the_general_ones_last(shelf):
    assert chain(Guide.objects.in_reading_order()) == shelf
