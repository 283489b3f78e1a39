"""What a page costs does not grow with the site: lists are walked in the order of an index and left when they are full.

Asked of each database itself, in words: its plan of the queries that the page sends.
"""

import datetime
from collections.abc import Iterator

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from guides.languages import EN, LANGUAGES, ZH_HANS
from guides.models import ChangeNote, Country, Guide
from guides.models.countries import COUNTED, ShownCountry
from guides.pages.shelf import Shelf
from tests.factory import TODAY, make_country, make_guide, texts
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db
MANY = 3000


@pytest.fixture
def crowd(db) -> Country:
    """Guides in three countries, each with a note, and the database knows how many there are."""
    countries = [make_country(*each) for each in (("norway", "NO"), ("sweden", "SE"), ("iceland", "IS"))]
    words = texts(title="Title", short_answer="Short.", summary="Summary.")
    values = {"status": "published", "published_at": timezone.now() - datetime.timedelta(days=1), **words}
    whole = {f"complete_{language.suffix}": True for language in LANGUAGES}
    guides = Guide.objects.bulk_create(
        Guide(slug=f"guide-{n:04}", country=countries[n % 3], **values, **whole) for n in range(MANY)
    )
    ChangeNote.objects.bulk_create(
        ChangeNote(guide=guide, date=TODAY, significance="minor", **texts(text="Changed")) for guide in guides
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return countries[0]


def asked(client: Client, address: str, table: str) -> list[str]:
    """The plans of the queries that begin with the table's rows, as the database words them."""
    sent: list[tuple[str, tuple]] = []

    def noting(execute, sql, params, many, context) -> object:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noting):
        assert client.get(address).status_code == 200
    return [plan(*each) for each in sent if f'FROM "{table}"' in each[0].partition(" WHERE ")[0]]


def plan(sql: str, params: tuple) -> str:
    explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    with connection.cursor() as cursor:
        cursor.execute(explain + sql, params)
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def reads_all(plan: str) -> bool:
    """Whether a table is read from end to end without an index's order, or all of it is sorted."""
    lines = plan.splitlines()
    sorts = any("USE TEMP B-TREE FOR ORDER BY" in line or line.strip(" ->").startswith("Sort  (") for line in lines)
    return sorts or any(
        "Seq Scan on guides_guide " in line or "Seq Scan on guides_changenote" in line for line in lines
    )


@pytest.mark.parametrize("address", ["/en/", "/en/changes/", "/en/feed.atom"])
def test_the_newest_notes_are_walked_to_and_not_sorted(client: Client, crowd: Country, address: str):
    plans = asked(client, address, "guides_changenote")
    assert [("changenote_newest" in each, reads_all(each)) for each in plans] == [(True, False)]


def test_a_page_of_all_guides_is_read_in_the_order_of_the_shelf(client: Client, crowd: Country):
    Guide.objects.exclude(slug__startswith="guide-").delete()
    numbers = [each for each in asked(client, "/en/guides/", "guides_guide") if "guide_shelf" in each]
    assert [reads_all(each) for each in numbers] == [False] * len(numbers)
    assert len(numbers) >= 1


def test_the_list_of_the_desk_is_read_in_the_order_of_the_shelf(admin_client: Client, crowd: Country):
    *_counts, rows = asked(admin_client, "/admin/guides/guide/", "guides_guide")
    assert ("guide_shelf" in rows, reads_all(rows)) == (True, False)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL decides by what vacuuming has seen of a table")
def test_guides_of_a_country_are_counted_in_the_index_alone(crowd: Country):
    sql, params = Country.objects.with_counts(EN).values_list("pk", "guide_count").query.sql_with_params()
    assert "USING COVERING INDEX guide_readable" in plan(sql, params)


def test_no_more_are_counted_than_a_card_tells(client: Client, crowd: Country):
    counts = dict(
        Country.objects.with_counts(EN).filter(code__in=("NO", "SE", "IS")).values_list("code", "guide_count")
    )
    assert counts == {"NO": COUNTED, "SE": COUNTED, "IS": COUNTED}
    assert shown(client)[1] == "100 guides or more"


@pytest.mark.parametrize(("number", "told"), [(99, "99 guides"), (100, "100 guides or more")])
def test_a_card_tells_the_number_as_long_as_it_is_known(number: int, told: str):
    card = ShownCountry("Norway", "/en/norway/", "🇳🇴", number, 2)
    html = render_to_string("components/destination-card.html", {"country": card})
    assert " ".join(strip_tags(html).split()) == f"🇳🇴 Norway {told} · 2 providers"


@pytest.mark.parametrize(("address", "most"), [
    ("/en/", 5), ("/en/destinations/", 3), ("/en/guides/", 6), ("/en/changes/", 4), ("/en/feed.atom", 3),
    ("/en/norway/", 8),
])  # fmt: skip
def test_few_queries_make_a_page(client: Client, crowd: Country, address: str, most: int):
    client.get(address)  # a new revision is followed by a look at the schedule
    count = 0

    def counting(execute, *arguments) -> object:
        nonlocal count
        count += 1
        return execute(*arguments)

    with connection.execute_wrapper(counting):
        assert client.get(f"{address}?fresh").status_code == 200
    assert count <= most


@pytest.fixture
def two(db) -> Iterator[tuple[Guide, Guide]]:
    Guide.objects.all().delete()
    norway = make_country()
    return make_guide("first", norway), make_guide("second", norway)


def shown(client: Client) -> tuple[list[str], list[str]]:
    """What the list of guides names, and what the country's card counts."""
    cards = Shown(client, "/en/")
    counts = dict(zip(cards.values(".destination-card", "href"), cards.texts(".destination-card small"), strict=True))
    return Shown(client, "/en/guides/").values("a.guide-card", "href"), counts["/en/norway/"].partition(" ·")[0]


FIRST, SECOND = "/en/norway/first/", "/en/norway/second/"


def test_a_scheduled_guide_counts_from_its_moment_on(client: Client, two, monkeypatch):
    moment = timezone.now() + datetime.timedelta(hours=1)
    two[1].published_at = moment
    two[1].save()
    assert shown(client) == ([FIRST], "1 guide")
    monkeypatch.setattr(timezone, "now", lambda: moment + datetime.timedelta(seconds=1))
    assert shown(client) == ([FIRST, SECOND], "2 guides")


def test_an_archived_a_deleted_and_an_incomplete_guide_count_no_longer(client: Client, two):
    assert shown(client) == ([FIRST, SECOND], "2 guides")
    two[0].status = "archived"
    two[0].save()
    assert shown(client) == ([SECOND], "1 guide")
    two[0].status = "published"
    two[0].save()
    two[1].delete()
    assert shown(client) == ([FIRST], "1 guide")
    two[0].summary_en = ""
    two[0].save()
    assert (len(Shelf(EN)), len(Shelf(ZH_HANS))) == (0, 1)


def test_a_part_of_the_shelf_is_what_the_whole_has_there(two):
    sweden = make_country("sweden", "SE")
    for number in range(3):
        make_guide(f"swedish-{number}", sweden, position=3 - number)
        make_guide(f"general-{number}", position=3 - number)
    whole = list(Guide.objects.published().complete_in(EN).in_reading_order())
    shelf = Shelf(EN)
    parts = [(start, stop) for start in range(9) for stop in range(start + 1, 10)]
    assert len(shelf) == len(whole) == 8
    assert [list(shelf[start:stop]) for start, stop in parts] == [whole[start:stop] for start, stop in parts]
