"""The first page: what waits for whom, and the list behind every count."""

import datetime

import pytest
from django.utils import timezone

from guides.models import Fact, Feedback, Guide, Source
from tests.admin.forms import document
from tests.admin.people import person
from tests.factory import make_channel, make_country, make_fact, make_guide, make_provider, make_source

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)

REVIEW = {"Guides that wait for review": 1, "Guides that are scheduled": 2}
HANT = {"繁體中文: guides without a whole translation": 3, "繁體中文: guides converted by machine, to be read": 1}
ENGLISH = {"English: guides without a whole translation": 2, "English: guides whose source has changed": 2}
CHECKS = {
    "Guides whose facts are due for a check": 2,
    "Facts that are due for a check": 2,
    "Providers with contacts that are due for a check": 1,
    "Sources that are gone": 2,
    "Sources that do not answer": 1,
    "Sources that have moved": 1,
    "Sources whose text has changed": 1,
}
READERS = {"New words from readers": 1}


@pytest.fixture
def nothing_else(db):
    """What ships is in order, but its counts would be added to those of the test."""
    Guide.objects.all().delete()
    Fact.objects.all().delete()


def state(guide, language: str, state: str) -> None:
    guide.translation_states.update_or_create(language=language, defaults={"state": state})


@pytest.fixture
def waiting(nothing_else):
    """Something of every kind, and beside each something that must not be counted."""
    norway = make_country()
    soon = timezone.now() + datetime.timedelta(days=3)
    guides = {
        "review": make_guide("review", norway, status="in_review", published_at=None, facts_checked_on=LONG_AGO),
        "soon": make_guide("soon", norway, published_at=soon, facts_checked_on=LONG_AGO),
        "later": make_guide("later", norway, published_at=soon),
        "seen": make_guide("seen", norway),
        "draft": make_guide("draft", norway, status="draft", published_at=None, facts_checked_on=LONG_AGO),
        "archived": make_guide("archived", norway, status="archived", facts_checked_on=LONG_AGO),
    }
    state(guides["review"], "zh-hant", "machine")
    state(guides["draft"], "zh-hant", "machine")
    state(guides["soon"], "zh-hant", "missing")
    state(guides["soon"], "en", "outdated_minor")
    state(guides["later"], "en", "outdated_major")
    state(guides["archived"], "en", "outdated_major")
    provider, other = make_provider(country=norway), make_provider("other", norway)
    for owner in (provider, norway):
        make_fact(owner, "notice_days", "30", make_source(f"old-{owner.slug}"), checked_on=LONG_AGO)
    make_fact(other, "notice_days", "30", make_source("new"))
    make_channel(provider, "phone", "+4712345678", make_source("phone"), checked_on=LONG_AGO)
    make_channel(provider, "email", "a@nordic.example", make_source("mail"), checked_on=LONG_AGO)
    make_channel(other, "phone", "+4712345679", make_source("other"))
    for number, visit in enumerate(("gone", "gone", "failed", "moved", "changed", "ok", "refused", "")):
        make_source(f"visited-{number}", visit=visit)
    Feedback.objects.create(page="/norway/", language="en", verdict="wrong")
    Feedback.objects.create(page="/norway/", language="en", verdict="wrong", state="dismissed")


def tasks(client) -> dict[str, tuple[int, str]]:
    """What the first page lists: count and link."""
    links = document(client.get("/admin/")).query(".to-do ul a")
    return {
        each.query("span")[0].to_text(): (int(each.query("strong")[0].to_text()), each.attrs["href"]) for each in links
    }


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("Publisher", REVIEW | HANT | ENGLISH | CHECKS | READERS),
        ("Editor", HANT | ENGLISH | CHECKS | READERS),
        ("Fact checker", CHECKS | READERS),
        ("Translator zh-Hant", HANT),
        ("Translator en", ENGLISH),
    ],
)
def test_everybody_sees_what_they_can_do_and_every_count_is_the_length_of_its_list(waiting, role, expected):
    client = person("someone", role)
    listed = tasks(client)
    assert {what: count for what, (count, _url) in listed.items()} == expected
    lengths = {what: client.get(url).context["cl"].result_count for what, (_count, url) in listed.items()}
    assert lengths == expected


def test_the_stock_list_of_models_stands_below_what_is_to_do(waiting):
    names = [each.to_text() for each in document(person("paula", "Publisher").get("/admin/")).query("h2, caption a")]
    assert names.index("To do") < names.index("Guides")


@pytest.mark.parametrize("role", ["Publisher", "Editor", "Fact checker", "Translator en"])
def test_when_nothing_waits_the_page_says_so(nothing_else, role):
    Source.objects.update(visit="")
    client = person("someone", role)
    said = document(client.get("/admin/")).query(".to-do-done")
    assert (tasks(client), [each.to_text() for each in said]) == ({}, ["Nothing waits for you: all is done."])


def test_somebody_without_a_role_is_told_the_same(waiting):
    assert tasks(person("nobody")) == {}


@pytest.mark.parametrize("stage", ["draft", "in_review", "scheduled", "visible", "archived", "open", "nonsense"])
def test_the_list_of_guides_can_be_narrowed_to_what_readers_see_of_them(waiting, stage):
    found = person("paula", "Publisher").get("/admin/guides/guide/", {"stage": stage}).context["cl"].queryset
    everything = {"review", "soon", "later", "seen", "draft", "archived"}
    assert {guide.slug for guide in found} == {
        "draft": {"draft"},
        "in_review": {"review"},
        "scheduled": {"soon", "later"},
        "visible": {"seen"},
        "archived": {"archived"},
        "open": everything - {"draft", "archived"},
        "nonsense": everything,
    }[stage]
