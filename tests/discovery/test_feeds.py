import datetime
from time import struct_time

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.languages import EN, LANGUAGES, ZH_HANS, Language
from guides.models import ChangeNote, Guide
from tests.discovery.schemas import atom
from tests.factory import make_country, make_guide, texts

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 3, 4)


@pytest.fixture
def nothing_changed():
    ChangeNote.objects.all().delete()


def note(guide: Guide, text: str = "Changed", day: datetime.date = DAY, **more) -> ChangeNote:
    values = {"significance": "major", **texts(text=text), **more}
    return ChangeNote.objects.create(guide=guide, date=day, **values)


def feed(client: Client, path: str = "/en/feed.atom") -> feedparser.FeedParserDict:
    """Valid by the rules of Atom, and read without a complaint by a feed reader's own library."""
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    atom(response.content)
    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert (parsed.bozo, parsed.version) == (False, "atom10")
    return parsed


def links(parsed: feedparser.FeedParserDict) -> dict[str, str]:
    return {link.rel: link.href for link in parsed.links}


def test_every_shipped_feed_is_valid(client: Client):
    paths = [f"/{language.code}/feed.atom" for language in LANGUAGES]
    countries = [f"/{language.code}/{slug}/feed.atom" for language in LANGUAGES for slug in ("cambodia", "spain")]
    assert [bool(feed(client, path).feed.title) for path in (*paths, *countries)] == [True] * 9


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_a_feed_says_whose_it_is_where_it_stands_and_in_which_language(client: Client, language: Language):
    parsed = feed(client, f"/{language.code}/feed.atom").feed
    base = f"{settings.SITE_URL}/{language.code}"
    assert links(parsed) == {"alternate": f"{base}/changes/", "self": f"{base}/feed.atom"}
    assert (parsed.language, parsed.id) == (language.html_lang, f"tag:127.0.0.1,2026:changes/{language.code}")
    assert parsed.author


@pytest.mark.usefixtures("nothing_changed")
def test_an_entry_says_what_changed_where_and_when(client: Client):
    guide = make_guide(country=make_country())
    note(guide, "Fees < 5 & more")
    (entry,) = feed(client).entries
    assert (entry.title, entry.summary) == ("Title of leave (en)", "Fees &lt; 5 &amp; more (en)")
    assert links(entry) == {"alternate": f"{settings.SITE_URL}/en/norway/leave/"}
    assert entry.id == f"tag:127.0.0.1,2026:guide/{guide.pk}/2026-03-04/1/en"
    assert entry.updated_parsed == entry.published_parsed == struct_time((2026, 3, 4, 0, 0, 0, 2, 63, 0))
    assert [tag.term for tag in entry.tags] == ["Major"]


@pytest.mark.usefixtures("nothing_changed")
def test_a_feed_tells_no_typos_no_other_language_and_no_hidden_guide(client: Client):
    guide = make_guide()
    note(guide, "Major")
    note(guide, "Minor", significance="minor")
    note(guide, "Typo", significance="typo")
    note(guide, text_en="", text_zh_hans="只有中文", text_zh_hant="")
    note(make_guide("draft", status="draft"))
    note(make_guide("later", published_at=timezone.now() + datetime.timedelta(hours=1)))
    note(make_guide("chinese", languages=[ZH_HANS]))
    assert [entry.summary for entry in feed(client).entries] == ["Minor (en)", "Major (en)"]


@pytest.mark.usefixtures("nothing_changed")
def test_a_country_has_a_feed_of_its_own(client: Client):
    norway = make_country()
    note(make_guide(country=norway))
    note(make_guide("elsewhere"))
    parsed = feed(client, "/zh-hant/norway/feed.atom")
    assert [entry.title for entry in parsed.entries] == ["Title of leave (zh-hant)"]
    assert parsed.feed.id == "tag:127.0.0.1,2026:changes/NO/zh-hant"
    assert links(parsed.feed)["alternate"] == f"{settings.SITE_URL}/zh-hant/norway/"


@pytest.mark.usefixtures("nothing_changed")
def test_ids_stay_when_addresses_words_and_rows_change(client: Client):
    norway = make_country()
    guide = make_guide(country=norway)
    first, second = note(guide, "First"), note(guide, "Second")
    before = feed(client, "/en/norway/feed.atom")
    guide.slug, norway.slug = "moved", "noreg"
    guide.save()
    norway.save()
    for old in (first, second):  # as a bundle that is loaded again does
        old.delete()
        ChangeNote.objects.bulk_create([ChangeNote(guide=guide, date=DAY, significance="minor", **texts(text="New"))])
    after = feed(client, "/en/noreg/feed.atom")
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert len({entry.id for entry in after.entries}) == 2
    assert after.feed.id == before.feed.id


@pytest.mark.usefixtures("nothing_changed")
def test_ids_differ_between_languages(client: Client):
    note(make_guide())
    assert len({feed(client, f"/{language.code}/feed.atom").entries[0].id for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.usefixtures("nothing_changed")
def test_a_typo_noted_on_the_same_day_shifts_no_id(client: Client):
    guide = make_guide()
    note(guide, significance="typo")
    note(guide, "Major")
    (entry,) = feed(client).entries
    assert entry.id.endswith("/2026-03-04/2/en")


@pytest.mark.usefixtures("nothing_changed")
def test_a_feed_without_entries_is_valid_and_does_not_change_by_itself(client: Client):
    make_country()
    parsed = feed(client, "/en/norway/feed.atom")
    assert (parsed.entries, parsed.feed.updated) == ([], "2026-01-01T00:00:00+00:00")


@pytest.mark.usefixtures("nothing_changed")
def test_the_newest_come_first_and_no_more_than_thirty(client: Client):
    guide = make_guide()
    for number in range(35):
        note(guide, f"Note {number}", DAY + datetime.timedelta(days=number))
    parsed = feed(client)
    assert [entry.summary for entry in parsed.entries] == [f"Note {number} (en)" for number in range(34, 4, -1)]
    assert parsed.feed.updated == parsed.entries[0].updated


@pytest.mark.usefixtures("nothing_changed")
def test_nothing_is_dated_in_the_future(client: Client):
    note(make_guide(), day=timezone.now().date() + datetime.timedelta(days=9))
    assert feed(client).entries[0].updated == f"{timezone.now().date()}T00:00:00+00:00"


@pytest.mark.usefixtures("nothing_changed")
@pytest.mark.parametrize("text", ["a\x0bb\x01", "]]>", "<script>alert(1)</script>", "\ufffe", "𠮷 ﷽ 👪"])
def test_no_text_breaks_the_feed(client: Client, text: str):
    note(make_guide(**{f"title_{language.suffix}": text for language in LANGUAGES}), text)
    assert len(feed(client).entries) == 1


@pytest.mark.parametrize(
    "path", ["/en/nowhere/feed.atom", "/feed.atom", "/en/guides/feed.atom", "/zh-hant/iceland/feed.atom"]
)
def test_there_is_no_feed_where_there_is_no_page(client: Client, path: str):
    make_country("iceland", "IS", languages=[EN])
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("nothing_changed")
def test_more_notes_take_no_more_queries(client: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            feed(client, "/en/norway/feed.atom")
        return len(captured)

    norway = make_country()
    note(make_guide(country=norway))
    before = queries()
    for number in range(5):
        note(make_guide(f"guide-{number}", norway))
    assert (queries(), before <= 6) == (before, True)


def test_asking_again_costs_no_bytes(client: Client):
    tag = client.get("/en/feed.atom")["ETag"]
    assert client.get("/en/feed.atom", headers={"if-none-match": tag}).status_code == 304
