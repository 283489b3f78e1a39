"""What /sw.js says. How it behaves is tested in the browser (tests/browser/test_offline*.py)."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import resolve, reverse
from django.utils.translation import override

from guides.languages import LANGUAGES
from guides.offline.worker import LEAVING, NEVER_KEPT, SCRIPTS, SHELL, description, script
from tests.pages.reading import Shown

pytestmark = pytest.mark.django_db


def imported(text: str) -> list[str]:
    return json.loads("[" + re.search(r"importScripts\((.*)\);", text)[1] + "]")


def test_it_is_a_script_for_the_whole_site_that_is_asked_for_again_each_time(client):
    response = client.get("/sw.js")
    names = ("Content-Type", "Service-Worker-Allowed", "Cache-Control")
    assert [response[name] for name in names] == ["text/javascript; charset=utf-8", "/", "no-cache"]
    assert (response.status_code, "Set-Cookie" in response, response.content.decode()) == (200, False, script())
    assert client.post("/sw.js").status_code == 405


def test_its_policy_lets_it_run_scripts_of_this_site_only(client):
    policy = dict(part.split(" ", 1) for part in client.get("/sw.js")["Content-Security-Policy"].split("; "))
    assert (policy["worker-src"], policy["script-src"], policy["connect-src"]) == ("'self'", "'self'", "'self'")


def test_it_names_release_shell_and_the_offline_page_of_every_language(settings):
    settings.RELEASE = "2026.11"
    said = json.loads(re.match(r"const SITE = (.*);\n", script())[1])
    assert said == json.loads(json.dumps(description()))
    assert said["release"] == "2026.11"
    assert said["shell"] == [static(name) for name in SHELL]
    assert said["offline"] == {language.code: f"/{language.code}/offline/" for language in LANGUAGES}
    assert imported(script()) == [static(name) for name in SCRIPTS]


@pytest.mark.parametrize("change", ["release", "files"])
def test_a_release_and_a_changed_file_make_another_version(settings, monkeypatch, change):
    before = description()["version"]
    if change == "release":
        settings.RELEASE = "next"
    else:
        monkeypatch.setattr("guides.offline.worker.static", lambda name: f"/static/{name}?changed")
    assert description()["version"] != before


def test_every_file_it_names_exists():
    assert [name for name in (*SHELL, *SCRIPTS, *LEAVING) if not finders.find(name)] == []


def test_the_shell_holds_nothing_that_the_offline_page_does_not_need(client):
    """What else that page names, the worker finds in it and keeps as well."""
    shown = Shown(client, "/en/offline/")
    named = [*shown.values("link[rel=stylesheet], link[rel=icon]", "href"), *shown.values("script[src]", "src")]
    assert [file for file in description()["shell"] if file not in named] == []


def test_scripts_import_nothing_that_a_page_does_not_name():
    """The worker keeps the files that a page names; a module's own imports it cannot see."""
    scripts = Path(settings.BASE_DIR / "static/js").glob("*.js")
    named = re.compile(r'^(?:import|export).* from "(.+)"', re.MULTILINE)
    imports = {name for file in scripts for name in named.findall(file.read_text(encoding="utf-8"))}
    assert imports <= {"./offline.js"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [("feedback", False), ("feedback-thanks", False), ("letter", False), ("plan", False), ("offline", False),
     ("home", True), ("destinations", True), ("guides", True), ("privacy", True)],
)  # fmt: skip
def test_what_is_never_kept(name, kept):
    with override("en"):
        rest = reverse(name).removeprefix("/en/")
    assert rest.startswith(NEVER_KEPT) != kept


def test_switched_off_it_only_leaves(client, settings):
    settings.OFFLINE = False
    response = client.get("/sw.js")
    assert response["Cache-Control"] == "no-cache"
    assert response.content.decode() == f'importScripts("{static(LEAVING[0])}");\n'
    leaving = Path(finders.find(LEAVING[0])).read_text(encoding="utf-8")
    assert (["fetch" in leaving, "unregister" in leaving, "caches.delete" in leaving]) == [False, True, True]


def test_switched_off_no_page_speaks_of_it(client, settings):
    settings.OFFLINE = False
    shown = Shown(client, "/en/cambodia/")
    assert [src for src in shown.values("script[src]", "src") if "offline" in src] == []
    assert shown.values("[data-offline-notice], [data-save-pages], a[href='/en/offline/']", "class") == []
    assert client.get("/en/offline/").status_code == 404


def test_switched_off_no_page_that_speaks_of_it_counts_as_unchanged(client, settings):
    etag = client.get("/en/cambodia/")["ETag"]
    settings.OFFLINE = False
    assert client.get("/en/cambodia/", headers={"if-none-match": etag}).status_code == 200
    settings.OFFLINE = True
    assert client.get("/en/cambodia/", headers={"if-none-match": etag}).status_code == 304


def test_its_addresses_belong_to_this_room():
    assert {resolve(path).func.__module__ for path in ("/sw.js", "/site.webmanifest")} == {"guides.offline.views"}
