"""One network may ask for what costs more than a page only so often; who is refused is told, and loses nothing."""

import time

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from guides import throttle
from guides.letters.views import LETTERS
from guides.planner.views import CALENDARS
from guides.search.views import SEARCHES, SUGGESTIONS
from guides.throttle import Counts, Throttle
from tests.pages.reading import Shown

TOO_MANY = {
    "zh-hans": "你所在的网络发来的请求太多了",
    "zh-hant": "你所在的網路送來的要求太多了",
    "en": "Too many requests have come from your network.",
}
FEW = Throttle("few", per_minute=3, per_hour=5)
NOON = 1_796_000_400  # a whole hour


@pytest.fixture
def clock(monkeypatch):
    """Stands still at a whole hour until a test moves it."""
    now = [float(NOON)]
    monkeypatch.setattr(time, "time", lambda: now[0])
    return now


def waits(times: int, address: str = "203.0.113.9", limits: Throttle = FEW) -> list[int]:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return [limits.wait(request) for _ in range(times)]


def use_up(throttle: Throttle, address: str = "127.0.0.1") -> None:
    assert waits(throttle.per_minute, address, throttle) == [0] * throttle.per_minute


def test_so_many_in_a_minute_and_the_rest_is_told_how_long_to_wait(clock):
    clock[0] += 20
    assert waits(5) == [0, 0, 0, 40, 40]
    clock[0] += 40
    assert waits(1) == [0]


def test_so_many_in_an_hour_of_which_the_refused_are_none(clock):
    assert waits(5) == [0, 0, 0, 60, 60]
    clock[0] += 60
    assert waits(3) == [0, 0, 3540]
    clock[0] += 3540
    assert waits(1) == [0]


def test_one_network_does_not_use_up_anothers_nor_one_purpose_anothers(clock):
    waits(9)
    assert waits(3, "203.0.113.10") == [0, 0, 0]
    assert waits(3, limits=Throttle("other", 3, 5)) == [0, 0, 0]


@pytest.mark.parametrize(("percent", "allowed"), [(200, 6), (100, 3), (34, 1), (1, 1)])
def test_an_operator_can_widen_and_narrow_the_limits(settings, clock, percent, allowed):
    settings.THROTTLE = percent
    assert waits(10, limits=Throttle("few", 3, 100)) == [0] * allowed + [60] * (10 - allowed)


def test_an_operator_can_take_the_limits_away(settings):
    settings.THROTTLE = 0
    assert waits(50) == [0] * 50


def test_a_flood_of_networks_takes_no_memory_and_uses_up_nobodys_share(clock):
    counts = Counts(60)
    cells = len(counts._cells)
    for number in range(20_000):
        counts.add(f"search|2001:db8:{number:x}::/64")
    assert (len(counts._cells), counts.add("search|203.0.113.9") < 20) == (cells, True)


def test_no_address_is_in_the_memory():
    counts = Counts(60)
    counts.add("search|203.0.113.9")
    assert b"203.0.113.9" not in bytes(counts._cells)
    assert sum(map(bool, counts._cells)) == 1 + throttle.ROWS


@pytest.mark.django_db
@pytest.mark.parametrize("language", TOO_MANY)
def test_a_search_too_many_keeps_what_was_typed_and_searches_for_nothing(client: Client, language):
    use_up(SEARCHES)
    with CaptureQueriesContext(connection) as queries:
        shown = Shown(client, f"/{language}/search/?q=theremin")
    assert (shown.status, shown.values("main form input", "value")) == (429, ["theremin"])
    assert TOO_MANY[language] in " ".join(shown.texts(".notice"))
    assert 1 <= int(shown.response["Retry-After"]) <= 60
    assert shown.response["Cache-Control"] == "no-store"
    assert [each["sql"] for each in queries if "guides_search" in each["sql"]] == []


@pytest.mark.django_db
def test_the_empty_search_page_is_no_search(client: Client):
    use_up(SEARCHES)
    assert client.get("/en/search/").status_code == 200


@pytest.mark.django_db
def test_a_suggestion_too_many_is_none_and_is_kept_by_nobody(client: Client):
    use_up(SUGGESTIONS)
    response = client.get("/en/search/suggestions/?q=korea")
    assert (response.status_code, response.json()) == (429, {"status": "", "suggestions": []})
    assert (response["Cache-Control"], "Retry-After" in response.headers) == ("no-store", True)


@pytest.mark.django_db
@pytest.mark.parametrize("language", TOO_MANY)
def test_a_calendar_too_many_is_a_sentence(client: Client, language):
    use_up(CALENDARS)
    response = client.get(f"/{language}/plan.ics?provider=kt&departure=2027-01-01")
    assert (response.status_code, response["Content-Type"]) == (429, "text/plain; charset=utf-8")
    assert response.content.decode().startswith(TOO_MANY[language])
    assert 1 <= int(response["Retry-After"]) <= 60


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["", "txt", "show"])
@pytest.mark.parametrize("language", TOO_MANY)
def test_a_letter_too_many_is_handed_back_as_it_was_filled_in(client: Client, language, kind):
    use_up(LETTERS)
    typed = {"name": "LI WEI", "number": "+82 10 1234 5678", "email": "li@example.org", "end_date": "2027-12-01"}
    shown = Shown.of(client.post(f"/{language}/letter/", {"provider": "kt", "format": kind, **typed}))
    assert (shown.status, shown.values("main option[selected]", "value")) == (429, ["kt"])
    assert set(typed.values()) <= set(shown.values("main input", "value"))
    assert TOO_MANY[language] in " ".join(shown.texts("main .notice"))
    assert shown.texts("#letter .letter") == []
    assert "Retry-After" in shown.response.headers


@pytest.mark.django_db
def test_reading_the_letter_and_the_plan_is_never_counted(client: Client):
    use_up(LETTERS)
    use_up(CALENDARS)
    paths = ("/en/letter/?provider=kt", "/en/plan/?provider=kt", "/en/")
    assert [client.get(path).status_code for path in paths] == [200, 200, 200]


@pytest.mark.django_db
def test_what_is_counted_writes_nothing_to_the_database(client: Client):
    with CaptureQueriesContext(connection) as queries:
        client.get("/en/search/?q=korea")
        client.get("/en/search/suggestions/?q=korea")
        client.get("/en/plan.ics?provider=kt")
        client.post("/en/letter/", {"provider": "kt"})
    assert [each["sql"] for each in queries if not each["sql"].lstrip().startswith("SELECT")] == []
