"""The real server with several workers: an edit made anywhere is what every one of them shows next."""

import http.client
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.databases import own_database
from tests.running import Running, manage, running

PAGE = "/en/cambodia/cancel-travel-esim/"
# More than workers, so that each is asked several times.
TIMES = 24


@pytest.fixture(scope="module")
def database() -> Iterator[dict[str, str]]:
    """A database of its own, of the kind that the suite runs on, as environment variables."""
    with own_database("workers") as environment:
        yield environment


@pytest.fixture(scope="module")
def site(database, tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("workers")
    with running(folder / "data", folder / "output.txt", **database) as started:
        yield started


@pytest.fixture
def edit(site: Running, database):
    """Runs Python in a process that is no worker of the site."""

    def run(code: str) -> str:
        ended = manage(site.output.parent / "data", "shell", "--no-imports", "-c", code, **database)
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return run


def ask(site: Running, path: str = PAGE, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """On a connection of its own, so that any worker may answer."""
    to = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
    try:
        to.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = to.getresponse()
        return answer.status, dict(answer.headers.items()), answer.read()
    finally:
        to.close()


def retitle(title: str) -> str:
    return f"""
from guides.models import Guide
guide = Guide.objects.get(slug="cancel-travel-esim", country__slug="cambodia")
guide.title_en = "{title}"
guide.save()
"""


def test_an_edit_shows_in_every_worker_with_the_next_request(site: Running, edit):
    for _ in range(TIMES):
        ask(site)
    for number in range(3):
        edit(retitle(f"Title number {number}"))
        shown = {f"Title number {number}".encode() in ask(site)[2] for _ in range(TIMES)}
        assert shown == {True}


def test_an_edit_that_is_rolled_back_shows_nowhere(site: Running, edit):
    before = ask(site)[2]
    edit(f"""
from django.db import transaction
with transaction.atomic():
{retitle("Rolled back").replace(chr(10), chr(10) + "    ")}
    transaction.set_rollback(True)
""")
    assert {ask(site)[2] == before for _ in range(TIMES)} == {True}


SCHEDULE = """
import datetime
from django.utils import timezone
from guides.models import Guide
guide = Guide.objects.get(slug="cancel-travel-esim", country__slug="kazakhstan")
guide.published_at = timezone.now() + datetime.timedelta(seconds={seconds})
guide.save()
print(guide.published_at.timestamp())
"""


def test_a_scheduled_guide_appears_at_its_moment_without_anybody_touching_anything(site: Running, edit):
    path = "/en/kazakhstan/cancel-travel-esim/"
    for seconds in (8, 60):  # in the second try for machines that take eight seconds to ask
        moment = float(edit(SCHEDULE.format(seconds=seconds)))
        statuses = {ask(site, path)[0] for _ in range(TIMES)}
        listed = {b"cancel-travel-esim/" in ask(site, "/en/kazakhstan/")[2] for _ in range(TIMES)}
        if time.time() < moment:
            break
    assert (statuses, listed) == ({404}, {False})
    _wait(site, path)
    assert {ask(site, path)[0] for _ in range(TIMES)} == {200}
    assert {b"cancel-travel-esim/" in ask(site, "/en/kazakhstan/")[2] for _ in range(TIMES)} == {True}


def test_workers_agree_on_what_a_page_is(site: Running):
    answers = [ask(site) for _ in range(TIMES)]
    assert len({(status, headers["ETag"], body) for status, headers, body in answers}) == 1


def test_a_client_that_has_the_page_is_told_so_by_every_worker(site: Running):
    etag = ask(site)[1]["ETag"]
    assert {ask(site, If_None_Match=etag)[0] for _ in range(TIMES)} == {304}


def test_no_header_of_a_visitor_moves_the_links_of_a_kept_page(site: Running):
    """A proxy may tell gunicorn where the site is mounted, and with it how all links begin."""
    for _ in range(TIMES):
        to = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=30)
        to.request("GET", "/en/en/destinations/", headers={"SCRIPT_NAME": "/en"})
        assert to.getresponse().status == 404
        to.close()
    assert {b'"/en/en/' in ask(site, "/en/destinations/")[2] for _ in range(TIMES)} == {False}


def test_languages_and_encodings_do_not_mix(site: Running):
    seen = set()
    for _ in range(TIMES):
        for code in ("zh-hans", "zh-hant", "en"):
            for encoding in ("br", "gzip", "identity"):
                _, headers, _ = ask(site, f"/{code}/cambodia/", Accept_Encoding=encoding)
                seen.add((code, headers["Content-Language"], encoding, headers.get("Content-Encoding", "identity")))
    wanted = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}
    wrong = {each for each in seen if each[1] != wanted[each[0]] or each[3] not in (each[2], "identity", "gzip")}
    assert wrong == set()
    assert {(each[2], each[3]) for each in seen} >= {("br", "br"), ("gzip", "gzip"), ("identity", "identity")}


def _wait(site: Running, path: str) -> None:
    """Until the scheduled moment has come."""
    until = time.monotonic() + 80
    while ask(site, path)[0] != 200:
        assert time.monotonic() < until
        time.sleep(0.3)
