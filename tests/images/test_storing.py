"""Files are there when a row needs them and gone when none does, whatever happens in between."""

from contextlib import closing, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from guides.images import storing
from guides.images.reading import read
from guides.models import Image
from guides.models.images import files_taken_back, release
from tests.factory import make_image
from tests.images import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return read(files.png((720, 300)))


def make_stored(picture, slug: str) -> Image:
    storing.store(picture)
    return make_image(slug, digest=picture.digest)


def fail_to_make(picture, slug: str) -> None:
    """An upload of which something goes wrong after its files and its row were written."""
    with files_taken_back(), transaction.atomic():
        make_stored(picture, slug)
        raise ZeroDivisionError


def test_a_stored_picture_stands_under_its_hash(picture, stored):
    with files_taken_back():
        make_stored(picture, "one")
    folder = f"images/{picture.digest}"
    assert stored() == [f"{folder}/{name}" for name in ("360.webp", "720.png", "720.webp", "master.webp")]


def test_a_server_in_front_may_read_the_files(picture):
    with files_taken_back():
        make_stored(picture, "one")
    assert {file.stat().st_mode & 0o777 for file in storing.folder(picture.digest).iterdir()} == {0o644}


def test_the_same_picture_twice_is_one_set_of_files(picture, stored):
    with files_taken_back():
        make_stored(picture, "one")
        before = stored()
        make_stored(picture, "two")
    assert stored() == before


def test_an_error_leaves_no_file(picture, stored):
    with pytest.raises(ZeroDivisionError):
        fail_to_make(picture, "one")
    assert (stored(), Image.objects.filter(slug="one").exists()) == ([], False)


def test_a_rollback_without_error_leaves_no_file(picture, stored):
    with files_taken_back(), transaction.atomic():
        make_stored(picture, "one")
        transaction.set_rollback(True)
    assert stored() == []


def test_of_two_nested_blocks_the_outer_one_decides(picture, stored):
    with files_taken_back(), transaction.atomic():
        with files_taken_back(), transaction.atomic():
            make_stored(picture, "one")
        assert len(stored()) == 4
        transaction.set_rollback(True)
    assert stored() == []


def test_a_failed_second_upload_does_not_take_the_files_of_the_first(picture, stored):
    with files_taken_back():
        make_stored(picture, "one")
    before = stored()
    with pytest.raises(ZeroDivisionError):
        fail_to_make(picture, "two")
    assert stored() == before != []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads of a test share one connection to SQLite in memory")
def test_of_two_uploads_at_once_the_failed_one_does_not_take_the_files_of_the_good_one(picture, stored):
    is_stored, is_stored_again, has_failed = Event(), Event(), Event()

    def fail() -> None:
        with suppress(ZeroDivisionError), closing(connection), files_taken_back(), transaction.atomic():
            make_stored(picture, "one")
            is_stored.set()
            is_stored_again.wait(1)
            raise ZeroDivisionError
        has_failed.set()

    failing = Thread(target=fail)
    failing.start()
    assert is_stored.wait(10)
    with files_taken_back(), transaction.atomic():
        make_stored(picture, "two")
        is_stored_again.set()
        has_failed.wait(1)  # without a claim it fails and takes the files before this is committed
    failing.join()
    assert (len(stored()), Image.objects.count()) == (4, 1)


def test_a_disk_that_cannot_be_written_leaves_no_file(picture, stored, monkeypatch):
    replace, calls = Path.replace, []

    def full(self, target):
        calls.append(target)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"), files_taken_back():
        storing.store(picture)
    assert stored() == []


def test_files_cannot_be_stored_without_somebody_who_takes_them_back(picture, stored):
    with pytest.raises(RuntimeError):
        storing.store(picture)
    assert stored() == []


def test_files_go_with_the_last_image_that_needs_them(picture, stored, django_capture_on_commit_callbacks):
    with files_taken_back():
        one, two = make_stored(picture, "one"), make_stored(picture, "two")
    with django_capture_on_commit_callbacks(execute=True):
        one.delete()
    assert len(stored()) == 4
    with django_capture_on_commit_callbacks(execute=True):
        two.delete()
    assert stored() == []


def test_a_deletion_that_is_rolled_back_keeps_the_files(picture, stored, django_capture_on_commit_callbacks):
    with files_taken_back():
        one = make_stored(picture, "one")
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        one.delete()
        transaction.set_rollback(True)
    assert len(stored()) == 4


def test_releasing_what_is_still_needed_does_nothing(picture, stored, django_capture_on_commit_callbacks):
    with files_taken_back():
        make_stored(picture, "one")
    with django_capture_on_commit_callbacks(execute=True):
        release(picture.digest)
    assert len(stored()) == 4


def test_no_code_can_delete_an_image_that_a_text_places(db):
    from tests.factory import make_guide

    image, guide = make_image(), make_guide()
    guide.sections.filter(anchor="before").update(body_en=f"Look:\n\n{image.directive}\n")
    with pytest.raises(ProtectedError) as refused, transaction.atomic():
        Image.objects.all().delete()
    assert "settings: Title of leave" in str(refused.value.args[0])
    assert Image.objects.filter(pk=image.pk).exists()
