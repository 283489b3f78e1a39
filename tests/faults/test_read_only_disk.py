"""The disk can only be read: so can the site, however it came to that; what cannot be kept is said, and it passes."""

import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.admin.forms import errors, values_of
from tests.faults.desk import Desk, prepare
from tests.faults.disk import breakable_disk, filled, read_only, remount, small_disk
from tests.faults.killing import all_workers_of, have_ended, kill
from tests.faults.visitor import Answer, Visitor
from tests.faults.writers import Reader, from_elsewhere
from tests.images import files
from tests.running import Running, manage, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="the database has its own disk"),
]

LANGUAGES = [("en", "disk cannot be written"), ("zh-hans", "磁盘无法写入"), ("zh-hant", "磁碟無法寫入")]
READ = """
from guides.models import Country
print(Country.objects.get(slug="norway").summary_en)
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[Desk]:
    with small_disk(tmp_path_factory.mktemp("reading") / "data") as data:
        prepared = prepare(data, {}, guides=1)
        with running(data, data.with_name("first.txt")) as site:
            upload(prepared, site)
        yield prepared


@contextlib.contextmanager
def forked_anew(site: Running) -> Iterator[None]:
    """All workers are killed, as the kernel does when memory is short; meanwhile something happens; others follow."""
    workers = all_workers_of(site.pid)
    os.kill(site.pid, signal.SIGSTOP)
    for pid in workers:
        kill(pid)
    assert have_ended(workers, seconds=20)
    try:
        yield
    finally:
        os.kill(site.pid, signal.SIGCONT)


def eventually(ask: Callable[[], Answer], status: int) -> Answer:
    until = time.monotonic() + 30
    while (answer := ask()).status != status and time.monotonic() < until:
        time.sleep(0.5)
    assert answer.status == status
    return answer


def refused(visitor: Visitor, paths: list[str]) -> dict[str, int]:
    answers = {path: visitor.get(path, **from_elsewhere()).status for path in paths}
    return {path: status for path, status in answers.items() if status != 200}


def everything_is_read(desk: Desk, site: Running) -> bool:
    visitor = Visitor(site.address)
    stylesheet = visitor.get("/en/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    pages = ["/en/", "/zh-hans/south-korea/", f"/en{desk.pages[0]}"] * 4
    cold = [f"{path}?cold={number}" for path in pages[:3] for number in range(4)]
    others = ["/zh-hant/destinations/", "/en/search/?q=esim", "/sitemap.xml", "/readyz", stylesheet]
    media = desk.data / "media"
    pictures = [f"/media/{path.relative_to(media)}" for path in media.rglob("*.webp") if path.stem.isdigit()]
    assert pictures != []
    assert refused(visitor, [*pages, *cold, *others, *pictures]) == {}
    return True


def nothing_is_kept_and_all_hear_why(desk: Desk, site: Running) -> bool:
    ada = desk.administrator(site.address)
    values = values_of(ada.get(desk.forms[0]))
    for language, told in LANGUAGES:
        ada.headers["Accept-Language"] = language
        typed = {**values, "short_answer_en": f"Typed in {language}.", "note_en": "A note."}
        answer = ada.post(desk.forms[0], typed)
        assert (answer.status, [told in message for message in errors(answer)[""]]) == (503, [True])
        again = values_of(answer)
        assert {name: again[name] for name in ("short_answer_en", "note_en")} == {
            "short_answer_en": typed["short_answer_en"], "note_en": "A note.",
        }  # fmt: skip
    reader = Reader("reader", desk.pages[0], site.address)
    reader.write()
    assert [fault.rpartition(": ")[2] for fault in reader.faults] == ["503"]
    return True


def a_save_is_kept(desk: Desk, site: Running, text: str) -> bool:
    ada = desk.administrator(site.address)
    eventually(lambda: ada.save(desk.forms[0], short_answer_en=text, note_en=text), 302)
    assert {text in Visitor(site.address).get(f"/en{desk.pages[0]}").text for _ in range(10)} == {True}
    return True


def is_said_when_asked(site: Running, words: str) -> bool:
    """By the first worker that is asked some seconds after the disk has changed."""
    until = time.monotonic() + 20
    while words not in site.output.read_text() and time.monotonic() < until:
        Visitor(site.address).get("/readyz")
        time.sleep(0.5)
    return words in site.output.read_text()


def close_database(desk: Desk) -> None:
    """Killed workers leave -wal and -shm behind. Whoever closes the database last puts all into the main file."""
    path = desk.data / "esimsite.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as last:
        last.execute("REPLACE INTO django_session VALUES ('ended', '', '2000-01-01 00:00:00')")  # a start removes it
        last.commit()
    assert sorted(each.name for each in desk.data.glob("esimsite.sqlite3*")) == ["esimsite.sqlite3"]


def upload(desk: Desk, site: Running) -> None:
    ada = desk.administrator(site.address)
    assert ada.save(desk.images, files.png((900, 600)), slug="a-picture", alt_en="A picture").status == 302


def test_a_site_whose_workers_are_made_anew_on_a_read_only_disk_shows_the_last_save_and_recovers(desk, tmp_path):
    with running(desk.data, tmp_path / "output.txt", PROXY_COUNT="1") as site:
        assert a_save_is_kept(desk, site, "Saved just before.")
        with contextlib.ExitStack() as disk:
            with forked_anew(site):
                assert (desk.data / "esimsite.sqlite3-wal").stat().st_size > 0  # what was saved is only there
                disk.enter_context(read_only(desk.data))
            assert everything_is_read(desk, site)
            assert "Saved just before." in Visitor(site.address).get(f"/en{desk.pages[0]}").text
            assert nothing_is_kept_and_all_hear_why(desk, site)
        assert a_save_is_kept(desk, site, "Saved afterwards.")
        assert is_said_when_asked(site, "can be written again")
    printed = site.output.read_text()
    assert ("Traceback" in printed, "nothing can be saved" in printed) == (False, True)


def test_a_site_that_is_started_on_a_read_only_disk_reads_and_recovers(desk, tmp_path):
    close_database(desk)
    with contextlib.ExitStack() as disk:
        disk.enter_context(read_only(desk.data))
        with running(desk.data, tmp_path / "output.txt", PROXY_COUNT="1") as site:
            assert "the disk cannot be written" in site.output.read_text()
            assert everything_is_read(desk, site)
            assert nothing_is_kept_and_all_hear_why(desk, site)
            disk.close()
            assert a_save_is_kept(desk, site, "Saved after the start.")
    printed = site.output.read_text()
    said = printed.count("The database is read, but nothing can be saved")
    assert ("Traceback" in printed, said in (2, 3)) == (False, True)  # the start, and each worker that was asked


def test_a_site_that_is_started_on_a_full_disk_reads(desk, tmp_path):
    close_database(desk)
    with filled(desk.data), running(desk.data, tmp_path / "output.txt", PROXY_COUNT="1") as site:
        assert everything_is_read(desk, site)
    assert "Traceback" not in site.output.read_text()


def test_a_disk_that_breaks_under_a_running_site_leaves_it_readable(tmp_path):
    with breakable_disk(tmp_path / "data") as data:
        desk = prepare(data, {}, guides=1)
        with running(data, tmp_path / "output.txt", PROXY_COUNT="1") as site:
            upload(desk, site)
            assert everything_is_read(desk, site)
            remount(data, "abort")
            assert everything_is_read(desk, site)
            assert nothing_is_kept_and_all_hear_why(desk, site)
            assert everything_is_read(desk, site)  # the workers have opened the database anew by now
        assert "Traceback" not in site.output.read_text()


def test_an_empty_read_only_disk_is_refused_in_one_line(tmp_path):
    with small_disk(tmp_path / "data") as data, read_only(data):
        ended = manage(data, "start", "--prepare", SECRET_KEY="k" * 50)
    assert (ended.returncode, ended.stderr.count("\n"), "cannot be prepared" in ended.stderr) == (1, 1, True)


def test_what_was_committed_beside_the_main_file_is_never_passed_over(desk):
    """With -wal and without -shm nothing but a disk to write on lets SQLite read it."""
    path: Path = desk.data / "esimsite.sqlite3"
    writer = sqlite3.connect(path)
    writer.execute("UPDATE guides_country SET summary_en = 'The newest' WHERE slug = 'norway'")
    writer.commit()
    left = {ending: Path(f"{path}{ending}").read_bytes() for ending in ("", "-wal")}
    writer.close()
    for ending, content in left.items():
        Path(f"{path}{ending}").write_bytes(content)
    with read_only(desk.data):
        ended = manage(desk.data, "shell", "--no-imports", "-c", READ)
    assert (ended.returncode, "unable to open database file" in ended.stderr) == (1, True)
    assert desk.run(READ) == "The newest\n"


def test_a_backup_is_made_on_another_disk(desk: Desk, tmp_path):
    with read_only(desk.data):
        ended = manage(desk.data, "backup", str(tmp_path / "backups"))
    assert ended.returncode == 0, ended.stderr
    [saved] = (tmp_path / "backups").iterdir()
    assert manage(desk.data, "restore", str(saved), "--check").returncode == 0
