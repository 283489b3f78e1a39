"""How often a page asks the database does not depend on how much there is to show."""

from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.freshness.pages import PAGES
from guides.models import ChangeNote, ContactLink, Country, Guide, Provider, Question, Section
from tests.factory import (
    TODAY,
    make_channel,
    make_country,
    make_fact,
    make_guide,
    make_image,
    make_provider,
    make_source,
    texts,
)

pytestmark = pytest.mark.django_db

TOPICS = (
    "validity_days",
    "outgoing_blocked_days",
    "all_blocked_days",
    "notice_days",
    "number_kept_days",
    "refund_window_days",
)


@pytest.mark.parametrize("address", [
    "/en/", "/en/destinations/", "/en/destinations/?q=nor", "/en/changes/", "/en/guides/", "/en/norway/",
    "/en/norway/leave/", "/en/norway/leave/print/", "/en/norway/leave/history/", "/en/guides/leave/",
    "/en/providers/nordic/",
])  # fmt: skip
def test_three_times_the_content_takes_no_more_queries(client: Client, address: str):
    norway, nordic = make_country(), make_provider(country=make_country("iceland", "IS"))
    guides = [make_guide(country=norway), make_guide()]
    for number in range(2):
        _enlarge(number, norway, nordic, guides)
    before = _queries(client, address)
    for number in range(2, 6):
        _enlarge(number, norway, nordic, guides)
    after = _queries(client, address)
    assert len(after) == len(before), [sql for sql, count in Counter(after).items() if count > 2]


def test_a_guide_takes_eight_queries_at_most_whatever_it_shows(client: Client):
    """Revision, guide, its parts, sources, providers, channels, facts, pictures."""
    norway, nordic = make_country(), make_provider(country=make_country("iceland", "IS"))
    guide = make_guide(country=norway)
    for number in range(3):
        _enlarge(number, norway, nordic, [guide])
    ContactLink.objects.create(kind="mail", address="mailto:a@example.org", **texts(label="Write"))
    client.get("/en/norway/leave/")  # a new revision is followed by a look at the schedule
    PAGES.clear()
    assert len(_queries(client, "/en/norway/leave/")) == 8


def test_a_provider_takes_few_queries(client: Client):
    make_provider(country=make_country())
    assert len(_queries(client, "/en/providers/nordic/")) <= 12


def _queries(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def _enlarge(number: int, country: Country, provider: Provider, guides: list[Guide]) -> None:
    """One more of everything that the pages of the country, the provider and the guides show."""
    source = make_source(f"source-{number}")
    topic = TOPICS[number]
    make_country(f"land-{number}", ("DK", "SE", "FI", "EE", "LV", "LT")[number])
    sibling = make_provider(f"sibling-{number}", country)
    for owner in (country, provider, sibling):
        make_fact(owner, topic, "30", source)
    for owner in (provider, sibling):
        make_channel(owner, "phone", f"+47{number}2345678", source)
    make_guide(f"more-{number}").providers.add(provider)
    make_guide(f"more-{number}", country).providers.add(provider)
    for guide in guides:
        _enlarge_guide(number, guide, sibling)
        guide.sources.add(source)


def _enlarge_guide(number: int, guide: Guide, provider: Provider) -> None:
    guide.providers.add(provider)
    slug = provider.slug
    image = make_image(f"{guide.pk}-{number}").directive
    facts = f"[[contacts: {slug}]]\n\n[[lifecycle: {slug}]]\n\n{image}\n\n[[fact: {slug} {TOPICS[number]}]]"
    body = {name: f"{text}\n\n{facts}" for name, text in texts(body="1. Call").items()} | texts(heading="Heading")
    Section.objects.create(guide=guide, anchor=f"steps-{number}", kind="steps", position=10 + number, **body)
    words = texts(question="Why?", answer="Because.")
    Question.objects.create(guide=guide, anchor=f"question-{number}", position=10 + number, **words)
    ChangeNote.objects.create(guide=guide, date=TODAY, significance="major", **texts(text="Changed."))
