import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from guides.discovery import sitemap
from guides.discovery.versions import Versions
from guides.languages import EN, LANGUAGES, ZH_HANS, ZH_HANT
from guides.models import ChangeNote, Fact, Guide, Provider, SupportChannel
from tests.discovery.schemas import NAMES, locations
from tests.discovery.schemas import sitemap as valid
from tests.factory import make_channel, make_country, make_fact, make_guide, make_provider, make_source, texts

pytestmark = pytest.mark.django_db

LONG_AGO, LATER = datetime.date(2020, 1, 2), datetime.date(2021, 3, 4)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def part(client: Client, name: str):
    return valid(client.get(f"/sitemap-{name}.xml").content)


def lastmod(client: Client, name: str, path: str) -> str | None:
    address = settings.SITE_URL + path
    for url in part(client, name).findall("s:url", NAMES):
        if url.findtext("s:loc", namespaces=NAMES) == address:
            return url.findtext("s:lastmod", namespaces=NAMES)
    raise AssertionError(f"{path} is not in the sitemap")


def test_the_index_is_valid_and_names_parts_that_are(client: Client):
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    parts = locations(valid(response.content))
    assert [each.removeprefix(settings.SITE_URL) for each in parts] == [
        "/sitemap-pages-1.xml", "/sitemap-countries-1.xml", "/sitemap-guides-1.xml", "/sitemap-providers-1.xml",
    ]  # fmt: skip
    assert all(locations(valid(client.get(each.removeprefix(settings.SITE_URL)).content)) for each in parts)


def test_a_page_is_named_in_every_language_that_exists_with_all_its_alternates(client: Client):
    make_guide(country=make_country(), languages=[ZH_HANS, ZH_HANT])
    address = f"{settings.SITE_URL}/{{}}/norway/leave/"
    named = {
        url.findtext("s:loc", namespaces=NAMES): [
            (link.get("hreflang"), link.get("href")) for link in url.findall("h:link", NAMES)
        ]
        for url in part(client, "guides-1").findall("s:url", NAMES)
    }
    alternates = [
        ("zh-Hans", address.format("zh-hans")),
        ("zh-Hant", address.format("zh-hant")),
        ("x-default", address.format("zh-hans")),
    ]
    assert {key: value for key, value in named.items() if "/norway/" in key} == {
        address.format("zh-hans"): alternates,
        address.format("zh-hant"): alternates,
    }


@pytest.mark.parametrize("unseen", [
    {"status": "draft"}, {"status": "in_review"}, {"status": "archived"},
    {"published_at": datetime.datetime(9000, 1, 1, tzinfo=datetime.UTC)},
], ids=str)  # fmt: skip
def test_what_readers_cannot_open_is_left_out(client: Client, unseen: dict):
    make_guide("hidden", **unseen)
    make_guide("shown")
    named = " ".join(locations(part(client, "guides-1")))
    assert ("/guides/hidden/" in named, "/guides/shown/" in named) == (False, True)


def test_a_guide_complete_in_no_language_makes_no_part(client: Client):
    Guide.objects.update(status="draft")
    make_guide(languages=())
    assert ("guides", 1) not in sitemap.parts()
    assert client.get("/sitemap-guides-1.xml").status_code == 404


def test_parts_are_cut_before_their_bound_and_together_hold_everything_once():
    for number in range(5):
        make_guide(f"guide-{number}")
    whole = [entry.versions.path for entry in sitemap.entries("guides", 1)]
    parts = [number for kind, number in sitemap.parts(addresses=7) if kind == "guides"]
    cut = [[entry.versions.path for entry in sitemap.entries("guides", number, addresses=7)] for number in parts]
    assert (len(cut), [path for pages in cut for path in pages]) == (-(-len(whole) // 2), whole)
    for number in parts:
        assert len(locations(valid(sitemap.urlset(sitemap.entries("guides", number, 7)).encode()))) <= 7


def test_a_full_part_of_the_longest_addresses_stays_below_fifty_megabytes(settings):
    settings.SITE_URL = f"https://{'a' * 245}.example"
    entry = sitemap.Entry(Versions(f"/{'b' * 60}/{'c' * 80}/"), LONG_AGO)
    assert sitemap.ADDRESSES <= 50_000
    assert len(sitemap.urlset([entry])) * sitemap.ADDRESSES / len(LANGUAGES) < 50_000_000


@pytest.mark.parametrize("name", ["guides-2", "guides-0", f"guides-{10**30}", "drafts-1", "pages-2", "guides"])
def test_parts_that_do_not_exist_are_not_found(client: Client, name: str):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_lastmod_of_a_guide_follows_its_text_its_notes_and_its_facts(client: Client):
    source, provider = make_source(seen_on=LONG_AGO), make_provider()
    long_ago = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    guide = make_guide(edited_on=LONG_AGO, published_at=long_ago, facts_checked_on=LONG_AGO)
    guide.providers.add(provider)
    path = "/zh-hant/guides/leave/"
    found = [lastmod(client, "guides-1", path)]
    for step in (
        lambda: make_fact(provider, "notice_days", "30", source, checked_on=datetime.date(2021, 1, 1)),
        lambda: make_channel(provider, "phone", "114", source, checked_on=datetime.date(2021, 2, 1)),
        lambda: ChangeNote.objects.create(guide=guide, date=datetime.date(2021, 3, 1), significance="typo"),
        lambda: Guide.objects.filter(pk=guide.pk).update(edited_on=datetime.date(2021, 4, 1)),
        lambda: Guide.objects.filter(pk=guide.pk).update(facts_checked_on=datetime.date(2021, 5, 1)),
        lambda: make_fact(provider, "id_required", "none", None, checked_on=datetime.date(2022, 1, 1)),  # not shown
    ):
        step()
        found.append(lastmod(client, "guides-1", path))
    months = ["2021-01-01", "2021-02-01", "2021-03-01", "2021-04-01", "2021-05-01", "2021-05-01"]
    assert found == ["2020-01-02", *months]


def test_lastmod_is_what_the_page_itself_says(client: Client, settings):
    """Structured data and sitemap have one source."""
    for entry in sitemap.entries("guides", 1):
        html = client.get(f"/en{entry.versions.path}").content.decode()
        assert f'"dateModified": "{entry.changed_on}"' in html


def test_lastmod_of_providers_and_countries(client: Client):
    Fact.objects.all().delete()
    SupportChannel.objects.all().delete()
    norway, source = make_country(), make_source()
    provider = make_provider(country=norway)
    nothing = lastmod(client, "providers-1", "/en/providers/nordic/"), lastmod(client, "countries-1", "/en/norway/")
    make_fact(provider, "notice_days", "30", source, checked_on=LONG_AGO)
    checked = lastmod(client, "providers-1", "/en/providers/nordic/"), lastmod(client, "countries-1", "/en/norway/")
    make_fact(norway, "id_required", "none", source, checked_on=LATER)
    assert (nothing, checked, lastmod(client, "countries-1", "/en/norway/")) == (
        (None, None), ("2020-01-02", "2020-01-02"), "2021-03-04",
    )  # fmt: skip


def test_lastmod_never_lies_in_the_future(client: Client):
    make_guide(edited_on=timezone.now().date() + datetime.timedelta(days=400))
    assert lastmod(client, "guides-1", "/en/guides/leave/") == str(timezone.now().date())


def test_the_answer_does_not_depend_on_who_asks(client: Client):
    answers = {client.get("/sitemap-guides-1.xml", headers={"accept-language": tag}).content for tag in ("zh-TW", "en")}
    response = client.get("/sitemap.xml", headers={"accept-language": "zh-TW"})
    assert (len(answers), response.get("Content-Language"), response.get("Vary")) == (1, None, "Accept-Encoding")


def test_asking_again_costs_no_bytes(client: Client):
    tag = client.get("/sitemap-guides-1.xml")["ETag"]
    again = client.get("/sitemap-guides-1.xml", headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["guides-1", "countries-1", "providers-1", "pages-1"])
def test_more_content_takes_no_more_queries(client: Client, name: str):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            part(client, name)
        return len(captured)

    before = queries()
    for number, code in enumerate(("DK", "SE", "FI", "EE")):
        country = make_country(f"land-{number}", code)
        provider = make_provider(f"provider-{number}", country)
        make_guide(f"guide-{number}", country).providers.add(provider)
        ChangeNote.objects.create(guide=make_guide(f"general-{number}"), significance="major", **texts(text="New."))
    assert (queries(), before <= 8) == (before, True)


def test_pages_of_one_language_name_only_that(client: Client):
    Provider.objects.all().delete()
    make_provider(languages=[EN])
    assert locations(part(client, "providers-1")) == [f"{settings.SITE_URL}/en/providers/nordic/"]
