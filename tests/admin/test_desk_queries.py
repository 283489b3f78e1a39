"""The desk is as quick with a thousand guides as with ten: no page asks the database once per guide."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from guides.models import Feedback, Guide, Question, Section, TranslationState, Verdict
from tests.factory import make_country, make_guide, texts

pytestmark = pytest.mark.django_db
FEW, MANY = 10, 1000


@pytest.fixture
def stock(db):
    """Make guides, whole and with states, until there are so many."""
    country = make_country()
    moment = timezone.now() - datetime.timedelta(days=1)

    def fill(total: int) -> None:
        there = Guide.objects.count()
        words = texts(title="Title", short_answer="Short.", summary="Summary.")
        values = {"country": country, "status": "published", "published_at": moment, **words}
        guides = Guide.objects.bulk_create(Guide(slug=f"guide-{n}", **values) for n in range(there, total))
        part = {"anchor": "steps", "position": 1}
        Section.objects.bulk_create(
            Section(guide=each, kind="steps", **part, **texts(heading="Heading", body="1. Call")) for each in guides
        )
        Question.objects.bulk_create(
            Question(guide=each, anchor="why", position=1, **texts(question="Why?", answer="So.")) for each in guides
        )
        Verdict.objects.bulk_create(
            Verdict(guide=each, meaning="line", need="required", **texts(reason="So")) for each in guides
        )
        TranslationState.objects.bulk_create(
            TranslationState(guide=each, language=language, state="outdated_minor")
            for each in guides
            for language in ("en", "zh-hant")
        )
        Feedback.objects.bulk_create(Feedback(page="/norway/", language="en", verdict="wrong") for _each in guides)

    return fill


def queries(client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


@pytest.mark.parametrize(
    ("name", "most"),
    [("index", 30), ("guides_guide_changelist", 12), ("guides_guide_board", 8), ("guides_guide_change", 30)],
)
def test_a_hundred_times_the_guides_take_no_more_queries(admin_client, stock, name, most):
    mine = make_guide(country=make_country("sweden", "SE"))
    address = reverse(f"admin:{name}", args=[mine.pk] if name.endswith("_change") else [])
    stock(FEW)
    queries(admin_client, address)  # what is asked once per process, such as content types, does not count
    few = queries(admin_client, address)
    stock(MANY)
    many = queries(admin_client, address)
    assert (len(many), len(many) <= most) == (len(few), True)


def test_the_form_of_a_long_guide_takes_no_more_queries_than_that_of_a_short_one(admin_client):
    guide = make_guide(country=make_country())
    address = reverse("admin:guides_guide_change", args=[guide.pk])
    queries(admin_client, address)
    short = queries(admin_client, address)
    for number in range(20):
        Section.objects.create(
            guide=guide, anchor=f"s{number}", kind="after", position=10 + number, **texts(heading="H", body="B")
        )
        Question.objects.create(
            guide=guide, anchor=f"q{number}", position=10 + number, **texts(question="Q", answer="A")
        )
    assert len(queries(admin_client, address)) == len(short)
