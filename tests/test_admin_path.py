"""The admin at an address of one's own: it works there, and nobody is told."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest
from django.urls import get_resolver

from esimsite.environment import ROOT_ADDRESSES
from guides.languages import BY_CODE, meant_by
from tests.running import Running, manage, running

PLACE = "desk/private"
PASSWORD = "only for this one test"
MAKE_ROOT = f"""
from django.contrib.auth.models import User
User.objects.create_superuser("root", password="{PASSWORD}")
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("moved")
    for command in (("start", "--prepare"), ("shell", "-c", MAKE_ROOT)):
        done = manage(folder / "data", *command)
        assert done.returncode == 0, done.stderr
    with running(folder / "data", folder / "output.txt", ADMIN_PATH=PLACE) as started:
        yield started


def get(site: Running, path: str) -> tuple[int, str, str]:
    """(status, headers, text)"""
    try:
        with urllib.request.urlopen(site.address + path, timeout=20) as response:
            return response.status, str(response.headers), response.read().decode(errors="replace")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, str(error.headers), error.read().decode()


@pytest.fixture
def signed_in(site: Running) -> urllib.request.OpenerDirector:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    address = f"{site.address}/{PLACE}/"
    with browser.open(address, timeout=20) as form:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form.read().decode())[1]
        wanted = form.url
    values = {"username": "root", "password": PASSWORD, "csrfmiddlewaretoken": token, "next": f"/{PLACE}/"}
    with browser.open(wanted, urllib.parse.urlencode(values).encode(), timeout=20) as desk:
        assert (desk.status, desk.url) == (200, address)
    return browser


def test_the_desk_works_there(site, signed_in):
    for rest in ("", "guides/guide/", "guides/guide/add/", "guides/guide/help/", "guides/guide/board/", "auth/user/"):
        with signed_in.open(f"{site.address}/{PLACE}/{rest}", timeout=20) as page:
            text = page.read().decode()
            assert (page.status, page.headers["ETag"], "no-store" in page.headers["Cache-Control"]) == (200, None, True)
        assert re.findall(r'(?:href|action)="(/admin/[^"]*)"', text) == []


def test_the_language_of_the_desk_can_be_chosen_there(site, signed_in):
    with signed_in.open(f"{site.address}/{PLACE}/", timeout=20) as page:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
    values = {"language": "zh-hant", "next": f"/{PLACE}/", "csrfmiddlewaretoken": token}
    sent = urllib.parse.urlencode(values).encode()
    with signed_in.open(f"{site.address}/{PLACE}/language/", sent, timeout=20) as page:
        assert (page.url, page.headers["Content-Language"]) == (f"{site.address}/{PLACE}/", "zh-Hant")


def test_nothing_of_it_is_kept_for_others(site, signed_in):
    signed_in.open(f"{site.address}/{PLACE}/", timeout=20).close()
    with urllib.request.urlopen(f"{site.address}/{PLACE}/", timeout=20) as page:
        assert (urllib.parse.urlsplit(page.url).path, b"root" in page.read()) == (f"/{PLACE}/login/", False)


@pytest.mark.parametrize("path", ["/admin/", "/admin", "/admin/login/", "/admin/language/", "/desk/", "/private/"])
def test_the_usual_place_is_empty(site, path):
    assert get(site, path)[0] == 404


def test_nothing_public_mentions_it(site):
    home = get(site, "/zh-hans/")
    links = re.findall(r'href="(/[^"#?]*)"', home[2])
    maps = re.findall(rf"<loc>{site.address}([^<]+)</loc>", get(site, "/sitemap.xml")[2])
    pages = re.findall(rf"<loc>{site.address}([^<]+)</loc>", "".join(get(site, each)[2] for each in maps))
    scripts = [f"/static/js/{name}" for name in ("offline.js", "offline/worker.js", "offline/keeping.js")]
    root = [
        "/",
        "/robots.txt",
        "/llms.txt",
        "/sw.js",
        "/site.webmanifest",
        "/sitemap.xml",
        "/nowhere/",
        *maps,
        *scripts,
    ]
    told = {path: get(site, path) for path in dict.fromkeys([*root, *links, *pages[::10]])}
    assert len(told) > 60
    words = re.compile(rf"{PLACE}|desk%2Fprivate|/admin/")
    assert [path for path, (_status, headers, text) in told.items() if words.search(headers + text)] == []


def test_the_worker_keeps_pages_below_the_languages_only_and_so_nothing_of_the_desk(site):
    description = json.loads(re.search(r"const SITE = (.*);", get(site, "/sw.js")[2])[1])
    assert sorted(description["offline"]) == sorted(BY_CODE)
    assert [folder for folder in description["files"] if f"/{PLACE}/".startswith(folder)] == []


def test_every_address_beside_the_languages_is_refused_for_it():
    firsts = {str(each.pattern).lstrip("^").split("/")[0] for each in get_resolver().url_patterns}
    taken = {first for first in firsts if re.fullmatch(r"[a-z0-9_-]+", first)} - {"admin"}
    assert {first for first in taken if first not in ROOT_ADDRESSES and not meant_by(first)} == set()
