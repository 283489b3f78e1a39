"""The disk is full: pages are read, what cannot be kept is said, nothing typed is lost, and it passes by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection

from guides.languages import LANGUAGES
from tests.admin.forms import errors, values_of
from tests.faults.desk import Desk, prepare
from tests.faults.disk import filled, small_disk
from tests.faults.ledger import read
from tests.faults.visitor import Visitor
from tests.faults.writers import Reader, from_elsewhere
from tests.images import files
from tests.running import Running, manage, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the database has its own disk"),
]

LONG = "A long answer that takes more room than there is. " * 300


@dataclass
class Place:
    desk: Desk
    site: Running


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("full")
    with small_disk(folder / "data") as data:
        desk = prepare(data, {}, guides=2)
        with running(desk.data, folder / "output.txt", PROXY_COUNT="1") as site:
            yield Place(desk, site)


def test_while_the_disk_is_full_every_page_is_read_kept_and_cold_and_searching_works(place: Place):
    visitor = Visitor(place.site.address)
    paths = ["/en/", "/zh-hans/south-korea/", f"/en{place.desk.pages[0]}"]
    for path in paths * 4:
        visitor.get(path)
    with filled(place.desk.data):
        cold = [f"{path}?cold={number}" for path in paths for number in range(4)]
        never = ["/zh-hant/destinations/", "/en/changes/", "/en/search/?q=esim", "/sitemap.xml"]
        asked = [*paths * 4, *cold, *never * 2]
        assert {path: visitor.get(path, **from_elsewhere()).status for path in asked} == dict.fromkeys(asked, 200)


@pytest.mark.parametrize(
    ("language", "told"), [("en", "disk is full"), ("zh-hans", "磁盘已满"), ("zh-hant", "磁碟已滿")]
)
def test_a_save_shows_the_form_again_with_what_was_typed_and_why(place: Place, language: str, told: str):
    ada = place.desk.administrator(place.site.address)
    ada.headers["Accept-Language"] = language
    form = place.desk.forms[0]
    values = values_of(ada.get(form))
    typed = {**values, "short_answer_en": f"Typed in {language}.", "sections-0-body_en": LONG, "note_en": "Longer."}
    with filled(place.desk.data):
        answer = ada.post(form, typed)
    assert answer.status == 503
    assert [told in message for message in errors(answer)[""]] == [True]
    again = values_of(answer)
    kept = ("short_answer_en", "sections-0-body_en", "note_en", "base_version")
    assert {name: again[name].strip() for name in kept} == {name: typed[name].strip() for name in kept}
    assert ada.post(form, {**again, "note_en": f"Longer, in {language}."}).status == 302  # there is room again
    assert read(place.desk).broken == []


def test_a_reader_is_told_that_nothing_was_kept_and_may_send_it_again(place: Place):
    reader = Reader("reader", place.desk.pages[1], place.site.address)
    reader.write()
    answers = []
    with filled(place.desk.data):
        for _ in range(3):
            reader.write()
    assert reader.faults != []
    assert {fault.rpartition(": ")[2] for fault in reader.faults} == {"503"}
    count = len(reader.acknowledged)
    reader.write()
    assert (len(reader.acknowledged), answers) == (count + 1, [])
    assert sorted(read(place.desk).said) == sorted(reader.acknowledged)


def test_signing_in_says_it_plainly(place: Place):
    visitor = Visitor(place.site.address, headers={"Accept-Language": "en"})
    login = re.sub(r"guides/.*", "login/", place.desk.images)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', visitor.get(login).text)[1]
    with filled(place.desk.data):
        answer = visitor.post(login, {"csrfmiddlewaretoken": token, "username": "ada", "password": "not hers"})
    assert (answer.status, "Nothing can be kept" in answer.text) == (503, True)


def test_a_picture_that_finds_no_room_leaves_nothing_behind(place: Place):
    ada = place.desk.administrator(place.site.address)
    values = values_of(ada.get(place.desk.images))
    with filled(place.desk.data):
        answer = ada.post(place.desk.images, {**values, "slug": "no-room", "alt_en": "No room"}, files.png((1200, 900)))
    assert answer.status in (302, 503)
    ledger = read(place.desk)
    assert (ledger.images, ledger.without_file) == ([], [])
    assert [path for path in (place.desk.data / "media").rglob("*") if path.is_file()] == []


def test_the_log_has_one_line_for_it_and_the_database_is_sound(place: Place):
    printed = place.site.output.read_text()
    assert ("the disk is full" in printed, "Traceback" in printed) == (True, False)
    ledger = read(place.desk)
    assert (ledger.integrity, ledger.index) == ([], [])
    assert {Visitor(place.site.address).get(f"/{language.code}/").status for language in LANGUAGES} == {200}


def test_a_backup_is_made_elsewhere_and_refused_in_one_line_here(place: Place, tmp_path):
    with filled(place.desk.data):
        refused = manage(place.desk.data, "backup", str(place.desk.data / "backups"))
        made = manage(place.desk.data, "backup", str(tmp_path / "backups"))
    assert (made.returncode, len(list((tmp_path / "backups").iterdir()))) == (0, 1), made.stderr
    assert (refused.returncode, refused.stderr.strip().splitlines()[-1].startswith("CommandError: No backup")) == (
        1,
        True,
    )
    assert "Traceback" not in refused.stderr
