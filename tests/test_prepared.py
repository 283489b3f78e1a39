"""Queries whose SQL is written once: what they give, for whom, and when."""

import datetime
import threading

import pytest
from django.db import connection
from django.db.models import BooleanField, CharField, DateField, DateTimeField, IntegerField, QuerySet, SlugField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.models import Fact, Guide, Provider, Source
from guides.prepared import Parameter, Prepared, listed, numbered
from tests.factory import TODAY, make_country, make_fact, make_guide, make_provider, make_source

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def at(name: str) -> Parameter:
    return Parameter(name, SlugField())


def test_it_gives_the_rows_of_the_queryset_with_the_values_of_this_run():
    named = Prepared(lambda: Provider.objects.filter(slug=at("slug")).select_related("country"))
    for provider in Provider.objects.select_related("country")[:5]:
        (found,) = named.rows(slug=provider.slug)
        assert (found, found.name, found.country) == (provider, provider.name, provider.country)
    assert named.rows(slug="nobody") == []


def test_every_run_reads_anew():
    named = Prepared(lambda: Source.objects.filter(slug=at("slug")).values_list("publisher", flat=True))
    source = make_source(publisher="Before")
    assert named.rows(slug=source.slug) == ["Before"]
    Source.objects.filter(pk=source.pk).update(publisher="After")
    assert named.rows(slug=source.slug) == ["After"]


def test_a_run_is_one_query_and_its_sql_is_written_once():
    built = []

    def build() -> QuerySet:
        built.append(1)
        return Source.objects.filter(slug=at("slug"))

    named = Prepared(build)
    with CaptureQueriesContext(connection) as captured:
        named.rows(slug="a")
        named.rows(slug="b")
    assert (len(captured), len(built)) == (2, 1)
    assert ["'a'" in captured[0]["sql"], "'b'" in captured[1]["sql"]] == [True, True]


def test_rows_of_one_run_stay_when_another_follows():
    named = Prepared(lambda: Source.objects.filter(slug=at("slug")))
    first, second = make_source("first"), make_source("second")
    kept = named.rows(slug="first")
    assert (named.rows(slug="second"), kept) == ([second], [first])


def test_what_differs_in_kind_is_a_variant_of_its_own():
    by_official = Prepared(lambda official: Source.objects.filter(official=official, slug=at("slug")))
    source = make_source(official=True)
    assert (by_official.rows(True, slug=source.slug), by_official.rows(False, slug=source.slug)) == ([source], [])


NOON = datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC)
KINDS = {"seen_on": DateField(), "official": BooleanField(), "publisher": CharField(), "visited_at": DateTimeField()}


@pytest.mark.parametrize(("field", "value", "other"), [
    ("seen_on", TODAY, TODAY + DAY), ("official", True, False), ("publisher", "Ö’%s", ""),
    ("visited_at", NOON, NOON + DAY),
])  # fmt: skip
def test_values_of_every_kind_are_written_as_the_database_wants_them(field: str, value: object, other: object):
    alike = Prepared(lambda: Source.objects.filter(slug="nordic-terms", **{field: Parameter("value", KINDS[field])}))
    source = make_source(**{field: value})
    assert (alike.rows(value=value), alike.rows(value=other)) == ([source], [])


def test_rows_of_a_union_come_as_they_would_without():
    def build() -> QuerySet:
        slugs = Provider.objects.rewrite(False).filter(slug=at("slug")).order_by().values_list("slug", "kind")
        return slugs.union(Source.objects.filter(slug=at("slug")).order_by().values_list("slug", "language"), all=True)

    make_provider("both")
    make_source("both", language="nb")
    assert sorted(Prepared(build).rows(slug="both")) == [("both", "carrier"), ("both", "nb")]


def test_lists_are_padded_so_that_few_lengths_need_sql_of_their_own():
    assert listed("number", [1, 2, 3]) == (4, {"number0": 1, "number1": 2, "number2": 3, "number3": 3})
    assert listed("number", []) == (0, {})
    assert listed("number", list(range(300))) == (300, {f"number{number}": number for number in range(300)})
    for owner in ("a", "b", "c"):
        make_fact(make_provider(owner), "notice_days", "30", make_source(owner))
    of_providers = Prepared(lambda count: Fact.objects.filter(provider__slug__in=numbered("slug", count, SlugField())))
    count, slugs = listed("slug", ["a", "b", "c"])
    assert sorted(fact.provider.slug for fact in of_providers.rows(count, **slugs)) == ["a", "b", "c"]


def test_a_value_that_is_missing_is_an_error_not_an_old_value():
    named = Prepared(lambda: Source.objects.filter(slug=at("slug")))
    named.rows(slug="a")
    with pytest.raises(KeyError):
        named.rows()


def test_threads_do_not_share_what_belongs_to_a_connection():
    named = Prepared(lambda: Source.objects.filter(slug=at("slug")))
    named.rows(slug="a")
    compiled = []

    def look() -> None:
        compiled.append(named._kept.__dict__)

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert compiled == [{}]


def test_a_scheduled_guide_appears_on_a_page_whose_query_was_prepared_before(client):
    make_guide("later", make_country(), published_at=timezone.now() + DAY)
    assert client.get("/en/norway/later/").status_code == 404
    Guide.objects.filter(slug="later").update(published_at=timezone.now())
    assert client.get("/en/norway/later/").status_code == 200


def test_numbers_are_named_in_order():
    assert [each.name for each in numbered("guide", 3, IntegerField())] == ["guide0", "guide1", "guide2"]
