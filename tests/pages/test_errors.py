import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path

from guides.languages import LANGUAGES, Language
from tests.pages.reading import Shown

handler404 = "guides.pages.errors.not_found"
handler500 = "guides.pages.errors.server_error"


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("this view is broken on purpose")


urlpatterns = [path("<slug:language>/broken/", broken)]

every_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


@pytest.mark.django_db
@every_language
@pytest.mark.parametrize(
    "rest", ["nowhere/", "nowhere/at-all/", "providers/nobody/", "guides/nothing/", "a/b/c/d/", "%00/"]
)
def test_an_unknown_address_is_answered_in_its_language(client: Client, language: Language, rest: str):
    shown = Shown(client, f"/{language.code}/{rest}")
    assert (shown.status, shown.lang, shown.is_indexed, shown.alternates) == (404, language.html_lang, False, [])
    assert f"/{language.code}/destinations/" in shown.values("main a", "href")
    assert shown.values("main form", "action") == [f"/{language.code}/destinations/"]


@pytest.mark.django_db
def test_a_long_unknown_address_costs_no_more_than_a_short_one(client: Client, django_assert_max_num_queries):
    with CaptureQueriesContext(connection) as short:
        client.get("/en/a/a/")
    with django_assert_max_num_queries(len(short)):
        assert Shown(client, f"/en/{'a/' * 500}").status == 404


@pytest.mark.django_db
def test_each_language_has_its_own_words_for_it(client: Client):
    assert len({Shown(client, f"/{language.code}/nowhere/").heading for language in LANGUAGES}) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(("accepted", "lang"), [("zh-TW", "zh-Hant"), ("zh-CN", "zh-Hans"), ("fr", "en"), ("", "en")])
@pytest.mark.parametrize("address", ["/fr/", "/de/south-korea/", "/nowhere", "/favicon.ico"])
def test_an_unknown_prefix_is_answered_in_the_browsers_language(client: Client, address: str, accepted: str, lang: str):
    shown = Shown(client, address, **{"accept-language": accepted})
    assert (shown.status, shown.lang) == (404, lang)


@pytest.mark.django_db
def test_a_missing_slash_leads_to_the_page(client: Client):
    response = client.get("/zh-hant/south-korea?x=1")
    assert (response.status_code, response["Location"]) == (301, "/zh-hant/south-korea/?x=1")


@pytest.fixture
def lost_database(db):
    """As it is while the database cannot be reached: everything that asks it is told so."""

    def refuse(*_: object) -> None:
        raise OperationalError("the database is gone")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.urls(__name__)
@every_language
def test_a_fault_of_ours_is_answered_in_the_pages_language_without_database(lost_database, language: Language):
    shown = Shown(Client(raise_request_exception=False), f"/{language.code}/broken/")
    assert (shown.status, shown.lang, shown.is_indexed) == (500, language.html_lang, False)
    assert shown.values("main a", "href") == [f"/{language.code}/"]


@every_language
def test_a_lost_database_is_an_interruption_that_passes(lost_database, language: Language):
    shown = Shown(Client(raise_request_exception=False), f"/{language.code}/cambodia/")
    assert (shown.status, shown.lang) == (503, language.html_lang)


@pytest.mark.urls(__name__)
def test_each_language_has_its_own_words_for_our_fault(lost_database):
    client = Client(raise_request_exception=False)
    assert len({Shown(client, f"/{language.code}/broken/").heading for language in LANGUAGES}) == 3


@pytest.mark.urls(__name__)
def test_nothing_of_the_fault_is_shown(lost_database):
    assert b"on purpose" not in Client(raise_request_exception=False).get("/en/broken/").content
